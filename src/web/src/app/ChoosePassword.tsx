import { Button, PasswordInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';

/** Somebody came by an invitation: they choose the password that they sign in with from now on. */
export function ChoosePassword({ busy, onChoose }: { busy: boolean; onChoose: (password: string) => void }) {
  const [password, setPassword] = useState('');
  const [again, setAgain] = useState('');
  const differs = again !== '' && again !== password;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (password !== '' && password === again) onChoose(password);
  };
  return (
    <form onSubmit={submit} aria-label="Choose a password">
      <p>Choose the password that you will sign in with.</p>
      <PasswordInput
        label="New password"
        autoComplete="new-password"
        required
        value={password}
        onChange={e => setPassword(e.currentTarget.value)}
        visibilityToggleButtonProps={{ 'aria-label': 'Show password' }}
      />
      <PasswordInput
        label="The same again"
        mt="sm"
        autoComplete="new-password"
        required
        value={again}
        error={differs ? 'The two differ.' : undefined}
        onChange={e => setAgain(e.currentTarget.value)}
        visibilityToggleButtonProps={{ 'aria-label': 'Show password' }}
      />
      <Button type="submit" fullWidth mt="lg" loading={busy} disabled={differs}>
        Set password and sign in
      </Button>
    </form>
  );
}
