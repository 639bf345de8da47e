import type { NotebookPanel } from '@jupyterlab/notebook';
import { NativeSelect, TextInput } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useCohort, useCohorts } from '@/api/cohorts';
import { EmptyState } from '@/ui/EmptyState';
import { Loading } from '@/ui/Loading';
import { RefusalNotice } from '@/ui/RefusalNotice';
import classes from './Drawer.module.css';
import { insertCode, languageAtHand } from './insertCode';
import { columnCode, openCode } from './snippets';

/** The cohorts and their dictionary; choosing something writes the code for it into the active cell. */
export function CohortsPane({ panel }: { panel: NotebookPanel }) {
  const cohorts = useCohorts();
  const [chosen, setChosen] = useState('');
  const [search, setSearch] = useState('');
  const name = chosen || (cohorts.data?.find(c => c.access.state === 'granted') ?? cohorts.data?.[0])?.name || '';
  const cohort = useCohort(name);
  const insert = (code: (language: string) => string) => insertCode(panel, code(languageAtHand(panel)));
  const matches = (text: string) => text.toLowerCase().includes(search.trim().toLowerCase());

  if (cohorts.error) return <RefusalNotice error={cohorts.error} asked="Show the cohorts" />;
  if (!cohorts.data) return <Loading />;
  if (cohorts.data.length === 0) return <EmptyState title="No cohorts yet" />;
  return (
    <>
      <NativeSelect
        label="Cohort"
        value={name}
        onChange={e => setChosen(e.currentTarget.value)}
        data={cohorts.data.map(c => ({ value: c.name, label: c.access.state === 'granted' ? c.title : `${c.title} (no permit)` }))}
      />
      {cohort.data?.access.state !== 'granted' && cohort.data && (
        <p className={classes.hint}>
          Reads of this cohort are refused.{' '}
          <Link to="/cohorts/$name/request" params={{ name }}>
            Request access
          </Link>
        </p>
      )}
      <button
        type="button"
        className={classes.code}
        onClick={() => insert(language => openCode(name, language))}
        aria-label={`Insert code that opens ${name}`}
      >
        <code>{openCode(name, languageAtHand(panel))}</code>
      </button>
      <TextInput
        type="search"
        aria-label="Search the dictionary"
        placeholder="Search columns"
        value={search}
        onChange={e => setSearch(e.currentTarget.value)}
        mt="sm"
      />
      {!cohort.data && <Loading />}
      {cohort.data?.tables.map(table => (
        <section key={table.name} aria-label={`Table ${table.name}`}>
          <h3 className={classes.table}>{table.name}</h3>
          <ul className={classes.columns}>
            {table.columns
              .filter(column => matches(`${column.name} ${column.meaning}`))
              .map(column => (
                <li key={column.name}>
                  <button
                    type="button"
                    onClick={() => insert(language => columnCode(column.name, language))}
                    aria-label={`Insert ${column.name}`}
                  >
                    <span className="mono">{column.name}</span>
                    <span className="quiet">
                      {column.meaning}
                      {column.unit ? ` (${column.unit})` : ''}
                    </span>
                  </button>
                </li>
              ))}
          </ul>
        </section>
      ))}
    </>
  );
}
