import { NotebookActions, type NotebookPanel } from '@jupyterlab/notebook';
import { Button, Group } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Session } from '@/api/sessions';
import classes from './Notebook.module.css';
import { restartEnded } from './restartEnded';
import { useKernelEnd } from './useKernelEnd';

/** The kernel is gone: what happened, what is kept, and the way back to where one was. */
export function EndedNotice({ panel, session }: { panel: NotebookPanel; session: Session | undefined }) {
  const why = useKernelEnd(panel, session);
  const client = useQueryClient();
  const [error, setError] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  const restart = async (thenRun: boolean) => {
    setBusy(true);
    try {
      await restartEnded(panel);
      await client.invalidateQueries({ queryKey: ['sessions'] });
      const { content } = panel;
      const upToHere = content.widgets.slice(0, content.activeCellIndex + 1);
      if (thenRun) await NotebookActions.runCells(content, upToHere, panel.sessionContext);
    } catch (refusal) {
      setError(refusal);
    } finally {
      setBusy(false);
    }
  };
  return (
    <div role="alert" className={classes.notice} data-tone="bad" data-testid="kernel-ended">
      <span>
        <strong>The kernel ended. </strong>
        {why ?? 'Variables in memory are lost. The notebook, its outputs and your files are kept.'}
        {error ? ` It could not be restarted: ${error instanceof Error ? error.message : String(error)}` : ''}
      </span>
      <Group gap="xs">
        <Button size="compact-sm" variant="default" loading={busy} onClick={() => void restart(false)}>
          Restart
        </Button>
        <Button size="compact-sm" variant="default" disabled={busy} onClick={() => void restart(true)}>
          Restart and run up to here
        </Button>
      </Group>
    </div>
  );
}
