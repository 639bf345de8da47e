import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { Sample } from '@/api/samples';
import { RelativeTime } from '@/ui/RelativeTime';
import { StateWord } from '@/ui/StateWord';
import classes from './Samples.module.css';

interface Props {
  sample: Sample;
  opening: boolean;
  onOpen: () => void;
  onUpdate: () => void;
  onWithdraw: () => void;
}

/** A sample: what it teaches, what it needs, and whether I have that. */
export function SampleCard({ sample, opening, onOpen, onUpdate, onWithdraw }: Props) {
  const missing = sample.cohorts.filter(c => c.access !== 'granted');
  return (
    <article className={classes.card} id={sample.id} aria-label={sample.title}>
      <h2>{sample.title}</h2>
      <p className={classes.teaches}>{sample.teaches}</p>
      <p className={classes.needs}>
        {sample.languages.join(', ')}, {sample.minutes} min, by {sample.author}, edition {sample.edition},{' '}
        <RelativeTime at={sample.published} />
      </p>
      <ul className={classes.cohorts} aria-label="Cohorts needed">
        {sample.cohorts.length === 0 && <li className="quiet">Needs no cohort</li>}
        {sample.cohorts.map(cohort => (
          <li key={cohort.name}>
            <Link to="/cohorts/$name" params={{ name: cohort.name }}>
              {cohort.name}
            </Link>
            <StateWord tone={cohort.access === 'granted' ? 'good' : cohort.access === 'requested' ? 'info' : 'warn'}>
              {cohort.access === 'granted' ? 'You have a permit' : cohort.access === 'requested' ? 'Requested' : 'No permit yet'}
            </StateWord>
            {cohort.access === 'none' && (
              <Link to="/cohorts/$name/request" params={{ name: cohort.name }}>
                Request access
              </Link>
            )}
          </li>
        ))}
      </ul>
      <div className={classes.actions}>
        <Button
          variant={missing.length > 0 ? 'default' : 'filled'}
          loading={opening}
          onClick={onOpen}
          aria-label={`Open my copy of ${sample.title}`}
        >
          Open my copy
        </Button>
        {sample.mine && (
          <>
            <Button variant="subtle" onClick={onUpdate} aria-label={`Update ${sample.title}`}>
              Update
            </Button>
            <Button variant="subtle" onClick={onWithdraw} aria-label={`Withdraw ${sample.title}`}>
              Withdraw
            </Button>
          </>
        )}
      </div>
    </article>
  );
}
