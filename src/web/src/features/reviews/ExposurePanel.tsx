import type { RequestDetail } from '@/api/requests';
import { Facts } from '@/ui/Facts';
import { RelativeTime } from '@/ui/RelativeTime';
import { StateOf } from '@/ui/StateWord';
import { count, counted, levelWord } from '@/ui/words';
import classes from './Review.module.css';

/** Numbers first: how much, how fine, and what the person already had. */
export function ExposurePanel({ request }: { request: RequestDetail }) {
  const { exposure } = request;
  if (!exposure) return <p className="quiet">The exposure is worked out from the newest snapshot. This cohort has none yet.</p>;
  return (
    <>
      <Facts
        facts={[
          ['Patients', count(exposure.patients)],
          ['Rows', count(exposure.rows)],
          ['Columns', count(exposure.columns)],
          [
            'k',
            exposure.k === null
              ? 'no column that could single people out'
              : `${exposure.k}: the smallest group that shares all quasi-identifiers`
          ],
          [
            'Small groups',
            exposure.smallGroups == null
              ? null
              : exposure.smallGroups === 0
                ? 'none below 10 patients'
                : `${counted(exposure.smallGroups, 'group')} of fewer than 10 patients`
          ]
        ]}
      />
      {exposure.text?.map(sentence => (
        <p key={sentence}>{sentence}</p>
      ))}
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
