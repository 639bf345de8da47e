import { NativeSelect, TextInput } from '@mantine/core';
import { useHotkeys } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { type ReactNode, useRef } from 'react';
import { choicesOf, type ListFilter } from './columns';
import classes from './List.module.css';

interface Props<T> {
  label: string;
  rows: T[];
  filters: ListFilter<T>[];
  search: string;
  onSearch: (text: string) => void;
  chosen: Record<string, string>;
  onChoose: (id: string, value: string) => void;
  found: string;
  aside?: ReactNode;
}

/** Search (press / to reach it), filters, and how many rows are left. */
export function ListBar<T>({ label, rows, filters, search, onSearch, chosen, onChoose, found, aside }: Props<T>) {
  const box = useRef<HTMLInputElement>(null);
  useHotkeys([['/', () => box.current?.focus()]]);
  return (
    <div className={classes.bar}>
      <TextInput
        ref={box}
        type="search"
        className={classes.search}
        aria-label={`Search ${label.toLowerCase()}`}
        placeholder="Search"
        leftSection={<IconSearch size={16} aria-hidden="true" />}
        rightSection={<kbd className={classes.key}>/</kbd>}
        value={search}
        onChange={event => onSearch(event.currentTarget.value)}
        onKeyDown={event => event.key === 'Escape' && onSearch('')}
      />
      {filters.map(filter => {
        const choices = choicesOf(rows, filter);
        if (choices.length < 2) return null;
        return (
          <NativeSelect
            key={filter.id}
            aria-label={filter.label}
            value={chosen[filter.id] ?? ''}
            onChange={event => onChoose(filter.id, event.currentTarget.value)}
            data={[{ value: '', label: `${filter.label}: all` }, ...choices.map(c => ({ value: c, label: filter.word?.(c) ?? c }))]}
          />
        );
      })}
      <span className={classes.found} role="status">
        {found}
      </span>
      {aside}
    </div>
  );
}
