import { htmlRendererFactory, markdownRendererFactory, RenderedHTML, RenderedMarkdown } from '@jupyterlab/rendermime';
import type { IRenderMime } from '@jupyterlab/rendermime-interfaces';

/** Stock renderers put the HTML of trusted cells in as it is. Here nothing is trusted that far: see sanitizer.ts. */
const untrusted = (model: IRenderMime.IMimeModel): IRenderMime.IMimeModel => ({
  data: model.data,
  metadata: model.metadata,
  trusted: false,
  setData: options => model.setData(options)
});

/** Wide tables scroll sideways on their own; the keyboard can reach what scrolls (WCAG 2.2, 2.1.1). */
class HtmlWithReachableTables extends RenderedHTML {
  override async render(model: IRenderMime.IMimeModel): Promise<void> {
    await super.render(untrusted(model));
    for (const table of this.node.querySelectorAll<HTMLElement>('.wb-table')) {
      table.tabIndex = 0;
      table.setAttribute('role', 'region');
      table.setAttribute('aria-label', table.querySelector('caption, .wb-title')?.textContent || 'Table');
    }
  }
}

class SanitizedMarkdown extends RenderedMarkdown {
  override render(model: IRenderMime.IMimeModel): Promise<void> {
    return super.render(untrusted(model));
  }
}

export const htmlFactory: IRenderMime.IRendererFactory = {
  ...htmlRendererFactory,
  defaultRank: 50,
  createRenderer: options => new HtmlWithReachableTables(options)
};

export const markdownFactory: IRenderMime.IRendererFactory = {
  ...markdownRendererFactory,
  defaultRank: 60,
  createRenderer: options => new SanitizedMarkdown(options)
};
