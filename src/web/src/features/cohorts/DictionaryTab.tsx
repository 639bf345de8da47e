import { useMemo } from 'react';
import type { CohortColumn, CohortTable } from '@/api/cohorts';
import { EmptyState } from '@/ui/EmptyState';
import type { ListColumn, ListFilter } from '@/ui/list/columns';
import { List } from '@/ui/list/List';
import { withheld } from '@/ui/words';

type Row = CohortColumn & { table: string };

/** Few rows without a value are not counted out: the server withholds them. */
function missingWords(percent: number | null | undefined) {
  if (percent == null) return <span className="quiet">{withheld}</span>;
  if (percent === 0) return 'none';
  return `${percent < 10 ? percent.toFixed(1) : Math.round(percent)} %`;
}

const columns: ListColumn<Row>[] = [
  { id: 'table', header: 'Table', value: c => c.table },
  { id: 'name', header: 'Column', value: c => c.name, cell: c => <span className="mono">{c.name}</span> },
  { id: 'type', header: 'Type', value: c => c.type.toLowerCase(), wideOnly: true },
  { id: 'unit', header: 'Unit', value: c => c.unit ?? '', wideOnly: true },
  { id: 'meaning', header: 'Meaning', value: c => c.meaning },
  {
    id: 'missing',
    header: 'Missing',
    value: c => c.missingPercent ?? null,
    cell: c => missingWords(c.missingPercent),
    align: 'right',
    wideOnly: true
  },
  { id: 'rule', header: 'Rule applied', value: c => c.rule ?? '', wideOnly: true }
];
const filters: ListFilter<Row>[] = [
  { id: 'table', label: 'Table', value: c => c.table },
  { id: 'role', label: 'Role', value: c => c.role ?? '' }
];
const text = (c: Row) => `${c.table} ${c.name} ${c.meaning} ${c.unit ?? ''} ${c.rule ?? ''}`;

/** Every column of every table: what it means and what de-identification did to it. */
export function DictionaryTab({ tables }: { tables: CohortTable[] }) {
  const rows = useMemo(() => tables.flatMap(table => table.columns.map(column => ({ ...column, table: table.name }))), [tables]);
  return (
    <List
      label="Dictionary"
      noun={['column', 'columns']}
      rows={rows}
      columns={columns}
      rowKey={c => `${c.table}.${c.name}`}
      text={text}
      filters={filters}
      empty={<EmptyState title="No tables yet">The dictionary comes with the first snapshot of this cohort.</EmptyState>}
    />
  );
}
