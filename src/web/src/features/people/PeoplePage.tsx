import { ActionIcon, Button, Menu } from '@mantine/core';
import { IconDots } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import { type Person, useChangePerson, usePeople } from '@/api/people';
import { Confirm } from '@/ui/Confirm';
import { EmptyState } from '@/ui/EmptyState';
import type { ListColumn, ListFilter } from '@/ui/list/columns';
import { List } from '@/ui/list/List';
import { Page } from '@/ui/Page';
import { StateWord } from '@/ui/StateWord';
import { roleWords } from '@/ui/words';
import { AddPersonDialog } from './AddPersonDialog';
import { RolesDialog } from './RolesDialog';

const rolesOf = (p: Person) => p.roles.map(r => roleWords[r]).join(', ');
const stateOf = (p: Person) => (p.active ? 'Active' : 'Inactive');
const filters: ListFilter<Person>[] = [
  { id: 'role', label: 'Role', value: p => p.roles.map(r => roleWords[r]) },
  { id: 'state', label: 'State', value: stateOf }
];
const text = (p: Person) => `${p.name} ${p.displayName} ${rolesOf(p)}`;

/** Who may sign in, and as what. */
export function PeoplePage() {
  const people = usePeople();
  const change = useChangePerson();
  const [adding, setAdding] = useState(false);
  const [editing, setEditing] = useState<Person | null>(null);
  const [switching, setSwitching] = useState<Person | null>(null);
  const columns = useMemo(
    (): ListColumn<Person>[] => [
      { id: 'displayName', header: 'Person', value: p => p.displayName },
      { id: 'name', header: 'Name', value: p => p.name, cell: p => <span className="mono">{p.name}</span>, wideOnly: true },
      { id: 'roles', header: 'Roles', value: rolesOf, cell: p => rolesOf(p) || 'none' },
      { id: 'state', header: 'State', value: stateOf, cell: p => <StateWord tone={p.active ? 'good' : 'quiet'}>{stateOf(p)}</StateWord> },
      {
        id: 'actions',
        header: '',
        value: () => null,
        align: 'right',
        cell: p => (
          <Menu position="bottom-end">
            <Menu.Target>
              <ActionIcon variant="subtle" color="gray" aria-label={`Actions for ${p.displayName}`}>
                <IconDots size={16} aria-hidden="true" />
              </ActionIcon>
            </Menu.Target>
            <Menu.Dropdown>
              <Menu.Item onClick={() => setEditing(p)}>Change roles</Menu.Item>
              <Menu.Item onClick={() => setSwitching(p)}>{p.active ? 'Deactivate' : 'Activate'}</Menu.Item>
            </Menu.Dropdown>
          </Menu>
        )
      }
    ],
    []
  );
  return (
    <Page title="People" wide action={<Button onClick={() => setAdding(true)}>Add a person</Button>}>
      <List
        label="People"
        noun={['person', 'people']}
        rows={people.data}
        error={people.error}
        columns={columns}
        rowKey={p => p.name}
        text={text}
        filters={filters}
        sortBy={{ id: 'displayName' }}
        empty={<EmptyState title="Nobody yet">Add the first person; they get a link to sign in with.</EmptyState>}
      />
      <AddPersonDialog opened={adding} onClose={() => setAdding(false)} />
      {editing && <RolesDialog person={editing} onClose={() => setEditing(null)} />}
      <Confirm
        opened={switching !== null}
        onClose={() => setSwitching(null)}
        title={`${switching?.active ? 'Deactivate' : 'Activate'} ${switching?.displayName ?? ''}`}
        confirm={switching?.active ? 'Deactivate' : 'Activate'}
        danger={switching?.active ?? false}
        onConfirm={() => change.mutateAsync({ name: switching?.name ?? '', active: !switching?.active })}
      >
        {switching?.active
          ? 'They cannot sign in any more, and every read of their notebooks is refused from now on. Their notebooks stay.'
          : 'They can sign in again with their old roles.'}
      </Confirm>
    </Page>
  );
}
