import type { SnapshotVersion } from '@/api/cohorts';
import { EmptyState } from '@/ui/EmptyState';
import type { ListColumn } from '@/ui/list/columns';
import { List } from '@/ui/list/List';
import { RelativeTime } from '@/ui/RelativeTime';
import { count } from '@/ui/words';
import classes from './Cohort.module.css';
import { VersionNotices, VersionState } from './VersionState';

const columns: ListColumn<SnapshotVersion>[] = [
  { id: 'version', header: 'Version', value: v => v.version, cell: v => `v${v.version}` },
  { id: 'state', header: 'State', value: v => v.state, cell: v => <VersionState version={v} /> },
  { id: 'built', header: 'Built', value: v => v.builtAt, cell: v => <RelativeTime at={v.builtAt} /> },
  { id: 'patients', header: 'Patients', value: v => v.patients, cell: v => count(v.patients), align: 'right' },
  { id: 'rows', header: 'Rows', value: v => v.rows, cell: v => count(v.rows), align: 'right', wideOnly: true },
  { id: 'change', header: 'Change', value: v => v.change, wideOnly: true },
  {
    id: 'hash',
    header: 'Content hash',
    value: v => v.hash,
    wideOnly: true,
    cell: v => (
      <span className={classes.hash} title={v.hash}>
        {v.hash.replace(/^sha256:/, '').slice(0, 12)}
      </span>
    )
  }
];

export const VersionsTab = ({ versions }: { versions: SnapshotVersion[] }) => (
  <>
    <VersionNotices versions={versions} />
    <List
      label="Versions"
      noun={['version', 'versions']}
      rows={versions}
      columns={columns}
      rowKey={v => String(v.version)}
      text={v => `v${v.version} ${v.hash}`}
      sortBy={{ id: 'version', desc: true }}
      empty={<EmptyState title="No snapshot yet">A version appears here when an approved order has been built.</EmptyState>}
    />
  </>
);
