import type { NotebookPanel } from '@jupyterlab/notebook';
import { ActionIcon, Menu, TextInput, Tooltip } from '@mantine/core';
import { IconArrowForwardUp, IconRefresh } from '@tabler/icons-react';
import { useState } from 'react';
import { EmptyState } from '@/ui/EmptyState';
import { Loading } from '@/ui/Loading';
import { insertCode } from '../drawer/insertCode';
import { useKernel } from '../page/useNotebook';
import { labelOf } from '../polyglot/languages';
import { insertShare, receivers } from './shareCode';
import { useVariables, type Variable } from './useVariables';
import classes from './Variables.module.css';

/** What the notebook's languages hold now; a name goes into the active cell, a value to another language. */
export function VariablesPane({ panel }: { panel: NotebookPanel }) {
  const { id, status } = useKernel(panel);
  const kernel = id && status !== 'dead' ? (panel.sessionContext.session?.kernel ?? undefined) : undefined;
  const { variables, untold, refresh } = useVariables(panel, kernel);
  const [search, setSearch] = useState('');
  if (!kernel) return <EmptyState title="No kernel runs">Variables live in the kernel. Start it and run a cell.</EmptyState>;
  if (untold) return <EmptyState title="Not listed">This kernel does not say which variables it has.</EmptyState>;
  if (!variables) return <Loading label="Loading variables" />;
  const words = search.trim().toLowerCase();
  const shown = variables.filter(v => `${v.name} ${v.type} ${labelOf(v.language)}`.toLowerCase().includes(words));
  return (
    <>
      <div className={classes.bar}>
        <TextInput
          type="search"
          aria-label="Search variables"
          placeholder="Search variables"
          value={search}
          onChange={e => setSearch(e.currentTarget.value)}
          className={classes.search}
        />
        <Tooltip label="Refresh">
          <ActionIcon variant="default" size={34} aria-label="Refresh variables" onClick={refresh}>
            <IconRefresh size={16} stroke={1.6} aria-hidden="true" />
          </ActionIcon>
        </Tooltip>
      </div>
      {variables.length === 0 && (
        <EmptyState title="No variables yet">Run a cell that makes one, and it appears here with its type and value.</EmptyState>
      )}
      {variables.length > 0 && shown.length === 0 && <p className={classes.none}>No variable matches.</p>}
      <ul className={classes.list} aria-label="Variables">
        {shown.map(variable => (
          <Row key={`${variable.language}/${variable.name}`} panel={panel} variable={variable} />
        ))}
      </ul>
    </>
  );
}

function Row({ panel, variable }: { panel: NotebookPanel; variable: Variable }) {
  const { name, type, language, shape, preview } = variable;
  const others = receivers(panel, variable);
  return (
    <li className={classes.row}>
      <button type="button" className={classes.value} title={`Insert ${name}`} onClick={() => insertCode(panel, name)}>
        <span className={classes.line}>
          <b className="mono">{name}</b>
          <span className={classes.language}>{labelOf(language)}</span>
        </span>
        <span className={classes.type}>
          {type}
          {shape ? ` · ${shape}` : ''}
        </span>
        <span className={classes.preview}>{preview}</span>
      </button>
      {others.length > 0 && (
        <Menu position="bottom-end" withinPortal>
          <Menu.Target>
            <ActionIcon variant="subtle" color="gray" size={28} aria-label={`Share ${name}`} title={`Share ${name}`}>
              <IconArrowForwardUp size={16} stroke={1.6} aria-hidden="true" />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Label>Share {name} with a new cell in</Menu.Label>
            {others.map(other => (
              <Menu.Item key={other} onClick={() => insertShare(panel, variable, other)}>
                {labelOf(other)}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
      )}
    </li>
  );
}
