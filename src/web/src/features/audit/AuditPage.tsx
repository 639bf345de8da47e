import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useState } from 'react';
import { type AuditFilter, useAudit } from '@/api/audit';
import { useCohorts } from '@/api/cohorts';
import { EmptyState } from '@/ui/EmptyState';
import { Loading } from '@/ui/Loading';
import { Page } from '@/ui/Page';
import { RefusalNotice } from '@/ui/RefusalNotice';
import { counted } from '@/ui/words';
import classes from './Audit.module.css';
import { AuditStream } from './AuditStream';
import { ChainState } from './ChainState';
import { kindChoices } from './kinds';

/** Who did what, under which permit, when: newest first, one sentence per event. */
export function AuditPage() {
  const [filter, setFilter] = useState<AuditFilter>({});
  const [settled] = useDebouncedValue(filter, 250);
  const audit = useAudit(settled);
  const cohorts = useCohorts();
  const set = (change: AuditFilter) => setFilter({ ...filter, ...change });
  const events = audit.data?.pages.flatMap(page => page.events) ?? [];
  const newest = audit.data?.pages[0];
  const narrowed = Object.values(settled).some(Boolean);
  return (
    <Page title="Audit" wide summary={newest && <ChainState page={newest} />}>
      <div className={classes.bar}>
        <TextInput label="Person" placeholder="Name" value={filter.person ?? ''} onChange={e => set({ person: e.currentTarget.value })} />
        <NativeSelect
          label="What"
          value={filter.kind ?? ''}
          onChange={e => set({ kind: e.currentTarget.value })}
          data={[{ value: '', label: 'Everything' }, ...kindChoices(events, filter.kind)]}
        />
        <NativeSelect
          label="Cohort"
          value={filter.cohort ?? ''}
          onChange={e => set({ cohort: e.currentTarget.value })}
          data={[{ value: '', label: 'All cohorts' }, ...(cohorts.data ?? []).map(c => ({ value: c.name, label: c.title }))]}
        />
        <TextInput type="date" label="From" value={filter.from ?? ''} onChange={e => set({ from: e.currentTarget.value })} />
        <TextInput type="date" label="To" value={filter.to ?? ''} onChange={e => set({ to: e.currentTarget.value })} />
        {newest && (
          <span className={classes.found} role="status">
            {counted(newest.total, 'event')}
          </span>
        )}
      </div>
      {audit.error && !audit.data ? <RefusalNotice error={audit.error} asked="Show the audit trail" /> : null}
      {audit.isPending ? <Loading lines={12} label="Loading audit events" /> : null}
      {audit.data && events.length === 0 ? (
        <EmptyState title={narrowed ? 'No events match' : 'No events yet'}>
          {narrowed
            ? 'Take a filter away, or choose a longer time.'
            : 'Sign-ins, requests, permits and every read of a cohort appear here.'}
        </EmptyState>
      ) : null}
      {events.length > 0 && <AuditStream events={events} />}
      {audit.hasNextPage && (
        <Button variant="default" mt="md" loading={audit.isFetchingNextPage} onClick={() => audit.fetchNextPage()}>
          Show older events
        </Button>
      )}
    </Page>
  );
}
