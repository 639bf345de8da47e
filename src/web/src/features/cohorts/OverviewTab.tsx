import type { CohortDetail } from '@/api/cohorts';
import { CountChart } from '@/ui/CountChart';
import { Facts } from '@/ui/Facts';
import { Section } from '@/ui/Page';
import { count } from '@/ui/words';
import classes from './Cohort.module.css';

export function OverviewTab({ cohort }: { cohort: CohortDetail }) {
  const { risk } = cohort;
  return (
    <>
      <p className={classes.description}>{cohort.description}</p>
      {cohort.counts.length > 0 && (
        <Section title="Patients by group">
          <div className={classes.charts}>
            {cohort.counts.map(chart => (
              <CountChart key={chart.title} title={chart.title} bars={chart.bars} />
            ))}
          </div>
          <p className="quiet">
            Not shown: groups of fewer than {cohort.smallestGroup} patients, and groups from which those could be worked out.
          </p>
        </Section>
      )}
      <Section title="At a glance">
        <Facts
          facts={[
            ['Disease', cohort.disease],
            ['Provider', cohort.provider],
            ['Tables', cohort.tables.map(t => `${t.name} (${count(t.rows)} rows)`).join(', ')],
            ['Images', cohort.images ? count(cohort.images) : 'none'],
            [
              'Smallest group',
              risk?.k != null
                ? `${risk.k === 1 ? '1 patient has' : `${risk.k} patients share`} each combination of ${risk.quasiIdentifiers?.join(', ') || 'the quasi-identifiers'}, at the least (k = ${risk.k})`
                : null
            ]
          ]}
        />
      </Section>
    </>
  );
}
