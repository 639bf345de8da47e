import { Button, Textarea } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { type GrantChanges, type RequestDetail, useDecline, useGrant } from '@/api/requests';
import { Confirm } from '@/ui/Confirm';
import { dayWords } from '@/ui/time';
import { levels } from '@/ui/words';
import { ChangesDialog } from './ChangesDialog';

/** Grant, Grant with changes, Decline with a reason. Each says what follows before it happens. */
export function Decision({ request }: { request: RequestDetail }) {
  const [step, setStep] = useState<'grant' | 'change' | 'decline' | null>(null);
  const [reason, setReason] = useState('');
  const grant = useGrant(request.id);
  const decline = useDecline(request.id);
  const navigate = useNavigate();
  const person = request.personDisplayName ?? request.person;
  const cohort = request.cohortTitle ?? request.cohort;
  const done = (message: string) => {
    notifications.show({ message });
    void navigate({ to: '/reviews' });
  };
  const give = async (changes: GrantChanges) => {
    await grant.mutateAsync(changes);
    done(`Granted: ${person} may use ${cohort}.`);
  };
  const close = () => setStep(null);
  return (
    <>
      <Button variant="default" onClick={() => setStep('decline')}>
        Decline
      </Button>
      <Button variant="default" onClick={() => setStep('change')}>
        Grant with changes
      </Button>
      <Button onClick={() => setStep('grant')}>Grant</Button>
      <Confirm opened={step === 'grant'} onClose={close} title="Grant as asked" confirm="Grant access" onConfirm={() => give({})}>
        <p>
          {person} can read {cohort} from the next call on, until {dayWords(new Date(request.until))}. {levels[request.level].meaning}
        </p>
        <p>You can revoke the permit at any time.</p>
      </Confirm>
      <ChangesDialog opened={step === 'change'} onClose={close} request={request} onGrant={give} />
      <Confirm
        opened={step === 'decline'}
        onClose={close}
        title="Decline this request"
        confirm="Decline request"
        danger
        ready={reason.trim().length >= 3}
        onConfirm={async () => {
          await decline.mutateAsync(reason.trim());
          done(`Declined: ${person} sees your reason.`);
        }}
      >
        <Textarea
          label="Reason"
          description={`${person} reads it. Say what would make it grantable.`}
          required
          autosize
          minRows={3}
          data-autofocus
          value={reason}
          onChange={e => setReason(e.currentTarget.value)}
        />
      </Confirm>
    </>
  );
}
