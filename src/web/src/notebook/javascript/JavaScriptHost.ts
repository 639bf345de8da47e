import type { Kernel, KernelMessage } from '@jupyterlab/services';
import type { Ask, End, Output } from './messages';
import { ScriptFrame } from './ScriptFrame';

/** The comm that the kernel opens towards the page when a cell has JavaScript to run, or another language asks for its values. */
export const commTarget = 'workbench.javascript';

const stopped = 'JavaScript was stopped; the variables that its cells had made are lost.\n';

/** Runs the JavaScript of the cells that this page sends to one kernel. */
export class JavaScriptHost {
  private frame: ScriptFrame | undefined;
  private wasStopped = false;
  private readonly answerComm = (comm: Kernel.IComm, message: KernelMessage.ICommOpenMsg) => this.answer(comm, message);

  constructor(private readonly kernel: Kernel.IKernelConnection) {
    kernel.registerCommTarget(commTarget, this.answerComm);
    kernel.statusChanged.connect(this.forgetWithKernel, this);
  }

  dispose(): void {
    if (!this.kernel.isDisposed) {
      this.kernel.removeCommTarget(commTarget, this.answerComm);
      this.kernel.statusChanged.disconnect(this.forgetWithKernel, this);
    }
    this.forget();
  }

  /** A kernel that starts anew knows nothing of the variables here; nor shall they. */
  private forgetWithKernel(_: unknown, status: Kernel.Status): void {
    if (status === 'restarting' || status === 'autorestarting' || status === 'dead') this.forget();
  }

  private forget(): void {
    this.frame?.dispose();
    this.frame = undefined;
    this.wasStopped = false;
  }

  private answer(comm: Kernel.IComm, message: KernelMessage.ICommOpenMsg): void {
    // The kernel's messages go to every page on it; the one that sent the cell runs it.
    const asker = (message.parent_header as { session?: string }).session;
    if (asker !== this.kernel.clientId) {
      comm.dispose();
      return;
    }
    const send = (data: unknown) => {
      if (!comm.isDisposed) comm.send(data as never, undefined, undefined, true);
    };
    send({ type: 'accepted' });
    this.frame ??= new ScriptFrame();
    const { frame } = this;
    comm.onClose = () => {
      // Interrupted: a loop in the realm would not hear of it.
      if (this.frame !== frame) return;
      this.wasStopped = true;
      frame.dispose();
      this.frame = undefined;
    };
    const ask = message.content.data as unknown as Ask;
    if (ask.kind === 'run' && this.wasStopped) {
      this.wasStopped = false;
      send({ type: 'stream', name: 'stderr', text: stopped } satisfies Output);
    }
    void frame.ask(ask, send).then((end: End) => {
      if (comm.isDisposed) return;
      comm.onClose = () => undefined;
      comm.close(end as never);
    });
  }
}
