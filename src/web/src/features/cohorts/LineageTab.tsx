import type { Lineage, SnapshotVersion } from '@/api/cohorts';
import { EmptyState } from '@/ui/EmptyState';
import { Facts } from '@/ui/Facts';
import type { ListColumn } from '@/ui/list/columns';
import { List } from '@/ui/list/List';
import { Section } from '@/ui/Page';
import { bytes } from '@/ui/words';
import classes from './Cohort.module.css';
import { VersionNotices } from './VersionState';

type SourceFile = NonNullable<Lineage['sourceFiles']>[number];

const columns: ListColumn<SourceFile>[] = [
  { id: 'name', header: 'File', value: f => f.name },
  { id: 'bytes', header: 'Size', value: f => f.bytes, cell: f => bytes(f.bytes), align: 'right' },
  {
    id: 'hash',
    header: 'SHA-256',
    value: f => f.sha256,
    cell: f => (
      <span className={classes.hash} title={f.sha256}>
        {f.sha256.slice(0, 16)}
      </span>
    )
  }
];

/** Where the newest snapshot comes from: source, order, rules, snapshot. */
export function LineageTab({ lineage, versions }: { lineage: Lineage | null; versions: SnapshotVersion[] }) {
  if (!lineage) return <EmptyState title="No lineage yet">It is written down when the first snapshot of this cohort is built.</EmptyState>;
  const newest = versions.find(v => v.version === lineage.version);
  const steps: [string, string | undefined][] = [
    ['Source', lineage.source],
    ['Order', lineage.order],
    ['Rules', lineage.profile],
    ['Snapshot', newest ? `v${newest.version}, ${newest.hash.replace(/^sha256:/, '').slice(0, 12)}` : undefined]
  ];
  return (
    <>
      <VersionNotices versions={versions} />
      <ol className={classes.chain} aria-label="From source to snapshot">
        {steps.map(([name, value]) => (
          <li key={name}>
            <strong>{name}</strong>
            <span className="quiet">{value ?? 'not recorded'}</span>
          </li>
        ))}
      </ol>
      <Section title="Source files">
        <List
          label="Source files"
          noun={['file', 'files']}
          rows={lineage.sourceFiles}
          columns={columns}
          rowKey={f => f.name}
          text={f => `${f.name} ${f.sha256}`}
          empty={<EmptyState title="No source files recorded" />}
        />
      </Section>
      <Section title="How it was made">
        <Facts
          facts={[
            ['Profile', lineage.profile],
            ['Rules, SHA-256', lineage.rulesSha256],
            ['Key of the pseudonyms', `for ${lineage.keyPurpose}, generation ${lineage.keyGeneration}`],
            ['Built again because of', lineage.cause],
            ['Tool version', lineage.toolVersion]
          ]}
        />
      </Section>
    </>
  );
}
