import type { Attack } from '@/api/wall';
import { EmptyState } from '@/ui/EmptyState';
import { Facts } from '@/ui/Facts';
import { StateWord } from '@/ui/StateWord';

const words = { blocked: 'Blocked', bounded: 'Bounded', known: 'Known', open: 'Open', failed: 'Failed' };

/** One attack: what must stop it, and what each language's attempt said. */
export const AttackFacts = ({ attack }: { attack: Attack }) => (
  <>
    <Facts
      facts={[
        ['Name', attack.name],
        ['Must be', attack.expected],
        ['Held by', attack.heldBy]
      ]}
    />
    {attack.results.length === 0 ? (
      <EmptyState title="Not tried yet">Run the attacks to see how this host holds.</EmptyState>
    ) : (
      <ul>
        {attack.results.map(result => (
          <li key={result.language}>
            <b>{result.language}</b>{' '}
            <StateWord tone={result.outcome === 'open' ? 'bad' : result.holds ? 'good' : 'warn'}>{words[result.outcome]}</StateWord>
            <div className="quiet">{result.detail}</div>
          </li>
        ))}
      </ul>
    )}
  </>
);
