import { Button, Modal, Textarea } from '@mantine/core';
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
import { bytes } from '@/ui/words';
import { SessionLimits } from './SessionLimits';

const filters: ListFilter<Session>[] = [
  { id: 'state', label: 'State', value: s => s.state },
  { id: 'person', label: 'Person', value: s => s.person },
  { id: 'kernel', label: 'Kernel', value: s => s.kernel },
  { id: 'profile', label: 'Profile', value: s => s.profile }
];
const text = (s: Session) => `${s.path} ${s.person} ${s.project ?? ''} ${s.kernel} ${s.state} ${s.profile}`;

/** Kernels at work: mine, for admins everybody's. */
export function SessionsPage() {
  const me = useSignedIn();
  const admin = me.roles.includes('admin');
  const sessions = useSessions(admin);
  const stop = useStopSession();
  const [stopping, setStopping] = useState<Session | null>(null);
  const [reason, setReason] = useState('');
  const [limits, setLimits] = useState<Session | null>(null);
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
        },
        wideOnly: admin // on a phone an admin's list says whose it is
      },
      { id: 'kernel', header: 'Kernel', value: s => s.kernel, wideOnly: true },
      {
        id: 'project',
        header: 'Project',
        value: s => s.project,
        cell: s => s.project ?? <span className="quiet">all of the person</span>,
        wideOnly: true
      },
      { id: 'state', header: 'State', value: s => s.state, cell: s => <StateOf state={s.state} /> },
      {
        id: 'memory',
        header: 'Memory',
        value: s => s.memoryBytes,
        cell: s => (s.memoryBytes === null ? 'not known' : bytes(s.memoryBytes)),
        align: 'right',
        wideOnly: true
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
        header: 'Limits',
        value: s => s.profile,
        cell: s => (
          <button type="button" className="linkButton" aria-label={`Limits of ${s.path}`} onClick={() => setLimits(s)}>
            {s.profile}
            {s.reached.length > 0 ? ', reached' : ''}
          </button>
        )
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
      <Modal opened={limits !== null} onClose={() => setLimits(null)} title={`Limits of ${limits?.path ?? ''}`}>
        {limits && <SessionLimits session={limits} />}
      </Modal>
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
