import type { ISessionContext, SessionContext, SessionContextDialogs } from '@jupyterlab/apputils';
import { type ISignal, Signal } from '@lumino/signaling';

export interface KernelRefusal {
  path: string;
  message: string;
}

/** The server refused a kernel (no sandbox, too many sessions, ...). Said on the page in the server's words instead of in a dialog. */
class KernelRefusals {
  private readonly signal = new Signal<this, KernelRefusal>(this);
  private readonly newest = new Map<string, KernelRefusal>();

  get refused(): ISignal<this, KernelRefusal> {
    return this.signal;
  }

  of(path: string): KernelRefusal | undefined {
    return this.newest.get(path);
  }

  clear(path: string): void {
    this.newest.delete(path);
  }

  /**
   * Takes the place of the stock dialog "Error Starting Kernel", for every session context; and nobody is asked to choose another
   * kernel right after the server refused one.
   */
  install(type: typeof SessionContext, dialogs: typeof SessionContextDialogs): void {
    const ask = dialogs.prototype.selectKernel;
    dialogs.prototype.selectKernel = async function (context: ISessionContext) {
      if (!kernelRefusals.of(context.path)) await ask.call(this, context);
    };
    const add = (refusal: KernelRefusal) => {
      this.newest.set(refusal.path, refusal);
      this.signal.emit(refusal);
    };
    const prototype = type.prototype as unknown as { _displayKernelError: (this: SessionContext, message: string) => Promise<void> };
    prototype._displayKernelError = async function (message) {
      add({ path: this.path, message: message || 'The server gave no reason.' });
    };
  }
}

export const kernelRefusals = new KernelRefusals();
