import type { NotebookPanel } from '@jupyterlab/notebook';
import type { Kernel, KernelMessage } from '@jupyterlab/services';
import { useEffect, useState } from 'react';
import type { Session } from '@/api/sessions';

/** Why the kernel ended, in the supervisor's sentence: from its last message, or from the session after a reload. */
export function useKernelEnd(panel: NotebookPanel, session: Session | undefined): string | undefined {
  const [told, setTold] = useState<{ id: string; text: string }>();
  useEffect(() => {
    let followed: Kernel.IKernelConnection | null | undefined;
    const listen = (kernel: Kernel.IKernelConnection, message: KernelMessage.IIOPubMessage) => {
      if (message.header.msg_type !== 'status') return;
      const { execution_state, workbench } = message.content as { execution_state?: string; workbench?: { text?: string } };
      if (execution_state === 'dead' && workbench?.text) setTold({ id: kernel.id, text: workbench.text });
      else if (execution_state !== 'dead') setTold(undefined);
    };
    const follow = () => {
      followed?.iopubMessage.disconnect(listen);
      followed = panel.sessionContext.session?.kernel;
      followed?.iopubMessage.connect(listen);
    };
    panel.sessionContext.kernelChanged.connect(follow);
    follow();
    return () => {
      panel.sessionContext.kernelChanged.disconnect(follow);
      followed?.iopubMessage.disconnect(listen);
    };
  }, [panel]);
  const id = panel.sessionContext.session?.kernel?.id;
  return (told && told.id === id ? told.text : undefined) ?? session?.ended ?? undefined;
}
