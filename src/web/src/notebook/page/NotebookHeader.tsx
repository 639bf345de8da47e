import { ActionIcon, Button, Tooltip } from '@mantine/core';
import {
  IconCode,
  IconLayoutSidebarRightExpand,
  IconLetterT,
  IconPlayerPlay,
  IconPlayerStop,
  IconPlayerTrackNext,
  IconRotate
} from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { Confirm } from '@/ui/Confirm';
import { KernelChip } from './KernelChip';
import classes from './Notebook.module.css';
import { PermitChips } from './PermitChips';
import { ProjectChip } from './ProjectChip';
import { SaveWord } from './SaveWord';
import { type OpenNotebook, useKernel } from './useNotebook';

interface Props {
  open: OpenNotebook;
  path: string;
  drawer: boolean;
  onDrawer: () => void;
}

/** Title, save state, project, permits, kernel; run all, interrupt, restart, add cells. */
export function NotebookHeader({ open: { app, panel }, path, drawer, onDrawer }: Props) {
  const kernel = useKernel(panel);
  const [restarting, setRestarting] = useState(false);
  const title = path
    .split('/')
    .at(-1)
    ?.replace(/\.ipynb$/, '');
  const run = (command: string) => void app.commands.execute(command);
  const addCell = (type: 'code' | 'markdown') => {
    void app.commands.execute('notebook:insert-cell-below').then(() => {
      if (type === 'markdown') run('notebook:change-cell-to-markdown');
      run('notebook:enter-edit-mode');
    });
  };
  const tools = [
    { label: 'Run cell', keys: 'Shift+Enter', icon: IconPlayerPlay, act: () => run('notebook:run-cell-and-select-next') },
    { label: 'Interrupt', keys: 'I, I', icon: IconPlayerStop, act: () => run('notebook:interrupt-kernel'), off: !kernel.id },
    { label: 'Restart', keys: '0, 0', icon: IconRotate, act: () => setRestarting(true), off: !kernel.id },
    { label: 'Add code cell', keys: 'B', icon: IconCode, act: () => addCell('code') },
    { label: 'Add text cell', keys: 'B, M', icon: IconLetterT, act: () => addCell('markdown') }
  ];
  return (
    <header className={classes.header}>
      <nav aria-label="Breadcrumb" className={classes.trail}>
        <Link to="/notebooks">Notebooks</Link>
        <span aria-hidden="true"> / </span>
      </nav>
      <h1 className={classes.title} title={path}>
        {title}
      </h1>
      <SaveWord panel={panel} onSave={() => run('docmanager:save')} />
      <div className={classes.chips}>
        <ProjectChip panel={panel} />
        <PermitChips panel={panel} kernelId={kernel.id} />
        <KernelChip kernel={kernel} />
      </div>
      <div className={classes.tools} role="toolbar" aria-label="Notebook">
        <Button size="xs" leftSection={<IconPlayerTrackNext size={14} aria-hidden="true" />} onClick={() => run('notebook:run-all-cells')}>
          Run all
        </Button>
        {tools.map(({ label, keys, icon: Icon, act, off }) => (
          <Tooltip key={label} label={`${label} (${keys})`}>
            <ActionIcon variant="default" size={30} aria-label={label} disabled={off ?? false} onClick={act}>
              <Icon size={16} stroke={1.6} aria-hidden="true" />
            </ActionIcon>
          </Tooltip>
        ))}
        <Tooltip label="Variables, cohorts and outline">
          <ActionIcon
            variant={drawer ? 'filled' : 'default'}
            size={30}
            aria-label="Variables, cohorts and outline"
            aria-pressed={drawer}
            onClick={onDrawer}
          >
            <IconLayoutSidebarRightExpand size={16} stroke={1.6} aria-hidden="true" />
          </ActionIcon>
        </Tooltip>
      </div>
      <Confirm
        opened={restarting}
        onClose={() => setRestarting(false)}
        title="Restart the kernel"
        confirm="Restart kernel"
        danger
        onConfirm={() => panel.sessionContext.restartKernel()}
      >
        Variables in memory are lost and running cells stop. The notebook and its outputs stay.
      </Confirm>
    </header>
  );
}
