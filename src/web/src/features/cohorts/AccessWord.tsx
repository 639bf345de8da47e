import type { CohortAccess } from '@/api/cohorts';
import { StateWord } from '@/ui/StateWord';
import { dayWords } from '@/ui/time';

/** My access to a cohort, in words: "Until 31 Mar 2027", "Requested", "No access". */
export function accessWords(access: CohortAccess): string {
  if (access.state === 'granted') return access.until ? `Until ${dayWords(new Date(access.until))}` : 'Granted';
  return access.state === 'requested' ? 'Requested' : 'No access';
}

export const AccessWord = ({ access }: { access: CohortAccess }) => (
  <StateWord tone={access.state === 'granted' ? 'good' : access.state === 'requested' ? 'info' : 'quiet'}>{accessWords(access)}</StateWord>
);
