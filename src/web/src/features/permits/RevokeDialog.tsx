import { Textarea } from '@mantine/core';
import { useState } from 'react';
import { type Permit, useRevocationPreview, useRevoke } from '@/api/permits';
import { Confirm } from '@/ui/Confirm';

/** What revoking does, before it is done. */
export function consequence(runningNotebooks: number | undefined): string {
  if (runningNotebooks === undefined) return 'Counting the running notebooks that use it.';
  if (runningNotebooks === 0) return 'No running notebook uses it.';
  return runningNotebooks === 1 ? '1 running notebook loses access now.' : `${runningNotebooks} running notebooks lose access now.`;
}

export function RevokeDialog({ permit, onClose, onRevoked }: { permit: Permit; onClose: () => void; onRevoked: () => void }) {
  const [reason, setReason] = useState('');
  const preview = useRevocationPreview(permit.id);
  const revoke = useRevoke();
  return (
    <Confirm
      opened
      onClose={onClose}
      title={`Revoke the permit of ${permit.personDisplayName} for ${permit.cohortTitle}`}
      confirm="Revoke permit"
      danger
      ready={reason.trim().length >= 3}
      onConfirm={async () => {
        await revoke.mutateAsync({ id: permit.id, reason: reason.trim() });
        onRevoked();
      }}
    >
      <p>
        <strong>{consequence(preview.data?.runningNotebooks)}</strong> The next read is refused. What a notebook already read stays in its
        memory until its session stops. This cannot be undone; access needs a new request.
      </p>
      <Textarea
        label="Reason"
        description="The person reads it, and it stands in the audit trail."
        required
        autosize
        minRows={2}
        data-autofocus
        value={reason}
        onChange={e => setReason(e.currentTarget.value)}
      />
    </Confirm>
  );
}
