import type { Session } from '@/api/sessions';
import { Facts } from '@/ui/Facts';
import { RelativeTime } from '@/ui/RelativeTime';
import { exactTime } from '@/ui/time';
import { bytes } from '@/ui/words';

/** What a session may use, what it uses, which limit it has reached, and what this host cannot hold. */
export const SessionLimits = ({
  session: { profile, limits, notHeld, reached, memoryBytes, startedAt, stopsAt, ended }
}: {
  session: Session;
}) => (
  <>
    <Facts
      facts={[
        ['Profile', profile],
        ['Memory in use', memoryBytes === null ? 'not known' : bytes(memoryBytes)],
        ['Started', <RelativeTime key="started" at={startedAt} />],
        ['Stops', stopsAt ? `${exactTime(new Date(stopsAt))}, unless a cell runs` : null],
        ['Ended', ended]
      ]}
    />
    <Sentences title="Limits" lines={limits} />
    <Sentences title="Not held on this host" lines={notHeld} />
    <Sentences title="Reached" lines={reached.map(({ at, text }) => `${exactTime(new Date(at))}: ${text}`)} />
  </>
);

const Sentences = ({ title, lines }: { title: string; lines: string[] }) =>
  lines.length === 0 ? null : (
    <>
      <h3>{title}</h3>
      <ul>
        {lines.map(line => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </>
  );
