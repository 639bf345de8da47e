import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useNavigate } from '@tanstack/react-router';
import { useDeferredValue, useState } from 'react';
import { useSignedIn } from '@/api/me';
import { asProblem } from '@/api/problem';
import { type Sample, useOpenSample, useSamples, useWithdrawSample } from '@/api/samples';
import { Confirm } from '@/ui/Confirm';
import { EmptyState } from '@/ui/EmptyState';
import { Loading } from '@/ui/Loading';
import { type ListFilter, narrow } from '@/ui/list/columns';
import { ListBar } from '@/ui/list/ListBar';
import { Page } from '@/ui/Page';
import { RefusalNotice } from '@/ui/RefusalNotice';
import { counted } from '@/ui/words';
import { PublishDialog } from './PublishDialog';
import { SampleCard } from './SampleCard';
import classes from './Samples.module.css';

const filters: ListFilter<Sample>[] = [
  { id: 'cohort', label: 'Cohort', value: s => s.cohorts.map(c => c.name) },
  { id: 'language', label: 'Language', value: s => s.languages },
  { id: 'access', label: 'Access', value: s => (s.cohorts.every(c => c.access === 'granted') ? 'ready to run' : 'needs a permit') }
];
const text = (s: Sample) => `${s.title} ${s.teaches} ${s.author} ${s.cohorts.map(c => c.name).join(' ')} ${s.languages.join(' ')}`;

/** Notebooks that others offer; each opens as a private copy. */
export function SamplesPage() {
  const me = useSignedIn();
  const { data: samples, error } = useSamples();
  const open = useOpenSample();
  const withdraw = useWithdrawSample();
  const navigate = useNavigate();
  const [search, setSearch] = useState('');
  const [chosen, setChosen] = useState<Record<string, string>>({});
  const [publishing, setPublishing] = useState<{ sample?: Sample } | null>(null);
  const [withdrawing, setWithdrawing] = useState<Sample | null>(null);
  const wanted = useDeferredValue(search);
  const shown = narrow(samples ?? [], wanted, text, filters, chosen);
  const instructor = me.roles.includes('instructor');

  const openCopy = (sample: Sample) =>
    open.mutate(sample.id, {
      onSuccess: ({ path }) => navigate({ to: '/notebooks/$', params: { _splat: path } }),
      onError: refusal => notifications.show({ title: `${sample.title} could not be opened`, message: asProblem(refusal).title })
    });
  return (
    <Page
      title="Samples"
      wide
      action={instructor ? <Button onClick={() => setPublishing({})}>Publish a notebook</Button> : undefined}
      summary="Notebooks to learn from. Opening one makes a private copy in your notebooks; the original stays as it is."
    >
      {error && !samples ? <RefusalNotice error={error} asked="Show the samples" /> : null}
      {!samples && !error ? <Loading lines={8} label="Loading samples" /> : null}
      {samples?.length === 0 && (
        <EmptyState title="No samples yet">
          An instructor publishes a notebook of the own workspace, and it appears here for everybody.
        </EmptyState>
      )}
      {samples && samples.length > 0 && (
        <>
          <ListBar
            label="Samples"
            rows={samples}
            filters={filters}
            search={search}
            onSearch={setSearch}
            chosen={chosen}
            onChoose={(id, value) => setChosen({ ...chosen, [id]: value })}
            found={
              shown.length === samples.length
                ? counted(samples.length, 'sample')
                : `${shown.length} of ${counted(samples.length, 'sample')}`
            }
          />
          {shown.length === 0 && <EmptyState title="No samples match">Take a word or a filter away.</EmptyState>}
          <div className={classes.gallery}>
            {shown.map(sample => (
              <SampleCard
                key={sample.id}
                sample={sample}
                opening={open.isPending && open.variables === sample.id}
                onOpen={() => openCopy(sample)}
                onUpdate={() => setPublishing({ sample })}
                onWithdraw={() => setWithdrawing(sample)}
              />
            ))}
          </div>
        </>
      )}
      {publishing && <PublishDialog sample={publishing.sample} onClose={() => setPublishing(null)} />}
      <Confirm
        opened={withdrawing !== null}
        onClose={() => setWithdrawing(null)}
        title={`Withdraw ${withdrawing?.title ?? ''}`}
        confirm="Withdraw sample"
        danger
        onConfirm={() => withdraw.mutateAsync(withdrawing?.id ?? '')}
      >
        It leaves the gallery. Copies that others opened stay theirs and keep working. You can publish it again.
      </Confirm>
    </Page>
  );
}
