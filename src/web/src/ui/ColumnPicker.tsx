import { Checkbox } from '@mantine/core';
import type { CohortTable } from '@/api/cohorts';
import type { TableChoice } from '@/api/requests';
import classes from './ColumnPicker.module.css';
import { counted } from './words';

/** The choice with one table's columns replaced; a table without columns is not asked for. */
export function choose(tables: TableChoice[], name: string, columns: string[]): TableChoice[] {
  const others = tables.filter(t => t.name !== name);
  return columns.length === 0 ? others : [...others, { name, columns }];
}

interface Props {
  tables: CohortTable[];
  chosen: TableChoice[];
  onChange: (chosen: TableChoice[]) => void;
  /** Columns outside of these cannot be ticked (a grant gives no more than was asked). */
  within?: TableChoice[];
}

/** Tables and their columns with a tick each. Nothing is ticked to begin with: one asks for what one needs. */
export function ColumnPicker({ tables, chosen, onChange, within }: Props) {
  return tables.map(table => {
    const ticked = chosen.find(t => t.name === table.name)?.columns ?? [];
    const allowed = within ? (within.find(t => t.name === table.name)?.columns ?? []) : table.columns.map(c => c.name);
    const offered = table.columns.filter(c => allowed.includes(c.name));
    if (offered.length === 0) return null;
    const all = ticked.length === offered.length;
    return (
      <fieldset key={table.name} className={classes.table}>
        <legend className="visually-hidden">Columns of {table.name}</legend>
        <div className={classes.head}>
          <Checkbox
            label={`All of ${table.name}`}
            checked={all}
            indeterminate={!all && ticked.length > 0}
            onChange={() => onChange(choose(chosen, table.name, all ? [] : offered.map(c => c.name)))}
          />
          <span className="quiet">
            {ticked.length} of {counted(offered.length, 'column')}, {counted(table.rows, 'row')}
          </span>
        </div>
        <div className={classes.columns}>
          {offered.map(column => (
            <Checkbox
              key={column.name}
              label={<span className="mono">{column.name}</span>}
              description={column.unit ? `${column.meaning} (${column.unit})` : column.meaning}
              checked={ticked.includes(column.name)}
              onChange={event =>
                onChange(
                  choose(
                    chosen,
                    table.name,
                    offered.map(c => c.name).filter(c => (c === column.name ? event.currentTarget.checked : ticked.includes(c)))
                  )
                )
              }
            />
          ))}
        </div>
      </fieldset>
    );
  });
}
