import { MultiSelect, NativeSelect, NumberInput, Stack, Textarea, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useState } from 'react';
import { useCohorts } from '@/api/cohorts';
import { useNotebooks } from '@/api/notebooks';
import { type Sample, type SampleDraft, usePublishSample } from '@/api/samples';
import { Confirm } from '@/ui/Confirm';

const languages = ['C#', 'F#', 'SQL', 'JavaScript', 'Python', 'R'];

/** Publishes a notebook of the own workspace as a sample, or a new edition of one. */
export function PublishDialog({ sample, onClose }: { sample?: Sample; onClose: () => void }) {
  const notebooks = useNotebooks();
  const cohorts = useCohorts();
  const publish = usePublishSample();
  const [draft, setDraft] = useState<SampleDraft>({
    path: '',
    title: sample?.title ?? '',
    teaches: sample?.teaches ?? '',
    cohorts: sample?.cohorts.map(c => c.name) ?? [],
    languages: sample?.languages ?? ['C#'],
    minutes: sample?.minutes ?? 10
  });
  const set = (change: Partial<SampleDraft>) => setDraft(d => ({ ...d, ...change }));
  const ready = draft.path !== '' && draft.title.trim() !== '' && draft.teaches.trim() !== '' && draft.minutes > 0;
  return (
    <Confirm
      opened
      onClose={onClose}
      title={sample ? `Update ${sample.title}` : 'Publish a notebook as a sample'}
      confirm={sample ? `Publish edition ${sample.edition + 1}` : 'Publish sample'}
      ready={ready}
      onConfirm={async () => {
        await publish.mutateAsync({ ...(sample ? { id: sample.id } : {}), draft });
        notifications.show({
          message: sample ? 'The new edition is in the gallery. Copies of others say so.' : 'The sample is in the gallery.'
        });
      }}
    >
      <Stack gap="md">
        <NativeSelect
          label="Notebook"
          description="From your notebooks. Outputs are stripped, so no data leaves with it."
          required
          value={draft.path}
          onChange={e => set({ path: e.currentTarget.value })}
          data={[{ value: '', label: 'Choose a notebook' }, ...(notebooks.data ?? []).map(n => ({ value: n.path, label: n.path }))]}
        />
        <TextInput label="Title" required value={draft.title} onChange={e => set({ title: e.currentTarget.value })} />
        <Textarea
          label="What it teaches"
          required
          autosize
          minRows={2}
          value={draft.teaches}
          onChange={e => set({ teaches: e.currentTarget.value })}
        />
        <MultiSelect
          label="Cohorts needed"
          data={(cohorts.data ?? []).map(c => ({ value: c.name, label: c.title }))}
          value={draft.cohorts}
          onChange={value => set({ cohorts: value })}
        />
        <MultiSelect label="Languages" data={languages} value={draft.languages} onChange={value => set({ languages: value })} />
        <NumberInput label="Minutes" min={1} max={600} value={draft.minutes} onChange={value => set({ minutes: Number(value) || 0 })} />
      </Stack>
    </Confirm>
  );
}
