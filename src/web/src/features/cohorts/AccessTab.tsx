import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { CohortDetail } from '@/api/cohorts';
import { Clauses } from '@/ui/Clauses';
import { EmptyState } from '@/ui/EmptyState';
import { Facts } from '@/ui/Facts';
import { Section } from '@/ui/Page';
import { RelativeTime } from '@/ui/RelativeTime';
import { levelWord } from '@/ui/words';

/** What I may see of this cohort and why. */
export function AccessTab({ cohort }: { cohort: CohortDetail }) {
  const { myPermit: permit, access, name } = cohort;
  if (!permit) {
    return access.state === 'requested' ? (
      <EmptyState
        title="Your request waits for a steward"
        action={
          access.requestId && (
            <Link to="/requests/$id" params={{ id: access.requestId }}>
              See my request
            </Link>
          )
        }
      >
        Nothing of this cohort can be read before it is granted.
      </EmptyState>
    ) : (
      <EmptyState
        title="You have no permit for this cohort"
        action={<Button renderRoot={props => <Link {...props} to="/cohorts/$name/request" params={{ name }} />}>Request access</Button>}
      >
        Say what you need and for what purpose. A steward reviews it.
      </EmptyState>
    );
  }
  return (
    <>
      <Section title="My permit">
        <Facts
          facts={[
            ['Level', levelWord(permit.level)],
            ['Until', <RelativeTime key="until" at={permit.until} day />],
            ['Purpose', permit.purpose],
            [
              'Permit',
              <span key="id" className="mono">
                {permit.id}
              </span>
            ]
          ]}
        />
      </Section>
      {permit.clauses && permit.clauses.length > 0 && (
        <Section title="Clauses">
          <Clauses clauses={permit.clauses} />
        </Section>
      )}
    </>
  );
}
