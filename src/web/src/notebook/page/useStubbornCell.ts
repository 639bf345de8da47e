import type { NotebookPanel } from '@jupyterlab/notebook';
import { useEffect, useState } from 'react';
import type { LabApp } from '../host/LabApp';

/** A cell that can be stopped stops well within this time. */
const patienceMilliseconds = 1_500;

/** Whether the running cell was interrupted and goes on nevertheless. */
export function useStubbornCell(app: LabApp, panel: NotebookPanel): boolean {
  const [stubborn, setStubborn] = useState(false);
  useEffect(() => {
    const { sessionContext } = panel;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const interrupted = (_: unknown, { id }: { id: string }) => {
      if (id !== 'notebook:interrupt-kernel' || sessionContext.session?.kernel?.status !== 'busy') return;
      clearTimeout(timer);
      timer = setTimeout(() => setStubborn(true), patienceMilliseconds);
    };
    // Any other state than busy, be it for a moment, means that the cell has ended.
    const changed = () => {
      if (sessionContext.session?.kernel?.status === 'busy') return;
      clearTimeout(timer);
      setStubborn(false);
    };
    app.commands.commandExecuted.connect(interrupted);
    sessionContext.statusChanged.connect(changed);
    return () => {
      clearTimeout(timer);
      app.commands.commandExecuted.disconnect(interrupted);
      sessionContext.statusChanged.disconnect(changed);
    };
  }, [app, panel]);
  return stubborn;
}
