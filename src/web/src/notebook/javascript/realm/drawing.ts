import { parseHTML } from 'linkedom/worker';

/** A drawing larger than this is refused: it would be kept in the notebook. */
export const largestDrawing = 4_000_000;

const { document } = parseHTML('<!doctype html><html><head></head><body></body></html>') as unknown as { document: Document };
const canvases = new WeakMap<Element, OffscreenCanvas>();

/** Canvases draw on a surface of the worker; what is on it when the cell ends becomes an image. */
function withCanvas(make: (name: string) => Element): (name: string) => Element {
  return name => {
    const element = make(name);
    if (String(name).toLowerCase() !== 'canvas') return element;
    const size = { width: 300, height: 150 };
    const surface = () => {
      const known = canvases.get(element) ?? new OffscreenCanvas(size.width, size.height);
      canvases.set(element, known);
      return known;
    };
    for (const side of ['width', 'height'] as const) {
      Object.defineProperty(element, side, {
        get: () => size[side],
        set: (value: number) => {
          size[side] = Math.min(8192, Math.max(1, Math.trunc(Number(value)) || 1));
          element.setAttribute(side, String(size[side]));
          const known = canvases.get(element);
          if (known) known[side] = size[side];
        }
      });
    }
    return Object.assign(element, {
      getContext: (kind: OffscreenRenderingContextId, options?: unknown) => surface().getContext(kind, options)
    });
  };
}

document.createElement = withCanvas(document.createElement.bind(document)) as typeof document.createElement;

async function dataUrl(canvas: OffscreenCanvas): Promise<string> {
  const bytes = new Uint8Array(await (await canvas.convertToBlob()).arrayBuffer());
  let text = '';
  for (let i = 0; i < bytes.length; i += 8192) text += String.fromCharCode(...bytes.subarray(i, i + 8192));
  return `data:image/png;base64,${btoa(text)}`;
}

export async function htmlOf(element: Element): Promise<string> {
  const copy = element.cloneNode(true) as Element;
  const originals = [element, ...element.querySelectorAll('canvas')].filter(node => node.localName === 'canvas');
  const copies = [copy, ...copy.querySelectorAll('canvas')].filter(node => node.localName === 'canvas');
  let html: Element = copy;
  for (const [i, node] of copies.entries()) {
    const surface = originals[i] && canvases.get(originals[i]);
    if (!surface) continue;
    const image = document.createElement('img');
    image.setAttribute('src', await dataUrl(surface));
    image.setAttribute('alt', originals[i]?.getAttribute('aria-label') ?? 'Drawing');
    if (node === copy) html = image;
    else node.replaceWith(image);
  }
  return html.outerHTML;
}

/**
 * The document that a cell's code sees. It has no browser behind it: nothing is laid out and nothing is loaded. What the cell puts into
 * its `element`, or directly into the body, is what it draws.
 */
export class Drawing {
  readonly element = document.createElement('div');
  private readonly before = new Set(document.body.children);

  constructor() {
    document.body.append(this.element);
  }

  async html(): Promise<string> {
    const added = [...document.body.children].filter(node => !this.before.has(node) && node !== this.element);
    const drawn = [...(this.element.childNodes.length > 0 ? [this.element] : []), ...added];
    const html = (await Promise.all(drawn.map(htmlOf))).join('\n');
    if (html.length > largestDrawing)
      throw new RangeError(`The cell draws ${html.length} characters of HTML; ${largestDrawing} are possible.`);
    return html;
  }
}

export { document };
