import type { IError } from '@jupyterlab/nbformat';
import { errorRendererFactory, RenderedError } from '@jupyterlab/rendermime';
import type { IRenderMime } from '@jupyterlab/rendermime-interfaces';
import type { Message } from '@lumino/messaging';
import { repeatsRefusal } from './repeatsRefusal';

/** A kernel sends a refusal as a box and as the error of the cell. The document keeps both; the page says it once. */
class ErrorUnlessSaid extends RenderedError {
  override async render(model: IRenderMime.IMimeModel): Promise<void> {
    const { traceback, ename, evalue } = model.data[this.mimeType] as unknown as IError;
    const text = traceback.join('\n') || `${ename}: ${evalue}`;
    await super.render({ data: { [this.mimeType]: text }, metadata: model.metadata, trusted: model.trusted, setData: () => undefined });
    this.hideWhatIsSaid();
  }

  protected override onAfterAttach(message: Message): void {
    super.onAfterAttach(message);
    this.hideWhatIsSaid();
  }

  private hideWhatIsSaid(): void {
    const row = this.node.closest<HTMLElement>('.jp-OutputArea-child');
    if (row) row.classList.toggle('wb-said', repeatsRefusal(this.node));
  }
}

export const errorFactory: IRenderMime.IRendererFactory = {
  ...errorRendererFactory,
  mimeTypes: ['application/vnd.jupyter.error'],
  defaultRank: 50,
  createRenderer: options => new ErrorUnlessSaid(options)
};
