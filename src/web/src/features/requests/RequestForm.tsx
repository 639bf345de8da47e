import { Button, NativeSelect, Radio, Stack, Textarea, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { type FormEvent, useState } from 'react';
import type { CohortDetail, Level } from '@/api/cohorts';
import type { ProjectSummary } from '@/api/me';
import { type RequestDraft, useSubmitRequest } from '@/api/requests';
import { ColumnPicker } from '@/ui/ColumnPicker';
import { RefusalNotice } from '@/ui/RefusalNotice';
import { dayField } from '@/ui/time';
import { levels } from '@/ui/words';
import { missingIn, withKey } from './draft';
import { PreviewPanel } from './PreviewPanel';
import classes from './Request.module.css';

interface Props {
  cohort: CohortDetail;
  projects: ProjectSummary[];
  onSent: (id: string) => void;
}

const halfAYear = 182 * 86_400_000;

/** One form; beside it, at any moment, what it would let one see. */
export function RequestForm({ cohort, projects, onSent }: Props) {
  const [today] = useState(() => dayField(new Date()));
  const [draft, setDraft] = useState<RequestDraft>(() => ({
    cohort: cohort.name,
    project: projects[0]?.id ?? '',
    purpose: '',
    justification: '',
    level: 'aggregate',
    tables: [],
    until: dayField(new Date(Date.now() + halfAYear))
  }));
  const [tried, setTried] = useState(false);
  const submit = useSubmitRequest();
  const set = (change: Partial<RequestDraft>) => setDraft(d => ({ ...d, ...change }));
  const missing = missingIn(draft, today);
  const shown = tried ? missing : {};
  const whole = withKey(draft, cohort.tables);
  const offered: Level[] = cohort.images ? ['aggregate', 'rows', 'images'] : ['aggregate', 'rows'];

  const send = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (Object.keys(missing).length > 0) return;
    submit.mutate(whole, {
      onSuccess: request => {
        notifications.show({ message: `Request for ${cohort.title} sent. A steward reviews it.` });
        onSent(request.id);
      }
    });
  };
  return (
    <div className={classes.columns}>
      <form onSubmit={send} noValidate aria-label="Request access">
        <Stack gap="lg">
          <NativeSelect
            label="Project"
            description="The permit belongs to it and ends with it."
            data={projects.map(p => ({ value: p.id, label: p.title }))}
            value={draft.project}
            error={shown.project}
            onChange={e => set({ project: e.currentTarget.value })}
          />
          <TextInput
            label="Purpose"
            description="What the data is for. Later uses must fit it."
            required
            value={draft.purpose}
            error={shown.purpose}
            onChange={e => set({ purpose: e.currentTarget.value })}
          />
          <Textarea
            label="Justification"
            description="Why this data, and why not less."
            required
            autosize
            minRows={3}
            value={draft.justification}
            error={shown.justification}
            onChange={e => set({ justification: e.currentTarget.value })}
          />
          <Radio.Group
            label="Level"
            description="Choose the lowest that serves the purpose."
            value={draft.level}
            onChange={v => set({ level: v as Level })}
          >
            <Stack gap="sm" mt="xs">
              {offered.map(level => (
                <Radio key={level} value={level} label={levels[level].label} description={levels[level].meaning} />
              ))}
            </Stack>
          </Radio.Group>
          <fieldset className={classes.group}>
            <legend>Columns</legend>
            <p className="quiet">Tick what you need. Nothing is ticked to begin with.</p>
            {shown.tables && (
              <p className={classes.error} role="alert">
                {shown.tables}
              </p>
            )}
            <ColumnPicker tables={cohort.tables} chosen={draft.tables} onChange={tables => set({ tables })} />
          </fieldset>
          <TextInput
            type="date"
            label="Until"
            description="The last day of access."
            required
            min={today}
            value={draft.until}
            error={shown.until}
            onChange={e => set({ until: e.currentTarget.value })}
          />
          {submit.error && <RefusalNotice error={submit.error} asked={`Request access to ${cohort.title}`} />}
          <div>
            <Button type="submit" loading={submit.isPending}>
              Send request
            </Button>
          </div>
        </Stack>
      </form>
      <PreviewPanel draft={whole} cohort={cohort} />
    </div>
  );
}
