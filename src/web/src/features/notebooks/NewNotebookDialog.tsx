import { NativeSelect, Stack, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { jupyter } from '@/api/jupyter';
import { useProjects } from '@/api/me';
import { useCreateNotebook } from '@/api/notebooks';
import { Confirm } from '@/ui/Confirm';
import { nameProblem } from './names';

interface KernelSpecs {
  default: string;
  kernelspecs: Record<string, { name: string; spec: { display_name: string } }>;
}

/** Asks for a name and a kernel, and people with several projects for which one. */
export function NewNotebookDialog({
  opened,
  onClose,
  onCreated
}: {
  opened: boolean;
  onClose: () => void;
  onCreated: (path: string) => void;
}) {
  const create = useCreateNotebook();
  const specs = useQuery({ queryKey: ['kernelspecs'], queryFn: () => jupyter<KernelSpecs>('GET', 'kernelspecs'), enabled: opened });
  const [name, setName] = useState('Untitled');
  const [kernel, setKernel] = useState('');
  const projects = useProjects();
  const [project, setProject] = useState('');
  const problem = nameProblem(name);
  return (
    <Confirm
      opened={opened}
      onClose={onClose}
      title="New notebook"
      confirm="Create notebook"
      ready={problem === null}
      onConfirm={async () => {
        const chosen = kernel || specs.data?.default;
        const { path } = await create.mutateAsync({
          name: name.trim(),
          ...(chosen ? { kernel: chosen } : {}),
          ...(project ? { project } : {})
        });
        onCreated(path);
      }}
    >
      <Stack gap="md">
        <TextInput label="Name" required data-autofocus value={name} error={problem} onChange={e => setName(e.currentTarget.value)} />
        <NativeSelect
          label="Kernel"
          value={kernel || (specs.data?.default ?? '')}
          onChange={e => setKernel(e.currentTarget.value)}
          data={Object.values(specs.data?.kernelspecs ?? {}).map(k => ({ value: k.name, label: k.spec.display_name }))}
        />
        {projects.length > 1 && (
          <NativeSelect
            label="Project"
            description="In the notebook's kernel the permits of this project count."
            value={project}
            onChange={e => setProject(e.currentTarget.value)}
            data={[{ value: '', label: 'All my projects' }, ...projects.map(p => ({ value: p.name, label: p.title }))]}
          />
        )}
      </Stack>
    </Confirm>
  );
}
