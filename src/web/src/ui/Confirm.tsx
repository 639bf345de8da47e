import { Button, Group, Modal } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { RefusalNotice } from './RefusalNotice';

interface ConfirmProps {
  opened: boolean;
  onClose: () => void;
  title: string;
  /** The consequence, spelt out: "3 running notebooks lose access now." */
  children: ReactNode;
  /** The verb of what will happen: "Revoke", never "OK". */
  confirm: string;
  danger?: boolean;
  ready?: boolean;
  onConfirm: () => Promise<unknown>;
}

/** Asks before something that cannot be undone. Stays open with the reason when the server refuses. */
export function Confirm({ opened, onClose, title, children, confirm, danger = false, ready = true, onConfirm }: ConfirmProps) {
  const [error, setError] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  const close = () => {
    setError(null);
    onClose();
  };
  const act = async () => {
    setBusy(true);
    setError(null);
    try {
      await onConfirm();
      close();
    } catch (refusal) {
      setError(refusal);
    } finally {
      setBusy(false);
    }
  };
  return (
    <Modal opened={opened} onClose={close} title={title}>
      {children}
      {error !== null && <RefusalNotice error={error} />}
      <Group justify="flex-end" mt="lg" gap="sm">
        <Button variant="default" onClick={close}>
          Cancel
        </Button>
        <Button data-danger={danger || undefined} onClick={act} loading={busy} disabled={!ready}>
          {confirm}
        </Button>
      </Group>
    </Modal>
  );
}
