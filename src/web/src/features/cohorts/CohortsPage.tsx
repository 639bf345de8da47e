import { Link, useNavigate } from '@tanstack/react-router';
import { type Cohort, useCohorts } from '@/api/cohorts';
import { EmptyState } from '@/ui/EmptyState';
import type { ListColumn, ListFilter } from '@/ui/list/columns';
import { List } from '@/ui/list/List';
import { Page } from '@/ui/Page';
import { RelativeTime } from '@/ui/RelativeTime';
import { count } from '@/ui/words';
import { AccessWord, accessWords } from './AccessWord';

const columns: ListColumn<Cohort>[] = [
  {
    id: 'title',
    header: 'Cohort',
    value: c => c.title,
    cell: c => (
      <Link to="/cohorts/$name" params={{ name: c.name }}>
        {c.title}
      </Link>
    )
  },
  { id: 'disease', header: 'Disease', value: c => c.disease, wideOnly: true },
  { id: 'patients', header: 'Patients', value: c => c.patients, cell: c => (c.patients === null ? '' : count(c.patients)), align: 'right' },
  { id: 'tables', header: 'Tables', value: c => c.tables, align: 'right', wideOnly: true },
  {
    id: 'images',
    header: 'Images',
    value: c => c.images,
    cell: c => (c.images ? count(c.images) : 'none'),
    align: 'right',
    wideOnly: true
  },
  {
    id: 'version',
    header: 'Newest snapshot',
    value: c => c.builtAt,
    cell: c =>
      c.version ? (
        <>
          v{c.version}, <RelativeTime at={c.builtAt} />
        </>
      ) : (
        'not built yet'
      ),
    wideOnly: true
  },
  { id: 'access', header: 'My access', value: c => accessWords(c.access), cell: c => <AccessWord access={c.access} /> }
];

const accessLabels: Record<string, string> = { granted: 'granted', requested: 'requested', none: 'none' };

const filters: ListFilter<Cohort>[] = [
  { id: 'access', label: 'My access', value: c => c.access.state, word: v => accessLabels[v] ?? v },
  { id: 'provider', label: 'Provider', value: c => c.provider }
];

const text = (c: Cohort) => `${c.name} ${c.title} ${c.disease} ${c.description} ${c.provider}`;

/** Every cohort of this server and what I may see of it. */
export function CohortsPage() {
  const cohorts = useCohorts();
  const navigate = useNavigate();
  return (
    <Page title="Cohorts" wide summary="Groups of patients with de-identified data. Open one to see what it holds and to request access.">
      <List
        label="Cohorts"
        noun={['cohort', 'cohorts']}
        rows={cohorts.data}
        error={cohorts.error}
        columns={columns}
        rowKey={c => c.name}
        text={text}
        filters={filters}
        sortBy={{ id: 'title' }}
        onOpen={c => navigate({ to: '/cohorts/$name', params: { name: c.name } })}
        empty={
          <EmptyState title="No cohorts yet">
            A cohort appears here when a data provider has delivered a source, a steward has approved the order and the snapshot is built.
          </EmptyState>
        }
      />
    </Page>
  );
}
