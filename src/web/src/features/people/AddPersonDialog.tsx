import { Modal, Stack, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { Role } from '@/api/me';
import { useAddPerson } from '@/api/people';
import { Confirm } from '@/ui/Confirm';
import { RoleTicks } from './RoleTicks';

/** Adds a person; shows the sign-in link once, to be handed over. */
export function AddPersonDialog({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const add = useAddPerson();
  const [name, setName] = useState('');
  const [displayName, setDisplayName] = useState('');
  const [roles, setRoles] = useState<Role[]>(['researcher']);
  const [link, setLink] = useState<string | null>(null);
  const nameOk = /^[a-z0-9][a-z0-9-]*$/.test(name);
  const addPerson = async () => {
    const added = await add.mutateAsync({ name, displayName: displayName.trim(), roles });
    setLink(new URL(added.signInLink, window.location.origin).href);
    setName('');
    setDisplayName('');
  };
  return (
    <>
      <Confirm
        opened={opened}
        onClose={onClose}
        title="Add a person"
        confirm="Add person"
        ready={nameOk && displayName.trim() !== ''}
        onConfirm={addPerson}
      >
        <Stack gap="md">
          <TextInput
            label="Name to sign in with"
            required
            data-autofocus
            value={name}
            error={name !== '' && !nameOk ? 'Small letters, digits and hyphens.' : undefined}
            onChange={e => setName(e.currentTarget.value)}
          />
          <TextInput label="Name to show" required value={displayName} onChange={e => setDisplayName(e.currentTarget.value)} />
          <RoleTicks roles={roles} onChange={setRoles} />
        </Stack>
      </Confirm>
      <Modal opened={link !== null} onClose={() => setLink(null)} title="Sign-in link">
        <p>Hand this link over. It works once, and it is not shown again.</p>
        <TextInput aria-label="Sign-in link" readOnly value={link ?? ''} onFocus={e => e.currentTarget.select()} />
      </Modal>
    </>
  );
}
