import type { NotebookPanel } from '@jupyterlab/notebook';
import type { Kernel } from '@jupyterlab/services';
import { KernelFollower } from './KernelFollower';

const attached = new WeakSet<NotebookPanel>();

/** Follows whatever kernel a notebook has, from now until it is closed. */
export function reattachSessions(panel: NotebookPanel): void {
  if (attached.has(panel)) return;
  attached.add(panel);
  let follower: KernelFollower | undefined;
  const follow = (kernel: Kernel.IKernelConnection | null | undefined) => {
    follower?.stop();
    follower = kernel ? new KernelFollower(panel, kernel) : undefined;
  };
  panel.sessionContext.kernelChanged.connect((_, change) => follow(change.newValue));
  panel.disposed.connect(() => follower?.stop());
  follow(panel.sessionContext.session?.kernel);
}
