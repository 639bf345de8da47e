import { NotebookActions, type NotebookPanel } from '@jupyterlab/notebook';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';

/** Restarting the kernel from a notice: `restart(n)` runs the first n cells again afterwards. */
export function useRestart(panel: NotebookPanel, restartKernel: () => Promise<unknown>) {
  const client = useQueryClient();
  const [problem, setProblem] = useState('');
  const [busy, setBusy] = useState(false);
  const restart = async (cellsToRun = 0) => {
    setBusy(true);
    setProblem('');
    try {
      await restartKernel();
      void client.invalidateQueries({ queryKey: ['sessions'] });
      const cells = panel.content.widgets.slice(0, cellsToRun);
      if (cells.length > 0) await NotebookActions.runCells(panel.content, cells, panel.sessionContext);
    } catch (refusal) {
      setProblem(` It could not be restarted: ${refusal instanceof Error ? refusal.message : String(refusal)}`);
    } finally {
      setBusy(false);
    }
  };
  return { restart, busy, problem };
}
