import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { Link } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import { useSignedIn } from '@/api/me';
import { type Permit, usePermits } from '@/api/permits';
import { EmptyState } from '@/ui/EmptyState';
import type { ListColumn, ListFilter } from '@/ui/list/columns';
import { List } from '@/ui/list/List';
import { Page } from '@/ui/Page';
import { RelativeTime } from '@/ui/RelativeTime';
import { StateOf } from '@/ui/StateWord';
import { levelWord } from '@/ui/words';
import { PermitDialog } from './PermitDialog';
import { RevokeDialog } from './RevokeDialog';

const personOf = (p: Permit) => p.personDisplayName;
const filters: ListFilter<Permit>[] = [
  { id: 'state', label: 'State', value: p => p.state },
  { id: 'cohort', label: 'Cohort', value: p => p.cohortTitle },
  { id: 'person', label: 'Person', value: personOf }
];
const text = (p: Permit) => `${personOf(p)} ${p.cohort} ${p.cohortTitle} ${p.projectTitle} ${p.level} ${p.state}`;

/** Permits: for stewards everybody's, with revoke; for others their own. */
export function PermitsPage() {
  const me = useSignedIn();
  const mayRevoke = me.roles.includes('steward');
  const seesAll = mayRevoke || me.roles.includes('admin') || me.roles.includes('data-provider');
  const permits = usePermits(seesAll ? {} : { mine: true });
  const [reading, setReading] = useState<Permit | null>(null);
  const [revoking, setRevoking] = useState<Permit | null>(null);

  const columns = useMemo((): ListColumn<Permit>[] => {
    const all: ListColumn<Permit>[] = [
      {
        id: 'person',
        header: 'Person',
        value: personOf,
        cell: p => (
          <button
            type="button"
            className="link"
            onClick={() => setReading(p)}
            aria-label={`Clauses of the permit of ${personOf(p)} for ${p.cohortTitle}`}
          >
            {personOf(p)}
          </button>
        )
      },
      {
        id: 'cohort',
        header: 'Cohort',
        value: p => p.cohortTitle,
        cell: p => (
          <Link to="/cohorts/$name" params={{ name: p.cohort }}>
            {p.cohortTitle}
          </Link>
        )
      },
      { id: 'level', header: 'Level', value: p => p.level, cell: p => levelWord(p.level), wideOnly: true },
      { id: 'until', header: 'Until', value: p => p.until, cell: p => <RelativeTime at={p.until} day />, wideOnly: true },
      { id: 'used', header: 'Last used', value: p => p.lastUsed ?? '', cell: p => <RelativeTime at={p.lastUsed} />, wideOnly: true },
      { id: 'state', header: 'State', value: p => p.state, cell: p => <StateOf state={p.state} /> }
    ];
    if (mayRevoke) {
      all.push({
        id: 'actions',
        header: '',
        value: () => null,
        align: 'right',
        cell: p =>
          p.state === 'active' ? (
            <Button
              size="compact-sm"
              variant="default"
              onClick={() => setRevoking(p)}
              aria-label={`Revoke the permit of ${personOf(p)} for ${p.cohortTitle}`}
            >
              Revoke
            </Button>
          ) : null
      });
    }
    return all;
  }, [mayRevoke]);

  return (
    <Page
      title="Permits"
      wide
      summary={seesAll ? 'Who may see what, for which project, until when.' : 'What you may see, for which project, until when.'}
    >
      <List
        label="Permits"
        noun={['permit', 'permits']}
        rows={permits.data}
        error={permits.error}
        columns={columns}
        rowKey={p => p.id}
        text={text}
        filters={filters}
        onOpen={setReading}
        empty={
          <EmptyState title="No permits yet" action={<Link to="/cohorts">Find a cohort</Link>}>
            A permit is the granted form of a request. It names person, cohort, columns, level and the day it ends.
          </EmptyState>
        }
      />
      <PermitDialog permit={reading} onClose={() => setReading(null)} />
      {revoking && (
        <RevokeDialog
          permit={revoking}
          onClose={() => setRevoking(null)}
          onRevoked={() =>
            notifications.show({ message: `Revoked. The next read of ${personOf(revoking)} in ${revoking.cohortTitle} is refused.` })
          }
        />
      )}
    </Page>
  );
}
