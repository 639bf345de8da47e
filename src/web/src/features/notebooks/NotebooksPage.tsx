import { ActionIcon, Button, Menu } from '@mantine/core';
import { IconDots } from '@tabler/icons-react';
import { Link, useNavigate } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import { type Notebook, useDeleteNotebook, useNotebooks } from '@/api/notebooks';
import { Confirm } from '@/ui/Confirm';
import { EmptyState } from '@/ui/EmptyState';
import type { ListColumn, ListFilter } from '@/ui/list/columns';
import { List } from '@/ui/list/List';
import { Page } from '@/ui/Page';
import { RelativeTime } from '@/ui/RelativeTime';
import { StateWord } from '@/ui/StateWord';
import { NewNotebookDialog } from './NewNotebookDialog';
import { RenameDialog } from './RenameDialog';

const filters: ListFilter<Notebook>[] = [{ id: 'kernel', label: 'Kernel', value: n => n.language ?? n.kernel ?? '' }];
const text = (n: Notebook) => `${n.path} ${n.language ?? ''} ${n.kernel ?? ''}`;

/** My notebooks: create, open, rename, delete. */
export function NotebooksPage() {
  const notebooks = useNotebooks();
  const remove = useDeleteNotebook();
  const navigate = useNavigate();
  const [creating, setCreating] = useState(false);
  const [renaming, setRenaming] = useState<Notebook | null>(null);
  const [deleting, setDeleting] = useState<Notebook | null>(null);

  const columns = useMemo(
    (): ListColumn<Notebook>[] => [
      {
        id: 'name',
        header: 'Notebook',
        value: n => n.path,
        cell: n => (
          <Link to="/notebooks/$" params={{ _splat: n.path }}>
            {n.path.replace(/\.ipynb$/, '')}
          </Link>
        )
      },
      { id: 'language', header: 'Language', value: n => n.language ?? n.kernel ?? '', wideOnly: true },
      {
        id: 'sample',
        header: 'Copy of a sample',
        value: n => n.sample?.edition ?? 0,
        cell: n =>
          n.sample &&
          (n.sample.newerEdition ? (
            <StateWord tone="info">{`Newer edition ${n.sample.newerEdition}`}</StateWord>
          ) : (
            `edition ${n.sample.edition}`
          )),
        wideOnly: true
      },
      { id: 'modified', header: 'Changed', value: n => n.modified, cell: n => <RelativeTime at={n.modified} /> },
      {
        id: 'actions',
        header: '',
        value: () => null,
        align: 'right',
        cell: n => (
          <Menu position="bottom-end">
            <Menu.Target>
              <ActionIcon variant="subtle" color="gray" aria-label={`Actions for ${n.name}`}>
                <IconDots size={16} aria-hidden="true" />
              </ActionIcon>
            </Menu.Target>
            <Menu.Dropdown>
              <Menu.Item onClick={() => setRenaming(n)}>Rename</Menu.Item>
              <Menu.Item onClick={() => setDeleting(n)}>Delete</Menu.Item>
            </Menu.Dropdown>
          </Menu>
        )
      }
    ],
    []
  );
  const create = <Button onClick={() => setCreating(true)}>New notebook</Button>;
  return (
    <Page title="Notebooks" wide action={create} summary="Your own notebooks. Nobody else sees them.">
      <List
        label="Notebooks"
        noun={['notebook', 'notebooks']}
        rows={notebooks.data}
        error={notebooks.error}
        columns={columns}
        rowKey={n => n.path}
        text={text}
        filters={filters}
        sortBy={{ id: 'modified', desc: true }}
        onOpen={n => navigate({ to: '/notebooks/$', params: { _splat: n.path } })}
        empty={
          <EmptyState title="No notebooks yet" action={<Link to="/samples">Open a sample</Link>}>
            Create a new one, or open a private copy of a sample.
          </EmptyState>
        }
      />
      <NewNotebookDialog
        opened={creating}
        onClose={() => setCreating(false)}
        onCreated={path => navigate({ to: '/notebooks/$', params: { _splat: path } })}
      />
      {renaming && <RenameDialog notebook={renaming} onClose={() => setRenaming(null)} />}
      <Confirm
        opened={deleting !== null}
        onClose={() => setDeleting(null)}
        title={`Delete ${deleting?.name ?? ''}`}
        confirm="Delete notebook"
        danger
        onConfirm={() => remove.mutateAsync(deleting?.path ?? '')}
      >
        The notebook and its outputs are gone for good. A session that still runs goes on until it is stopped.
      </Confirm>
    </Page>
  );
}
