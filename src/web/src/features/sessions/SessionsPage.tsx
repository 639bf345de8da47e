import { Button, Textarea } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import { useSignedIn } from '@/api/me';
import { type Session, useSessions, useStopSession } from '@/api/sessions';
import { Confirm } from '@/ui/Confirm';
import { EmptyState } from '@/ui/EmptyState';
import type { ListColumn, ListFilter } from '@/ui/list/columns';
import { List } from '@/ui/list/List';
import { Page } from '@/ui/Page';
import { RelativeTime } from '@/ui/RelativeTime';
import { StateOf } from '@/ui/StateWord';
import { durationWords } from '@/ui/time';
import { bytes } from '@/ui/words';

const filters: ListFilter<Session>[] = [
  { id: 'state', label: 'State', value: s => s.state },
  { id: 'person', label: 'Person', value: s => s.person },
  { id: 'kernel', label: 'Kernel', value: s => s.kernel }
];
const text = (s: Session) => `${s.path} ${s.person} ${s.kernel} ${s.state}`;

/** Kernels at work: mine, for admins everybody's. */
export function SessionsPage() {
  const me = useSignedIn();
  const admin = me.roles.includes('admin');
  const sessions = useSessions(admin);
  const stop = useStopSession();
  const [stopping, setStopping] = useState<Session | null>(null);
  const [reason, setReason] = useState('');
  const foreign = stopping !== null && stopping.person !== me.name;

  const columns = useMemo((): ListColumn<Session>[] => {
    const all: ListColumn<Session>[] = [
      {
        id: 'path',
        header: 'Notebook',
        value: s => s.path,
        cell: s => {
          const name = s.path.replace(/\.ipynb$/, '') || 'no notebook';
          return s.person === me.name && s.path.endsWith('.ipynb') ? (
            <Link to="/notebooks/$" params={{ _splat: s.path }}>
              {name}
            </Link>
          ) : (
            name
          );
        }
      },
      { id: 'kernel', header: 'Kernel', value: s => s.kernel, wideOnly: true },
      { id: 'state', header: 'State', value: s => s.state, cell: s => <StateOf state={s.state} /> },
      {
        id: 'memory',
        header: 'Memory',
        value: s => s.memoryBytes,
        cell: s => (s.memoryBytes === null ? 'not known' : bytes(s.memoryBytes)),
        align: 'right'
      },
      { id: 'age', header: 'Started', value: s => s.startedAt, cell: s => <RelativeTime at={s.startedAt} />, wideOnly: true },
      {
        id: 'activity',
        header: 'Last activity',
        value: s => s.lastActivity,
        cell: s => <RelativeTime at={s.lastActivity} />,
        wideOnly: true
      },
      {
        id: 'limit',
        header: 'Stops when idle',
        value: s => s.idleLimitSeconds,
        cell: s => (s.idleLimitSeconds ? `after ${durationWords(s.idleLimitSeconds * 1000)}` : 'never'),
        wideOnly: true
      },
      {
        id: 'actions',
        header: '',
        value: () => null,
        align: 'right',
        cell: s => (
          <Button size="compact-sm" variant="default" aria-label={`Stop ${s.path}`} onClick={() => setStopping(s)}>
            Stop
          </Button>
        )
      }
    ];
    if (admin) all.unshift({ id: 'person', header: 'Person', value: s => s.person });
    return all;
  }, [admin, me.name]);

  return (
    <Page title="Sessions" wide summary="Kernels at work. A session goes on when its page is closed, and keeps every output.">
      <List
        label="Sessions"
        noun={['session', 'sessions']}
        rows={sessions.data}
        error={sessions.error}
        columns={columns}
        rowKey={s => s.id}
        text={text}
        filters={filters}
        sortBy={{ id: 'activity', desc: true }}
        empty={
          <EmptyState title="Nothing runs" action={<Link to="/notebooks">Go to Notebooks</Link>}>
            A session starts when a notebook is opened.
          </EmptyState>
        }
      />
      <Confirm
        opened={stopping !== null}
        onClose={() => setStopping(null)}
        title={`Stop ${stopping?.path ?? ''}`}
        confirm="Stop session"
        danger
        ready={!foreign || reason.trim().length >= 3}
        onConfirm={async () => {
          await stop.mutateAsync({ id: stopping?.id ?? '', reason: reason.trim() });
          setReason('');
        }}
      >
        <p>
          {stopping?.state === 'busy' ? 'A cell is running; it ends unfinished. ' : ''}Variables in memory are lost. The notebook and its
          outputs stay.
        </p>
        <Textarea
          label="Reason"
          description={foreign ? `${stopping?.person} reads it.` : 'For the audit trail.'}
          required={foreign}
          value={reason}
          onChange={e => setReason(e.currentTarget.value)}
        />
      </Confirm>
    </Page>
  );
}
