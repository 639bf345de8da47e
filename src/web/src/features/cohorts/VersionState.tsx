import type { SnapshotVersion } from '@/api/cohorts';
import { StateWord } from '@/ui/StateWord';
import { dayWords } from '@/ui/time';
import classes from './Cohort.module.css';

/** What may be done with a version, as a word. */
export const VersionState = ({ version }: { version: SnapshotVersion }) =>
  version.state === 'open' ? (
    <StateWord tone="good">Open</StateWord>
  ) : version.state === 'superseded' ? (
    <StateWord tone="warn" title={version.stateReason ?? undefined}>
      Replaced
    </StateWord>
  ) : (
    <StateWord tone="bad" title={version.stateReason ?? undefined}>
      Locked
    </StateWord>
  );

const since = (version: SnapshotVersion) => (version.stateAt ? ` since ${dayWords(new Date(version.stateAt))}` : '');

const instead = (version: SnapshotVersion) =>
  version.successor ? ` Version ${version.successor} took its place.` : ' No version took its place yet.';

/** Versions that are not open, each with why and what to use instead. */
export function VersionNotices({ versions }: { versions: SnapshotVersion[] }) {
  const closed = versions.filter(v => v.state !== 'open');
  if (closed.length === 0) return null;
  return (
    <ul className={classes.notices} aria-label="Versions that are not open">
      {closed.map(v => (
        <li key={v.version} data-state={v.state}>
          {v.state === 'locked'
            ? `Version ${v.version} is locked${since(v)}: ${v.stateReason}. Nobody can read it any more.${instead(v)}`
            : `Version ${v.version} was replaced${since(v)}: ${v.stateReason}. It can still be read, but its pseudonyms and dates do not fit those of later versions.${instead(v)}`}
        </li>
      ))}
    </ul>
  );
}
