import type { AccessRequest } from '@/api/requests';
import { Facts } from './Facts';
import { RelativeTime } from './RelativeTime';
import { levelWord } from './words';

/** What a request asks for. */
export const RequestFacts = ({ request }: { request: AccessRequest }) => (
  <Facts
    facts={[
      ['Person', request.personDisplayName ?? request.person],
      ['Project', request.projectTitle ?? request.project],
      ['Cohort', request.cohortTitle ?? request.cohort],
      ['Purpose', request.purpose],
      ['Justification', request.justification],
      ['Level', levelWord(request.level)],
      ...request.tables.map(
        table =>
          [
            `Columns of ${table.name}`,
            <span key={table.name} className="mono">
              {table.columns.join(', ')}
            </span>
          ] as [string, React.ReactNode]
      ),
      ['Until', <RelativeTime key="until" at={request.until} day />],
      ['Asked', <RelativeTime key="asked" at={request.at} />]
    ]}
  />
);
