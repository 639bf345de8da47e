const longest = 10_000;

/** A value in words, as consoles write it: whole at the top, shorter further in, never endless. */
export function inspect(value: unknown, depth = 0, seen: object[] = []): string {
  switch (typeof value) {
    case 'string':
      return depth === 0 ? value : JSON.stringify(value.length > 200 ? `${value.slice(0, 200)}…` : value);
    case 'bigint':
      return `${value}n`;
    case 'function':
      return `[${/^class\b/.test(String(value)) ? 'class' : 'function'} ${value.name || 'anonymous'}]`;
    case 'object':
      break;
    default:
      return String(value); // number, boolean, undefined, symbol
  }
  if (value === null) return 'null';
  if (seen.includes(value)) return '[circular]';
  if (value instanceof Error) return value.stack?.split('\n')[0] ?? String(value);
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? 'Invalid Date' : value.toISOString();
  if (value instanceof RegExp) return String(value);
  if ('outerHTML' in value) return String(value.outerHTML).slice(0, longest);
  return members(value, depth, [...seen, value]).slice(0, longest);
}

function members(value: object, depth: number, seen: object[]): string {
  const within = (inner: unknown) => inspect(inner, depth + 1, seen);
  const list = Array.isArray(value) || ArrayBuffer.isView(value) ? Array.from(value as unknown as ArrayLike<unknown>) : null;
  if (list) {
    if (depth > 2) return `[… ${list.length}]`;
    const more = list.length > 100 ? `, … ${list.length - 100} more` : '';
    return `[${list.slice(0, 100).map(within).join(', ')}${more}]`;
  }
  const name = value.constructor?.name;
  const prefix = name && name !== 'Object' ? `${name} ` : '';
  if (depth > 2) return `${prefix}{…}`;
  if (value instanceof Map)
    return `Map {${[...value]
      .slice(0, 100)
      .map(([k, v]) => `${within(k)} => ${within(v)}`)
      .join(', ')}}`;
  if (value instanceof Set) return `Set {${[...value].slice(0, 100).map(within).join(', ')}}`;
  const entries = Object.entries(value);
  const more = entries.length > 50 ? ', …' : '';
  const shown = entries.slice(0, 50).map(([k, v]) => `${k}: ${within(v)}`);
  return `${prefix}{${shown.length ? ` ${shown.join(', ')}${more} ` : ''}}`;
}

/** The arguments of a console call as one line; `%s`, `%d` and their kin are filled in (Console Standard, Formatter). */
export function consoleLine(args: unknown[]): string {
  const [first, ...rest] = args;
  if (typeof first !== 'string' || !/%[sdifoOc]/.test(first)) return args.map(a => inspect(a)).join(' ');
  const text = first.replace(/%([sdifoOc%])/g, (whole, kind: string) => {
    if (kind === '%') return '%';
    if (rest.length === 0) return whole;
    const value = rest.shift();
    if (kind === 'c') return '';
    if (kind === 'd' || kind === 'i') return String(Math.trunc(Number(value)));
    if (kind === 'f') return String(Number(value));
    return inspect(value, kind === 's' ? 0 : 1);
  });
  return [text, ...rest.map(a => inspect(a))].join(' ');
}
