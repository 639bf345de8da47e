import { useState } from 'react';
import { type Person, useChangePerson } from '@/api/people';
import { Confirm } from '@/ui/Confirm';
import { RoleTicks } from './RoleTicks';

export function RolesDialog({ person, onClose }: { person: Person; onClose: () => void }) {
  const change = useChangePerson();
  const [roles, setRoles] = useState(person.roles);
  return (
    <Confirm
      opened
      onClose={onClose}
      title={`Roles of ${person.displayName}`}
      confirm="Save roles"
      onConfirm={() => change.mutateAsync({ name: person.name, roles })}
    >
      <RoleTicks roles={roles} onChange={setRoles} />
    </Confirm>
  );
}
