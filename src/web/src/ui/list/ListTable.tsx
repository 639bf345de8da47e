import {
  createColumnHelper,
  createSortedRowModel,
  rowSortingFeature,
  type SortingState,
  tableFeatures,
  useTable
} from '@tanstack/react-table';
import { useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, useMemo, useRef } from 'react';
import type { ListColumn } from './columns';
import classes from './List.module.css';

const features = tableFeatures({ rowSortingFeature, sortedRowModel: createSortedRowModel() });
const rowHeight = 41;
/** Below this every row is in the document, so that the browser's own find works. */
const virtualFrom = 150;

interface Props<T> {
  label: string;
  rows: T[];
  columns: ListColumn<T>[];
  rowKey: (row: T) => string;
  sortBy?: { id: string; desc?: boolean };
  onOpen?: (row: T) => void;
}

type Value = string | number | null | undefined;

/** Numbers by size, words by the alphabet ("v9" before "v10"). */
const compare = (a: Value, b: Value): number =>
  typeof a === 'number' && typeof b === 'number' ? a - b : String(a).localeCompare(String(b), undefined, { numeric: true });

/** Up and down move between the rows' first controls; the controls themselves are ordinary links and buttons. */
function moveFocus(event: KeyboardEvent<HTMLElement>) {
  if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
  const target = event.target as HTMLElement;
  if (target.closest('select, input, textarea')) return;
  const row = target.closest('tr');
  const next = event.key === 'ArrowDown' ? row?.nextElementSibling : row?.previousElementSibling;
  const control = next?.querySelector<HTMLElement>('a, button');
  if (!control) return;
  event.preventDefault();
  control.focus();
  control.scrollIntoView({ block: 'nearest' });
}

export function ListTable<T>({ label, rows, columns, rowKey, sortBy, onOpen }: Props<T>) {
  const scroll = useRef<HTMLDivElement>(null);
  const definitions = useMemo(() => {
    const helper = createColumnHelper<typeof features, { row: T }>();
    return columns.map(column =>
      helper.accessor(({ row }): unknown => column.value(row), {
        id: column.id,
        header: column.header,
        sortFn: (a, b, id) => compare(a.getValue<Value>(id), b.getValue<Value>(id)),
        sortUndefined: 'last'
      })
    );
  }, [columns]);
  const data = useMemo(() => rows.map(row => ({ row })), [rows]);
  const initial: SortingState = sortBy ? [{ id: sortBy.id, desc: sortBy.desc ?? false }] : [];
  const table = useTable({ features, columns: definitions, data, initialState: { sorting: initial } });
  const sorted = table.getRowModel().rows;
  const virtual = sorted.length >= virtualFrom;
  const virtualizer = useVirtualizer({
    count: sorted.length,
    enabled: virtual,
    getScrollElement: () => scroll.current,
    estimateSize: () => rowHeight,
    overscan: 12
  });
  const items = virtualizer.getVirtualItems();
  const first = virtual ? (items[0]?.index ?? 0) : 0;
  const last = virtual ? (items.at(-1)?.index ?? 0) : sorted.length - 1;
  const above = virtual ? (items[0]?.start ?? 0) : 0;
  const below = virtual ? virtualizer.getTotalSize() - (items.at(-1)?.end ?? 0) : 0;

  return (
    <div ref={scroll} className={classes.scroll} data-virtual={virtual || undefined}>
      <table aria-label={label} aria-rowcount={sorted.length + 1} className={classes.table} onKeyDown={moveFocus}>
        <thead>
          <tr>
            {table.getHeaderGroups()[0]?.headers.map((header, i) => {
              const order = header.column.getIsSorted();
              return (
                <th
                  key={header.id}
                  scope="col"
                  aria-sort={order === 'asc' ? 'ascending' : order === 'desc' ? 'descending' : 'none'}
                  data-align={columns[i]?.align}
                  data-wide-only={columns[i]?.wideOnly || undefined}
                >
                  {columns[i]?.header ? (
                    <button type="button" onClick={header.column.getToggleSortingHandler()}>
                      {columns[i]?.header}
                      <span aria-hidden="true" className={classes.order}>
                        {order === 'asc' ? '↑' : order === 'desc' ? '↓' : ''}
                      </span>
                    </button>
                  ) : (
                    <span className="visually-hidden">Actions</span>
                  )}
                </th>
              );
            })}
          </tr>
        </thead>
        <tbody>
          {above > 0 && <tr style={{ height: above }} />}
          {sorted.slice(first, last + 1).map((item, i) => {
            const { row } = item.original;
            return (
              <tr
                key={rowKey(row)}
                aria-rowindex={first + i + 2}
                data-opens={onOpen ? true : undefined}
                onClick={event => {
                  if (onOpen && !(event.target as HTMLElement).closest('a, button, input, select')) onOpen(row);
                }}
              >
                {columns.map(column => (
                  <td key={column.id} data-align={column.align} data-wide-only={column.wideOnly || undefined}>
                    {column.cell ? column.cell(row) : column.value(row)}
                  </td>
                ))}
              </tr>
            );
          })}
          {below > 0 && <tr style={{ height: below }} />}
        </tbody>
      </table>
    </div>
  );
}
