import { TextInput } from '@mantine/core';
import { useState } from 'react';
import { type Notebook, useRenameNotebook } from '@/api/notebooks';
import { Confirm } from '@/ui/Confirm';
import { nameProblem, renamed } from './names';

export function RenameDialog({ notebook, onClose }: { notebook: Notebook; onClose: () => void }) {
  const rename = useRenameNotebook();
  const [name, setName] = useState(notebook.name.replace(/\.ipynb$/, ''));
  const problem = nameProblem(name);
  return (
    <Confirm
      opened
      onClose={onClose}
      title={`Rename ${notebook.name}`}
      confirm="Rename"
      ready={problem === null}
      onConfirm={() => rename.mutateAsync({ path: notebook.path, to: renamed(notebook.path, name) })}
    >
      <TextInput label="Name" required data-autofocus value={name} error={problem} onChange={e => setName(e.currentTarget.value)} />
    </Confirm>
  );
}
