import { type ISessionContext, SessionContextDialogs } from '@jupyterlab/apputils';
import { kernelRefusals } from './kernelRefusals';

/** The stock dialogs, except that nobody is asked to choose a kernel right after the server refused one: the page says why instead. */
export class KernelDialogs extends SessionContextDialogs {
  override async selectKernel(context: ISessionContext): Promise<void> {
    if (!kernelRefusals.of(context.path)) await super.selectKernel(context);
  }
}
