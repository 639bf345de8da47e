import type { AuditEvent } from '@/api/audit';
import { RelativeTime } from '@/ui/RelativeTime';
import { StateWord } from '@/ui/StateWord';
import { count } from '@/ui/words';
import classes from './Audit.module.css';
import { kindWords } from './kinds';

/** The events as sentences, newest first. */
export const AuditStream = ({ events }: { events: AuditEvent[] }) => (
  <ol className={classes.stream} aria-label="Audit events">
    {events.map(event => (
      <li key={event.sequence} data-kind={event.kind}>
        <span className={classes.number}>{count(event.sequence)}</span>
        <div className={classes.what}>
          <span className={classes.sentence} title={event.sentence}>
            {event.sentence}
          </span>
          <span className={classes.detail}>
            {kindWords(event.kind)}
            {event.snapshot && `, snapshot ${event.snapshot}`}
            {event.permit && `, permit ${event.permit}`}
          </span>
        </div>
        {event.outcome === 'done' ? (
          <StateWord tone="good">Done</StateWord>
        ) : (
          <StateWord tone="bad" title={event.outcome}>
            Refused
          </StateWord>
        )}
        <span className={classes.when}>
          <RelativeTime at={event.at} />
        </span>
      </li>
    ))}
  </ol>
);
