import type { IRenderMime } from '@jupyterlab/rendermime-interfaces';
import { Widget } from '@lumino/widgets';

export const svgMimeType = 'image/svg+xml';

/** An SVG drawing as an image: as such it runs no script and loads nothing (SVG 2, 2.6, "secure static mode"). */
export function svgImage(svg: string, alt: string): HTMLImageElement {
  const image = new Image();
  image.className = 'wb-svg';
  image.alt = alt;
  image.src = `data:${svgMimeType};charset=utf-8,${encodeURIComponent(svg)}`;
  return image;
}

class SvgOutput extends Widget implements IRenderMime.IRenderer {
  async renderModel(model: IRenderMime.IMimeModel): Promise<void> {
    const said = (model.metadata[svgMimeType] as { alt?: unknown } | undefined)?.alt;
    const data = model.data[svgMimeType];
    const svg = Array.isArray(data) ? data.join('') : String(data);
    const title = new DOMParser().parseFromString(svg, svgMimeType).querySelector('title')?.textContent;
    this.node.replaceChildren(svgImage(svg, typeof said === 'string' ? said : title || 'Figure without description'));
  }
}

export const svgFactory: IRenderMime.IRendererFactory = {
  safe: true,
  mimeTypes: [svgMimeType],
  defaultRank: 80,
  createRenderer: () => new SvgOutput()
};
