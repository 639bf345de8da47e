import { type ReactNode, useDeferredValue, useMemo, useState } from 'react';
import { EmptyState } from '../EmptyState';
import { Loading } from '../Loading';
import { RefusalNotice } from '../RefusalNotice';
import { counted } from '../words';
import { type ListColumn, type ListFilter, narrow } from './columns';
import classes from './List.module.css';
import { ListBar } from './ListBar';
import { ListTable } from './ListTable';

export interface ListProps<T> {
  /** What the list holds, as its accessible name: "Cohorts". */
  label: string;
  noun: [one: string, many: string];
  rows: T[] | undefined;
  error?: unknown;
  columns: ListColumn<T>[];
  rowKey: (row: T) => string;
  /** The text that the search looks through. */
  text: (row: T) => string;
  filters?: ListFilter<T>[];
  sortBy?: { id: string; desc?: boolean };
  /** What the list is and what to do next, when there is nothing in it. */
  empty: ReactNode;
  onOpen?: (row: T) => void;
  aside?: ReactNode;
}

/** Every list of the product: search, filters, sorting, keyboard, an empty state, grey lines while loading, quick with 10,000 rows. */
export function List<T>({ label, noun, rows, error, columns, rowKey, text, filters = [], sortBy, empty, onOpen, aside }: ListProps<T>) {
  const [search, setSearch] = useState('');
  const [chosen, setChosen] = useState<Record<string, string>>({});
  const wanted = useDeferredValue(search);
  const shown = useMemo(() => narrow(rows ?? [], wanted, text, filters, chosen), [rows, wanted, text, filters, chosen]);

  if (error) return <RefusalNotice error={error} asked={`Show ${label.toLowerCase()}`} />;
  if (!rows) return <Loading lines={8} label={`Loading ${label.toLowerCase()}`} />;
  if (rows.length === 0) return <>{empty}</>;
  const reset = () => {
    setSearch('');
    setChosen({});
  };
  return (
    <div className={classes.list}>
      <ListBar
        label={label}
        rows={rows}
        filters={filters}
        search={search}
        onSearch={setSearch}
        chosen={chosen}
        onChoose={(id, value) => setChosen({ ...chosen, [id]: value })}
        aside={aside}
        found={shown.length === rows.length ? counted(rows.length, ...noun) : `${shown.length} of ${counted(rows.length, ...noun)}`}
      />
      {shown.length === 0 ? (
        <EmptyState
          title={`No ${noun[1]} match`}
          action={
            <button type="button" className={classes.reset} onClick={reset}>
              Clear search and filters
            </button>
          }
        />
      ) : (
        <ListTable label={label} rows={shown} columns={columns} rowKey={rowKey} sortBy={sortBy} onOpen={onOpen} />
      )}
    </div>
  );
}
