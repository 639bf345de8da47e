import type { Preview } from '@/api/requests';
import { Facts } from '@/ui/Facts';
import { count, counted } from '@/ui/words';

const few = (exposure: Preview) => `fewer than ${exposure.smallestGroup} patients`;

function smallestGroup(exposure: Preview): string {
  if (exposure.quasiIdentifiers.length === 0) return 'no column that could single people out';
  return exposure.k === null
    ? `not shown: ${few(exposure)}`
    : `${exposure.k}: the smallest group of patients who agree in all chosen columns that could single them out`;
}

function smallGroups(exposure: Preview): string | null {
  if (exposure.smallGroups === null) return null;
  return exposure.smallGroups === 0
    ? `none below ${exposure.smallestGroup} patients`
    : `${counted(exposure.smallGroups, 'group')} of ${few(exposure)}`;
}

/** Numbers first: how much, and how fine. All of them are about the chosen columns and rows, not about the whole snapshot. */
export function ExposureFacts({ exposure }: { exposure: Preview }) {
  return (
    <>
      <Facts
        facts={[
          ['Patients', exposure.patients === null ? 'not shown' : count(exposure.patients)],
          ['Rows', exposure.rows === null ? 'not shown' : count(exposure.rows)],
          ['Columns', count(exposure.columns)],
          ['k', smallestGroup(exposure)],
          ['Small groups', smallGroups(exposure)]
        ]}
      />
      {exposure.text.map(sentence => (
        <p key={sentence}>{sentence}</p>
      ))}
    </>
  );
}
