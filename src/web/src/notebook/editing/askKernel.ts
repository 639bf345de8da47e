import type { Cell } from '@jupyterlab/cells';
import { NotebookPanel } from '@jupyterlab/notebook';
import { type Kernel, KernelMessage } from '@jupyterlab/services';
import { languageOf } from '../polyglot/cellLanguage';
import { polyglotKey } from '../polyglot/languages';

/** Jupyter's own requests about code, and those that our kernel answers besides. */
export type Question =
  | 'complete_request'
  | 'inspect_request'
  | 'workbench_variables_request'
  | 'workbench_diagnostics_request'
  | 'workbench_signature_request';

/** Kernels that answered that they do not know a request are not asked again: they are somebody else's. */
const unknown = new WeakMap<Kernel.IKernelConnection, Set<Question>>();

/**
 * Asks a kernel about code, in the name of a language: stock requests name none. Undefined when the kernel cannot say, or when the
 * question was given up meanwhile (`signal`).
 */
export async function askKernel<R>(
  kernel: Kernel.IKernelConnection,
  msgType: Question,
  content: object,
  language: string | undefined,
  signal?: AbortSignal
): Promise<R | undefined> {
  if (unknown.get(kernel)?.has(msgType) || signal?.aborted) return undefined;
  const message = KernelMessage.createMessage({
    msgType,
    channel: 'shell',
    username: kernel.username,
    session: kernel.clientId,
    content,
    metadata: language ? { [polyglotKey]: { kernelName: language } } : {}
  } as unknown as Parameters<typeof KernelMessage.createMessage>[0]);
  const future = kernel.sendShellMessage(message as unknown as KernelMessage.IShellMessage<'complete_request'>, true);
  const giveUp = () => future.dispose();
  signal?.addEventListener('abort', giveUp, { once: true });
  try {
    const reply = (await future.done) as unknown as { content: R & { status?: string; ename?: string } };
    if (reply.content.status === 'ok') return reply.content;
    if (reply.content.ename === 'NotSupported') {
      const known = unknown.get(kernel) ?? new Set();
      unknown.set(kernel, known.add(msgType));
    }
    return undefined;
  } catch {
    return undefined; // given up, or the kernel went away
  } finally {
    signal?.removeEventListener('abort', giveUp);
  }
}

const panelOf = (cell: Cell): NotebookPanel | undefined => {
  const panel = cell.parent?.parent;
  return panel instanceof NotebookPanel ? panel : undefined;
};

/** The kernel of the cell's notebook, when it has time: a question that had to wait for a running cell would be answered too late. */
export function idleKernelOf(cell: Cell): Kernel.IKernelConnection | undefined {
  const kernel = cell.isDisposed ? undefined : panelOf(cell)?.sessionContext.session?.kernel;
  return kernel?.status === 'idle' && kernel.connectionStatus === 'connected' ? kernel : undefined;
}

/** Asks the cell's kernel, in the cell's language. */
export async function askAbout<R>(cell: Cell, msgType: Question, content: object, signal?: AbortSignal): Promise<R | undefined> {
  const kernel = idleKernelOf(cell);
  return kernel && askKernel<R>(kernel, msgType, content, languageOf(cell), signal);
}
