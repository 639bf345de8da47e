import { Modal } from '@mantine/core';
import type { Permit } from '@/api/permits';
import { Clauses } from '@/ui/Clauses';
import { Facts } from '@/ui/Facts';
import { RelativeTime } from '@/ui/RelativeTime';
import { StateOf } from '@/ui/StateWord';
import { levelWord } from '@/ui/words';

/** One permit with its clauses in words. */
export const PermitDialog = ({ permit, onClose }: { permit: Permit | null; onClose: () => void }) => (
  <Modal opened={permit !== null} onClose={onClose} title={permit ? `Permit for ${permit.cohortTitle}` : 'Permit'} size="lg">
    {permit && (
      <>
        <Facts
          facts={[
            ['Person', permit.personDisplayName],
            ['Project', permit.projectTitle],
            ['Purpose', permit.purpose],
            ['Level', levelWord(permit.level)],
            ['Until', <RelativeTime key="until" at={permit.until} day />],
            ['Last used', <RelativeTime key="used" at={permit.lastUsed} />],
            ['State', <StateOf key="state" state={permit.state} />],
            ['Revoked', permit.revocation && `by ${permit.revocation.by}: ${permit.revocation.reason}`]
          ]}
        />
        <h3>Clauses</h3>
        <Clauses clauses={permit.clauses} />
      </>
    )}
  </Modal>
);
