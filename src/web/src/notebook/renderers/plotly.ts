import type { IRenderMime } from '@jupyterlab/rendermime-interfaces';
import { Widget } from '@lumino/widgets';
import { type Figure, forTheme, titleOf } from './figure';

export const plotlyMimeType = 'application/vnd.plotly.v1+json';

/** Draws a Plotly figure from its JSON; redraws it when the theme changes. No script comes with the output. */
class PlotlyOutput extends Widget implements IRenderMime.IRenderer {
  private figure: Figure | undefined;
  private readonly themeWatch = new MutationObserver(() => void this.draw());

  constructor() {
    super();
    this.addClass('wb-plotly');
    this.node.setAttribute('role', 'figure'); // not img: the chart has buttons inside
    this.themeWatch.observe(document.documentElement, { attributeFilter: ['data-jp-theme-light'] });
  }

  override dispose(): void {
    this.themeWatch.disconnect();
    super.dispose();
  }

  async renderModel(model: IRenderMime.IMimeModel): Promise<void> {
    this.figure = model.data[plotlyMimeType] as unknown as Figure;
    await this.draw();
  }

  private async draw(): Promise<void> {
    const { figure } = this;
    if (!figure) return;
    const { default: plotly } = await import('plotly.js-strict-dist-min'); // its own chunk: only pages with a chart pay for it
    if (this.isDisposed) return;
    const style = getComputedStyle(document.documentElement);
    const { data, layout, config } = forTheme(figure, name => style.getPropertyValue(name).trim());
    this.node.setAttribute('aria-label', `Chart: ${titleOf(figure)}`);
    await plotly.react(this.node, data, layout, config);
    if (figure.frames) await plotly.addFrames(this.node, figure.frames);
  }
}

export const plotlyFactory: IRenderMime.IRendererFactory = {
  safe: true, // figures are data
  mimeTypes: [plotlyMimeType],
  defaultRank: 40,
  createRenderer: () => new PlotlyOutput()
};
