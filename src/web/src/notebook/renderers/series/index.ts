import type { IRenderMime } from '@jupyterlab/rendermime-interfaces';
import { Widget } from '@lumino/widgets';
import { SeriesViewer } from './SeriesViewer';
import { readSeries } from './seriesData';

const mimeType = 'application/vnd.workbench.image-series+json';

class SeriesOutput extends Widget implements IRenderMime.IRenderer {
  private viewer: SeriesViewer | undefined;

  override dispose(): void {
    this.viewer?.dispose();
    super.dispose();
  }

  async renderModel(model: IRenderMime.IMimeModel): Promise<void> {
    try {
      const series = await readSeries(model.data[mimeType]);
      this.viewer?.dispose();
      this.viewer = new SeriesViewer(series);
      this.node.replaceChildren(this.viewer.node);
    } catch (error) {
      const words = document.createElement('div');
      words.className = 'wb-note';
      words.textContent = `This series of images cannot be shown: ${error instanceof Error ? error.message : 'it is damaged'}. Run the cell again.`;
      this.node.replaceChildren(words);
    }
  }
}

export const seriesFactory: IRenderMime.IRendererFactory = {
  safe: true, // numbers and words, no markup
  mimeTypes: [mimeType],
  defaultRank: 40,
  createRenderer: () => new SeriesOutput()
};
