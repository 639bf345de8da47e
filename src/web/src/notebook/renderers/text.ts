import { RenderedText, renderError, renderText } from '@jupyterlab/rendermime';
import type { IRenderMime } from '@jupyterlab/rendermime-interfaces';
import { count } from '@/ui/words';
import { partCharacters, partsOf } from './textParts';

const stderr = 'application/vnd.jupyter.stderr';

/** A long text that still grows is drawn anew no more often than this. */
const pauseMilliseconds = 500;

/**
 * Text of any length: of a long one the beginning and the end, the rest on demand. Laying out tens of megabytes would hold up the
 * whole page for many seconds, and nobody reads them here.
 */
class TextInParts extends RenderedText {
  private headCharacters = partCharacters;
  private drawn = Number.NEGATIVE_INFINITY;
  private waiting: ReturnType<typeof setTimeout> | undefined;

  override dispose(): void {
    clearTimeout(this.waiting);
    super.dispose();
  }

  override async renderModel(model: IRenderMime.IMimeModel): Promise<void> {
    const pause = this.drawn + pauseMilliseconds - performance.now();
    if (pause > 0 && partsOf(this.textOf(model)).left > 0) {
      this.waiting ??= setTimeout(() => void this.drawNow(model), pause);
      return;
    }
    await this.drawNow(model);
  }

  override async render(model: IRenderMime.IMimeModel): Promise<void> {
    const { head, tail, left } = partsOf(this.textOf(model), this.headCharacters);
    await this.draw(this.node, head);
    if (left === 0) return;
    const end = document.createElement('div');
    this.node.append(this.gap(model, left), end);
    await this.draw(end, tail);
  }

  private async drawNow(model: IRenderMime.IMimeModel): Promise<void> {
    clearTimeout(this.waiting);
    this.waiting = undefined;
    if (this.isDisposed) return;
    await super.renderModel(model);
    this.drawn = performance.now();
  }

  private textOf = (model: IRenderMime.IMimeModel): string => String(model.data[this.mimeType]);

  private draw(host: HTMLElement, source: string): Promise<void> {
    const { sanitizer, translator, linkHandler, resolver } = this;
    return this.mimeType === stderr
      ? renderError({ host, sanitizer, source, translator, linkHandler, resolver })
      : renderText({ host, sanitizer, source, translator });
  }

  private gap(model: IRenderMime.IMimeModel, left: number): HTMLElement {
    const gap = document.createElement('div');
    gap.className = 'wb-note wb-pager wb-gap';
    const words = document.createElement('span');
    words.textContent = `${count(left)} characters are left out here. The notebook keeps them.`;
    const more = document.createElement('button');
    more.type = 'button';
    more.textContent = 'Show more';
    more.addEventListener('click', () => {
      this.headCharacters += partCharacters;
      void this.drawNow(model).then(() => this.node.querySelector<HTMLButtonElement>('.wb-gap button')?.focus({ preventScroll: true }));
    });
    gap.append(words, more);
    return gap;
  }
}

export const textFactory: IRenderMime.IRendererFactory = {
  safe: true,
  mimeTypes: ['text/plain', 'application/vnd.jupyter.stdout', stderr],
  defaultRank: 105, // before the stock renderers, behind everything that says more
  createRenderer: options => new TextInParts(options)
};
