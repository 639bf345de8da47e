import type { NotebookPanel } from '@jupyterlab/notebook';
import { NativeSelect } from '@mantine/core';
import { useState } from 'react';
import { useProjects } from '@/api/me';
import { Confirm } from '@/ui/Confirm';
import classes from './Notebook.module.css';
import { projectOf, withProject } from './project';
import { useSignals } from './useSignals';

/**
 * Which project the notebook works for: in its kernel the permits of that project alone count. It is asked of people with
 * several projects, and shown where a notebook names one that is not the reader's. A change takes a new kernel.
 */
export function ProjectChip({ panel }: { panel: NotebookPanel }) {
  const projects = useProjects();
  const [wanted, setWanted] = useState<string>();
  const shared = panel.context.model.sharedModel;
  useSignals(panel, () => [shared.metadataChanged]);
  const named = projectOf(shared.getMetadata());
  const known = projects.some(project => project.name === named);
  if (projects.length < 2 && (named === undefined || known)) return null;
  const title = (name: string | undefined) => projects.find(project => project.name === name)?.title ?? name ?? 'all my projects';
  const change = async () => {
    shared.setMetadata('workbench', withProject(shared.getMetadata(), wanted || undefined));
    await panel.context.save();
    await panel.sessionContext.shutdown();
    await panel.sessionContext.startKernel();
  };
  return (
    <>
      <NativeSelect
        size="xs"
        className={classes.project ?? ''}
        aria-label="Project"
        title="In the kernel the permits of this project count"
        value={named ?? ''}
        onChange={e => setWanted(e.currentTarget.value)}
        data={[
          { value: '', label: 'All my projects' },
          ...projects.map(project => ({ value: project.name, label: project.title })),
          ...(named && !known ? [{ value: named, label: `${named} (not yours)` }] : [])
        ]}
      />
      <Confirm
        opened={wanted !== undefined}
        onClose={() => setWanted(undefined)}
        title={`Work for ${title(wanted || undefined)}`}
        confirm="Start a new kernel"
        danger
        onConfirm={change}
      >
        A kernel works for one project from its start. Variables in memory are lost and running cells stop. The notebook and its outputs
        stay.
      </Confirm>
    </>
  );
}
