import type { CohortTable } from '@/api/cohorts';
import type { RequestDraft } from '@/api/requests';

/** What is missing before a request can be sent, by field. */
export function missingIn(draft: RequestDraft, today: string): Partial<Record<keyof RequestDraft, string>> {
  const missing: Partial<Record<keyof RequestDraft, string>> = {};
  if (!draft.project) missing.project = 'Choose the project that the data is for.';
  if (draft.purpose.trim().length < 3) missing.purpose = 'Say in a few words what the data is for.';
  if (draft.justification.trim().length < 10) missing.justification = 'Say why these columns are needed, in a sentence or two.';
  if (draft.tables.length === 0) missing.tables = 'Tick at least one column.';
  if (!draft.until || draft.until <= today) missing.until = 'Choose a day in the future.';
  return missing;
}

/** "7 columns of 1 table", for the summary beside the form. */
export function asked(draft: RequestDraft): { tables: number; columns: number } {
  return { tables: draft.tables.length, columns: draft.tables.reduce((sum, t) => sum + t.columns.length, 0) };
}

/** The key that joins a patient's rows always comes along; it says nothing about the patient. */
export function withKey(draft: RequestDraft, tables: CohortTable[]): RequestDraft {
  return {
    ...draft,
    tables: draft.tables.map(choice => {
      const columns = tables.find(t => t.name === choice.name)?.columns ?? [];
      const key = columns.find(c => c.role === 'key')?.name ?? columns.find(c => c.name === 'patient')?.name;
      return key && !choice.columns.includes(key) ? { ...choice, columns: [key, ...choice.columns] } : choice;
    })
  };
}
