import type { NotebookPanel } from '@jupyterlab/notebook';
import { Button, Group } from '@mantine/core';
import type { Session } from '@/api/sessions';
import classes from './Notebook.module.css';
import { restartEnded } from './restartEnded';
import { useKernelEnd } from './useKernelEnd';
import { useRestart } from './useRestart';

/** The kernel is gone: what happened, what is kept, and the way back to where one was. */
export function EndedNotice({ panel, session }: { panel: NotebookPanel; session: Session | undefined }) {
  const why = useKernelEnd(panel, session);
  const { restart, busy, problem } = useRestart(panel, () => restartEnded(panel));
  return (
    <div role="alert" className={classes.notice} data-tone="bad" data-testid="kernel-ended">
      <span>
        <strong>The kernel ended. </strong>
        {why ?? 'Variables in memory are lost. The notebook, its outputs and your files are kept.'}
        {problem}
      </span>
      <Group gap="xs">
        <Button size="compact-sm" variant="default" loading={busy} onClick={() => void restart()}>
          Restart
        </Button>
        <Button size="compact-sm" variant="default" disabled={busy} onClick={() => void restart(panel.content.activeCellIndex + 1)}>
          Restart and run up to here
        </Button>
      </Group>
    </div>
  );
}
