import { imageRendererFactory, RenderedImage } from '@jupyterlab/rendermime';
import type { IRenderMime } from '@jupyterlab/rendermime-interfaces';

/** Images get the text that the kernel sends with them in the output's metadata, `{"image/png": {"alt": "…"}}`. */
class ImageWithText extends RenderedImage {
  override async render(model: IRenderMime.IMimeModel): Promise<void> {
    await super.render(model);
    const image = this.node.querySelector('img');
    const said = (model.metadata[this.mimeType] as { alt?: unknown } | undefined)?.alt;
    if (image && !image.alt) image.alt = typeof said === 'string' ? said : 'Figure without description';
  }
}

export const imageFactory: IRenderMime.IRendererFactory = {
  ...imageRendererFactory,
  defaultRank: 80,
  createRenderer: options => new ImageWithText(options)
};
