import { describe, expect, it } from 'vitest';
import type { CohortTable } from '@/api/cohorts';
import type { RequestDraft } from '@/api/requests';
import { missingIn, withKey } from '@/features/requests/draft';
import { choose } from '@/ui/ColumnPicker';

const draft: RequestDraft = {
  cohort: 'lung',
  project: 'p1',
  purpose: 'Survival by sex',
  justification: 'Teaching of survival analysis.',
  level: 'rows',
  tables: [{ name: 'patients', columns: ['sex'] }],
  until: '2027-03-31'
};
const today = '2026-11-23';

describe('missingIn', () => {
  it('finds nothing in a whole request', () => {
    expect(missingIn(draft, today)).toEqual({});
  });

  it.each<[keyof RequestDraft, Partial<RequestDraft>]>([
    ['project', { project: '' }],
    ['purpose', { purpose: ' ' }],
    ['justification', { justification: 'because' }],
    ['tables', { tables: [] }],
    ['until', { until: today }],
    ['until', { until: '' }]
  ])('asks for %s', (field, change) => {
    expect(Object.keys(missingIn({ ...draft, ...change }, today))).toEqual([field]);
  });
});

describe('withKey', () => {
  const column = (name: string, role: string) => ({ name, type: 'VARCHAR', meaning: '', role });
  const tables: CohortTable[] = [
    { name: 'patients', rows: 228, patients: 228, columns: [column('patient', 'key'), column('sex', 'quasi')] }
  ];

  it('adds the key of each table once', () => {
    const once = withKey(draft, tables);
    expect(once.tables).toEqual([{ name: 'patients', columns: ['patient', 'sex'] }]);
    expect(withKey(once, tables)).toEqual(once);
  });
});

describe('choose', () => {
  it('drops a table of which nothing is ticked', () => {
    expect(choose(draft.tables, 'patients', [])).toEqual([]);
  });
});
