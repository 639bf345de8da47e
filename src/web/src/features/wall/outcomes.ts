import type { Attack, Wall } from '@/api/wall';
import type { Tone } from '@/ui/StateWord';

/** An attack as one word: the worst of its results. */
export function outcomeOf({ results }: Attack): 'Not tried' | 'Holds' | 'Open' | 'Failed' {
  if (results.length === 0) return 'Not tried';
  if (results.some(result => result.outcome === 'open')) return 'Open';
  return results.every(result => result.holds) ? 'Holds' : 'Failed';
}

export const toneOfOutcome = (outcome: string): Tone =>
  outcome === 'Open' ? 'bad' : outcome === 'Failed' ? 'warn' : outcome === 'Not tried' ? 'quiet' : 'good';

/** Where the run stands, in one sentence. */
export function standing({ state, attempts, tried, failed, startedBy }: Wall): string {
  const held = failed === 0 ? 'all held' : `${failed} did not go as they must`;
  if (state === 'never') return 'Not run on this host since the server started.';
  if (state === 'running') return `Running: ${tried} of up to ${attempts} attempts made, ${held}.`;
  return `Last run${startedBy ? ` by ${startedBy}` : ''}: ${tried} attempts, ${held}.`;
}
