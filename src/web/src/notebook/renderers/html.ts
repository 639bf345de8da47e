import { htmlRendererFactory, RenderedHTML } from '@jupyterlab/rendermime';
import type { IRenderMime } from '@jupyterlab/rendermime-interfaces';

/** Wide tables scroll sideways on their own; the keyboard can reach what scrolls (WCAG 2.2, 2.1.1). */
class HtmlWithReachableTables extends RenderedHTML {
  override async render(model: IRenderMime.IMimeModel): Promise<void> {
    await super.render(model);
    for (const table of this.node.querySelectorAll<HTMLElement>('.wb-table')) {
      table.tabIndex = 0;
      table.setAttribute('role', 'region');
      table.setAttribute('aria-label', table.querySelector('caption, .wb-title')?.textContent || 'Table');
    }
  }
}

export const htmlFactory: IRenderMime.IRendererFactory = {
  ...htmlRendererFactory,
  defaultRank: 50,
  createRenderer: options => new HtmlWithReachableTables(options)
};
