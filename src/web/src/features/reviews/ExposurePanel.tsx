import type { RequestDetail } from '@/api/requests';
import { RelativeTime } from '@/ui/RelativeTime';
import { StateOf } from '@/ui/StateWord';
import { levelWord } from '@/ui/words';
import { ExposureFacts } from './ExposureFacts';
import classes from './Review.module.css';

/** What the request would expose, and what the person already had. */
export function ExposurePanel({ request }: { request: RequestDetail }) {
  const { exposure } = request;
  if (!exposure) return <p className="quiet">The exposure is worked out from the newest snapshot. This cohort has none yet.</p>;
  return (
    <>
      <ExposureFacts exposure={exposure} />
      <div className={classes.past}>
        <strong>Past permits of this person</strong>
        {exposure.pastPermits.length === 0 ? (
          <p className="quiet">None.</p>
        ) : (
          <ul>
            {exposure.pastPermits.map(permit => (
              <li key={permit.id}>
                <span>
                  {permit.cohort}, {levelWord(permit.level)}, until <RelativeTime at={permit.until} day />
                </span>
                <StateOf state={permit.state} />
              </li>
            ))}
          </ul>
        )}
      </div>
    </>
  );
}
