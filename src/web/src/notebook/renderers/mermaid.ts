import type { IRenderMime } from '@jupyterlab/rendermime-interfaces';
import { Widget } from '@lumino/widgets';
import { svgImage } from './svg';

export const mermaidMimeType = 'text/vnd.mermaid';

let drawn = 0;
/** The library keeps state between calls, so diagrams are drawn one after another. */
let before: Promise<unknown> = Promise.resolve();

function draw(source: string, dark: boolean): Promise<{ svg: string; kind: string }> {
  const drawing = before.then(async () => {
    const { default: mermaid } = await import('mermaid'); // its own chunks: only pages with a diagram pay for it
    mermaid.initialize({
      startOnLoad: false,
      securityLevel: 'strict',
      suppressErrorRendering: true,
      theme: dark ? 'dark' : 'neutral',
      fontFamily: 'sans-serif',
      htmlLabels: false, // foreign HTML does not show in an image everywhere
      flowchart: { htmlLabels: false }
    });
    const { svg, diagramType } = await mermaid.render(`wb-mermaid-${++drawn}`, source);
    return { svg, kind: diagramType };
  });
  before = drawing.catch(() => undefined);
  return drawing;
}

/** Draws a Mermaid diagram from its text, as an image; says why when the text is no diagram. */
class MermaidOutput extends Widget implements IRenderMime.IRenderer {
  private source = '';
  private readonly themeWatch = new MutationObserver(() => void this.draw());

  constructor() {
    super();
    this.addClass('wb-mermaid');
    this.themeWatch.observe(document.documentElement, { attributeFilter: ['data-jp-theme-light'] });
  }

  override dispose(): void {
    this.themeWatch.disconnect();
    super.dispose();
  }

  async renderModel(model: IRenderMime.IMimeModel): Promise<void> {
    const data = model.data[mermaidMimeType];
    this.source = Array.isArray(data) ? data.join('') : String(data ?? '');
    await this.draw();
  }

  private async draw(): Promise<void> {
    const { source } = this;
    try {
      const { svg, kind } = await draw(source, document.documentElement.dataset.jpThemeLight === 'false');
      if (this.isDisposed || source !== this.source) return;
      const parsed = new DOMParser().parseFromString(svg, 'text/html').querySelector('svg');
      const title = [...(parsed?.children ?? [])].find(child => child.nodeName === 'title')?.textContent;
      const image = svgImage(svg, title || `Diagram (${kind})`);
      const [, , width, height] = (parsed?.getAttribute('viewBox') ?? '').split(/[\s,]+/).map(Number);
      if (width && height) {
        image.width = Math.ceil(width);
        image.height = Math.ceil(height);
      }
      this.node.replaceChildren(image);
    } catch (error) {
      const text = document.createElement('pre');
      text.className = 'wb-mermaid-error';
      text.textContent = `This is no diagram that Mermaid can draw.\n${error instanceof Error ? error.message : String(error)}`;
      this.node.replaceChildren(text);
    }
  }
}

export const mermaidFactory: IRenderMime.IRendererFactory = {
  safe: true, // an image comes out, and the source is data
  mimeTypes: [mermaidMimeType],
  defaultRank: 45,
  createRenderer: () => new MermaidOutput()
};
