import { Button, Modal, Progress } from '@mantine/core';
import { useMemo, useState } from 'react';
import { type Attack, useAttackWall, useWall } from '@/api/wall';
import { Confirm } from '@/ui/Confirm';
import { EmptyState } from '@/ui/EmptyState';
import type { ListColumn, ListFilter } from '@/ui/list/columns';
import { List } from '@/ui/list/List';
import { Page } from '@/ui/Page';
import { RelativeTime } from '@/ui/RelativeTime';
import { StateWord } from '@/ui/StateWord';
import { AttackFacts } from './AttackFacts';
import { outcomeOf, standing, toneOfOutcome } from './outcomes';

const filters: ListFilter<Attack>[] = [
  { id: 'outcome', label: 'Outcome', value: outcomeOf },
  { id: 'group', label: 'Group', value: a => a.group },
  { id: 'expected', label: 'Must be', value: a => a.expected }
];
const text = (a: Attack) => `${a.name} ${a.aim} ${a.group} ${a.heldBy}`;

/** The attacks on the sandbox: what each tries, what stops it, and whether it does so on this host. */
export function WallPage() {
  const wall = useWall();
  const attack = useAttackWall();
  const [asking, setAsking] = useState(false);
  const [chosen, setChosen] = useState<string | null>(null);
  const running = wall.data?.state === 'running';
  const shown = wall.data?.attacks.find(a => a.name === chosen);
  const columns = useMemo(
    (): ListColumn<Attack>[] => [
      {
        id: 'aim',
        header: 'Attack',
        value: a => a.aim,
        cell: a => (
          <button type="button" className="linkButton" onClick={() => setChosen(a.name)}>
            {a.aim}
          </button>
        )
      },
      { id: 'group', header: 'Group', value: a => a.group, wideOnly: true },
      { id: 'expected', header: 'Must be', value: a => a.expected, wideOnly: true },
      {
        id: 'outcome',
        header: 'Outcome',
        value: outcomeOf,
        cell: a => <StateWord tone={toneOfOutcome(outcomeOf(a))}>{outcomeOf(a)}</StateWord>
      }
    ],
    []
  );
  return (
    <Page
      title="Wall"
      wide
      summary={
        wall.data && (
          <>
            <p role="status">
              {standing(wall.data)} {wall.data.endedAt && <RelativeTime at={wall.data.endedAt} />}
            </p>
            {wall.data.refusal && <p role="alert">{wall.data.refusal}</p>}
            {running && <Progress value={(100 * wall.data.tried) / Math.max(1, wall.data.attempts)} aria-label="Attempts made" mt="xs" />}
          </>
        )
      }
      action={
        <Button onClick={() => setAsking(true)} disabled={running}>
          {running ? 'Running' : 'Run the attacks'}
        </Button>
      }
    >
      <List
        label="Attacks"
        noun={['attack', 'attacks']}
        rows={wall.data?.attacks}
        error={wall.error}
        columns={columns}
        rowKey={a => a.name}
        text={text}
        filters={filters}
        sortBy={{ id: 'group', desc: false }}
        empty={<EmptyState title="No attacks">This server was built without the pack.</EmptyState>}
      />
      <Modal opened={shown !== undefined} onClose={() => setChosen(null)} title={shown?.aim} size="lg">
        {shown && <AttackFacts attack={shown} />}
      </Modal>
      <Confirm
        opened={asking}
        onClose={() => setAsking(false)}
        title="Run the attacks"
        confirm="Run the attacks"
        onConfirm={() => attack.mutateAsync()}
      >
        Sessions of your own are started and attacked for one or two minutes. Other sessions go on, a little slower. The run is in the
        audit.
      </Confirm>
    </Page>
  );
}
