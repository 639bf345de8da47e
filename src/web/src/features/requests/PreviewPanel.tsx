import type { CohortDetail } from '@/api/cohorts';
import { type RequestDraft, usePreview } from '@/api/requests';
import { Facts } from '@/ui/Facts';
import { RefusalNotice } from '@/ui/RefusalNotice';
import { dayWords } from '@/ui/time';
import { count, levels } from '@/ui/words';
import { asked } from './draft';
import classes from './Request.module.css';

/** Beside the form: what granting this request would let the person see. */
export function PreviewPanel({ draft, cohort }: { draft: RequestDraft; cohort: CohortDetail }) {
  const ready = draft.tables.length > 0 && draft.project !== '' && draft.until !== '';
  const preview = usePreview(draft, ready);
  const { tables, columns } = asked(draft);
  return (
    <aside className={classes.preview} aria-label="What you will be able to see">
      <h2>What you will be able to see</h2>
      {ready ? (
        <>
          <Facts
            facts={[
              ['Level', `${levels[draft.level].label}: ${levels[draft.level].meaning}`],
              ['Columns', `${preview.data?.columns ?? columns} in ${tables === 1 ? '1 table' : `${tables} tables`}`],
              ['Rows', preview.data ? count(preview.data.rows ?? 0) : 'counting'],
              ['Smallest group', preview.data?.k == null ? null : `${preview.data.k} (k-anonymity of the chosen columns)`],
              ['Until', dayWords(new Date(draft.until))]
            ]}
          />
          {preview.data && preview.data.text.length > 0 && (
            <ul className={classes.sentences} aria-live="polite">
              {preview.data.text.map(sentence => (
                <li key={sentence}>{sentence}</li>
              ))}
            </ul>
          )}
          {preview.error && <RefusalNotice error={preview.error} asked="Preview this request" />}
        </>
      ) : (
        <p className="quiet">Nothing of {cohort.title} yet. Tick the columns that you need.</p>
      )}
    </aside>
  );
}
