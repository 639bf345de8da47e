/** Entries of an object or array that are shown at once; the rest on demand, so that a large value does not make the page slow. */
export const entriesAtOnce = 100;

const isBranch = (value: unknown): value is object => typeof value === 'object' && value !== null;

function span(className: string, text: string): HTMLSpanElement {
  const node = document.createElement('span');
  node.className = className;
  node.textContent = text;
  return node;
}

function leaf(value: unknown): HTMLSpanElement {
  const text = JSON.stringify(value) ?? 'undefined';
  return span(`wb-json-${value === null ? 'null' : typeof value}`, text);
}

/** What a closed branch says of itself: its size and its first members. */
export function summaryOf(value: object): string {
  const entries = Object.entries(value);
  const list = Array.isArray(value);
  const short = (inner: unknown) => (isBranch(inner) ? (Array.isArray(inner) ? '[…]' : '{…}') : (JSON.stringify(inner) ?? '').slice(0, 24));
  const first = entries.slice(0, 4).map(([name, inner]) => (list ? short(inner) : `${name}: ${short(inner)}`));
  const more = entries.length > 4 ? ', …' : '';
  const text = first.join(', ') + more;
  return list ? `(${entries.length}) [${text}]` : `{${text}}`;
}

function appendEntries(list: HTMLUListElement, entries: [string, unknown][], from: number): void {
  for (const [name, value] of entries.slice(from, from + entriesAtOnce)) {
    const item = document.createElement('li');
    const label = span('wb-json-name', name);
    if (isBranch(value)) item.append(branch(value, label));
    else item.append(label, ': ', leaf(value));
    list.append(item);
  }
  const left = entries.length - from - entriesAtOnce;
  if (left <= 0) return;
  const item = document.createElement('li');
  const more = document.createElement('button');
  more.type = 'button';
  more.textContent = `Show ${Math.min(left, entriesAtOnce)} more of ${left}`;
  more.addEventListener('click', () => {
    item.remove();
    appendEntries(list, entries, from + entriesAtOnce);
  });
  item.append(more);
  list.append(item);
}

function branch(value: object, label?: HTMLElement): HTMLDetailsElement {
  const details = document.createElement('details');
  const summary = document.createElement('summary');
  if (label) summary.append(label, ': ');
  summary.append(span('wb-json-summary', summaryOf(value)));
  details.append(summary);
  // Members are made when somebody looks: a deep value costs nothing before.
  details.addEventListener('toggle', () => {
    if (!details.open || details.children.length > 1) return;
    const list = document.createElement('ul');
    appendEntries(list, Object.entries(value), 0);
    details.append(list);
  });
  return details;
}

/** A JSON value as a tree that opens by mouse and by keyboard; the first level is open. */
export function jsonTree(value: unknown): HTMLElement {
  if (!isBranch(value)) return leaf(value);
  const tree = branch(value);
  tree.open = true;
  return tree;
}
