import { useQueryClient } from '@tanstack/react-query';
import { Navigate, useRouterState } from '@tanstack/react-router';
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
  const me = useMe();
  const here = useRouterState({ select: state => state.location.href });
  useEffect(() => onSignedOut(() => void client.invalidateQueries({ queryKey: meQuery.queryKey })), [client]);
  if (me.data) return <Shell />;
  if (me.data === null) return <Navigate to="/sign-in" search={here === '/' ? {} : { to: here }} replace />;
  return <main className={classes.waiting}>{me.error ? <RefusalNotice error={me.error} asked="Open Workbench" /> : <Loading />}</main>;
}
