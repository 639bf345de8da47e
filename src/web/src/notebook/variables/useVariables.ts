import type { NotebookPanel } from '@jupyterlab/notebook';
import type { Kernel, KernelMessage } from '@jupyterlab/services';
import { useCallback, useEffect, useState } from 'react';
import { askKernel } from '../editing/askKernel';

/** A variable of one of the notebook's languages. */
export interface Variable {
  name: string;
  type: string;
  language: string;
  shape: string | null;
  preview: string;
}

export interface Variables {
  variables: Variable[] | undefined;
  /** The kernel does not tell. */
  untold: boolean;
  refresh: () => void;
}

interface Reply {
  variables: Variable[];
}

/** The variables of the kernel as they were after its last cell. */
export function useVariables(panel: NotebookPanel, kernel: Kernel.IKernelConnection | undefined): Variables {
  const [state, setState] = useState<{ kernel?: Kernel.IKernelConnection; variables?: Variable[]; untold: boolean }>({ untold: false });
  const refresh = useCallback(() => {
    if (!kernel || panel.isDisposed) return;
    void askKernel<Reply>(kernel, 'workbench_variables_request', {}, undefined).then(reply =>
      setState(reply ? { kernel, variables: reply.variables, untold: false } : { kernel, untold: kernel.status !== 'dead' })
    );
  }, [kernel, panel]);
  useEffect(() => {
    if (!kernel) return;
    refresh();
    // A cell came to its end: told by the kernel, whoever sent the cell.
    const follow = (_: unknown, message: KernelMessage.IIOPubMessage) => {
      const parent = (message.parent_header as { msg_type?: string }).msg_type;
      const content = message.content as { execution_state?: string };
      if (message.header.msg_type === 'status' && content.execution_state === 'idle' && parent === 'execute_request') refresh();
    };
    kernel.iopubMessage.connect(follow);
    return () => {
      kernel.iopubMessage.disconnect(follow);
    };
  }, [kernel, refresh]);
  const known = state.kernel === kernel;
  return { variables: known ? state.variables : undefined, untold: known && state.untold, refresh };
}
