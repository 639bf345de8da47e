import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useEffect } from 'react';
import { onSignedOut } from '@/api/http';
import { meQuery, useMe } from '@/api/me';
import { Loading } from '@/ui/Loading';
import { RefusalNotice } from '@/ui/RefusalNotice';
import classes from './Gate.module.css';
import { Shell } from './Shell';

/** Lets signed-in people through; sends others to sign in, and back to where they wanted to go. */
export function Gate() {
  const client = useQueryClient();
  const navigate = useNavigate();
  const me = useMe();
  const nobody = me.data === null;
  useEffect(() => onSignedOut(() => void client.invalidateQueries({ queryKey: meQuery.queryKey })), [client]);
  useEffect(() => {
    // The address as it is now, read once: while the router moves to the sign-in page, this part is drawn a few more times.
    const here = window.location.pathname + window.location.search;
    if (nobody) void navigate({ to: '/sign-in', search: here === '/' ? {} : { to: here }, replace: true });
  }, [nobody, navigate]);
  if (me.data) return <Shell />;
  return <main className={classes.waiting}>{me.error ? <RefusalNotice error={me.error} asked="Open Workbench" /> : <Loading />}</main>;
}
