import { Link, useNavigate } from '@tanstack/react-router';
import { type AccessRequest, useRequests } from '@/api/requests';
import { EmptyState } from '@/ui/EmptyState';
import type { ListColumn, ListFilter } from '@/ui/list/columns';
import { List } from '@/ui/list/List';
import { Page } from '@/ui/Page';
import { RelativeTime } from '@/ui/RelativeTime';
import { StateOf } from '@/ui/StateWord';
import { levelWord } from '@/ui/words';

const cohortOf = (r: AccessRequest) => r.cohortTitle ?? r.cohort;
const personOf = (r: AccessRequest) => r.personDisplayName ?? r.person;

const columns: ListColumn<AccessRequest>[] = [
  {
    id: 'cohort',
    header: 'Request',
    value: cohortOf,
    cell: r => (
      <Link to="/reviews/$id" params={{ id: r.id }}>
        {personOf(r)} asks for {cohortOf(r)}
      </Link>
    )
  },
  { id: 'purpose', header: 'Purpose', value: r => r.purpose, wideOnly: true },
  { id: 'level', header: 'Level', value: r => levelWord(r.level), wideOnly: true },
  { id: 'at', header: 'Asked', value: r => r.at, cell: r => <RelativeTime at={r.at} /> },
  { id: 'state', header: 'State', value: r => r.state, cell: r => <StateOf state={r.state} /> }
];
const filters: ListFilter<AccessRequest>[] = [
  { id: 'state', label: 'State', value: r => r.state },
  { id: 'cohort', label: 'Cohort', value: cohortOf }
];
const text = (r: AccessRequest) => `${personOf(r)} ${cohortOf(r)} ${r.purpose} ${r.project} ${r.state}`;

/** The queue of requests; those that wait come first. */
export function ReviewsPage() {
  const requests = useRequests();
  const navigate = useNavigate();
  const sorted =
    requests.data &&
    [...requests.data].sort((a, b) => Number(b.state === 'submitted') - Number(a.state === 'submitted') || b.at.localeCompare(a.at));
  return (
    <Page title="Reviews" wide summary="Requests for access. Those that wait for a decision stand first.">
      <List
        label="Requests"
        noun={['request', 'requests']}
        rows={sorted}
        error={requests.error}
        columns={columns}
        rowKey={r => r.id}
        text={text}
        filters={filters}
        onOpen={r => navigate({ to: '/reviews/$id', params: { id: r.id } })}
        empty={
          <EmptyState title="Nothing to review">Requests of researchers appear here. You review those that are not your own.</EmptyState>
        }
      />
    </Page>
  );
}
