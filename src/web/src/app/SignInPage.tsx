import { Button } from '@mantine/core';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { type SignInBy, useSignIn, useSignInWays } from '@/api/me';
import { asProblem } from '@/api/problem';
import { RefusalNotice } from '@/ui/RefusalNotice';
import { ChoosePassword } from './ChoosePassword';
import { Mark } from './Mark';
import { PasswordForm } from './PasswordForm';
import classes from './SignInPage.module.css';
import { safeTarget } from './safeTarget';

/** Sign in by password, by a link with a key, or at an identity provider that the server offers. */
export function SignInPage() {
  const { key, to } = useSearch({ from: '/sign-in' });
  const navigate = useNavigate();
  const signIn = useSignIn();
  const ways = useSignInWays();
  const enter = (by: SignInBy) => signIn.mutate(by, { onSuccess: () => navigate({ to: safeTarget(to), replace: true }) });

  const tried = useRef(false);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a link is used once, when the page opens
  useEffect(() => {
    document.title = 'Sign in · Workbench';
    if (!key || tried.current) return;
    tried.current = true;
    enter({ key });
  }, [key]);

  const code = signIn.error ? asProblem(signIn.error).code : null;
  const choosing = key !== undefined && (code === 'password-needed' || code === 'password-weak');
  return (
    <main className={classes.page}>
      <div className={classes.brand}>
        <Mark />
        <span>Workbench</span>
      </div>
      <h1>{choosing ? 'Welcome' : 'Sign in'}</h1>
      {key && signIn.isPending ? <p role="status">Signing you in with your link</p> : null}
      {signIn.error && code !== 'password-needed' ? <RefusalNotice error={signIn.error} /> : null}
      {choosing ? (
        <ChoosePassword busy={signIn.isPending} onChoose={password => enter({ key, password })} />
      ) : (
        <>
          <PasswordForm busy={signIn.isPending} onSend={enter} />
          {ways.data?.identityProviders.map(provider => (
            <Button key={provider.name} component="a" href={provider.url} variant="default" fullWidth mt="sm">
              Sign in with {provider.title}
            </Button>
          ))}
          <p className={classes.help}>No account, or forgotten the password? An admin of this server can send you a sign-in link.</p>
        </>
      )}
    </main>
  );
}
