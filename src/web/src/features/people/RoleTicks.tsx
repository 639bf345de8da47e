import { Checkbox, Stack } from '@mantine/core';
import { roles as allRoles, type Role } from '@/api/me';
import { roleWords } from '@/ui/words';

const meanings: Record<Role, string> = {
  researcher: 'Requests cohorts and works with them in notebooks.',
  instructor: 'Publishes sample notebooks.',
  'data-provider': 'Delivers sources and sees who used them.',
  steward: 'Reviews requests, revokes permits, reads the audit trail.',
  admin: 'Adds people, sees every session.',
  clinician: 'Uploads data and reads predictions.'
};

export const RoleTicks = ({ roles, onChange }: { roles: Role[]; onChange: (roles: Role[]) => void }) => (
  <Checkbox.Group label="Roles" value={roles} onChange={values => onChange(allRoles.filter(r => values.includes(r)))}>
    <Stack gap="sm" mt="xs">
      {allRoles.map(role => (
        <Checkbox key={role} value={role} label={roleWords[role]} description={meanings[role]} />
      ))}
    </Stack>
  </Checkbox.Group>
);
