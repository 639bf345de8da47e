import { Button, PasswordInput, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';

interface Props {
  busy: boolean;
  onSend: (by: { name: string; password: string }) => void;
}

export function PasswordForm({ busy, onSend }: Props) {
  const [name, setName] = useState('');
  const [password, setPassword] = useState('');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onSend({ name: name.trim(), password });
  };
  return (
    <form onSubmit={submit} aria-label="Sign in">
      <TextInput label="Name" autoComplete="username" required value={name} onChange={e => setName(e.currentTarget.value)} />
      <PasswordInput
        label="Password"
        mt="sm"
        autoComplete="current-password"
        required
        value={password}
        onChange={e => setPassword(e.currentTarget.value)}
        visibilityToggleButtonProps={{ 'aria-label': 'Show password' }}
      />
      <Button type="submit" fullWidth mt="lg" loading={busy}>
        Sign in
      </Button>
    </form>
  );
}
