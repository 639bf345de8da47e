import type { SessionContext } from '@jupyterlab/apputils';
import type { NotebookPanel } from '@jupyterlab/notebook';
import { KernelAPI } from '@jupyterlab/services';

/**
 * Starts the kernel of a session again whose kernel has ended. JupyterLab gives a kernel up for good once it is dead, so the server is
 * asked directly and the notebook is connected anew.
 */
export async function restartEnded({ sessionContext }: NotebookPanel): Promise<void> {
  const { session } = sessionContext;
  const id = session?.kernel?.id;
  if (!session || !id) return;
  await KernelAPI.restartKernel(id, session.serverSettings);
  session.dispose();
  // biome-ignore lint/complexity/useLiteralKeys: the public method answers from its first call for ever
  await (sessionContext as SessionContext)['_initialize']();
  await sessionContext.session?.kernel?.info;
}
