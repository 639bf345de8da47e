import { Button, Group } from '@mantine/core';
import classes from './Notebook.module.css';
import type { OpenNotebook } from './useNotebook';
import { useRestart } from './useRestart';

/** The running cell does not heed its interrupt: what else there is, and what each costs. */
export function StubbornNotice({ open: { app, panel } }: { open: OpenNotebook }) {
  const { restart, busy, problem } = useRestart(panel, () => panel.sessionContext.restartKernel());
  const running = panel.content.widgets.findIndex(cell => cell.node.dataset.runState === 'running');
  return (
    <div role="alert" className={classes.notice} data-tone="warn" data-testid="cell-goes-on">
      <span>
        <strong>The cell does not stop. </strong>
        It is inside code that cannot be stopped safely from outside. Wait for it, stop it by force (variables stay; in rare cases the
        kernel ends), or restart the kernel (variables are lost; the notebook and its outputs stay).
        {problem}
      </span>
      <Group gap="xs">
        <Button size="compact-sm" variant="default" disabled={busy} onClick={() => void app.commands.execute('notebook:interrupt-kernel')}>
          Stop by force
        </Button>
        <Button size="compact-sm" variant="default" loading={busy} onClick={() => void restart()}>
          Restart
        </Button>
        {running > 0 && (
          <Button size="compact-sm" variant="default" disabled={busy} onClick={() => void restart(running)}>
            Restart and run the cells above it
          </Button>
        )}
      </Group>
    </div>
  );
}
