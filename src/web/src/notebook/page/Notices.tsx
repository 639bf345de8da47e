import { Button } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useNotebooks } from '@/api/notebooks';
import { useOpenSample } from '@/api/samples';
import { useSessions } from '@/api/sessions';
import { exactTime } from '@/ui/time';
import { kernelRefusals } from '../host/kernelRefusals';
import { EndedNotice } from './EndedNotice';
import classes from './Notebook.module.css';
import { StubbornNotice } from './StubbornNotice';
import { type OpenNotebook, useKernel } from './useNotebook';
import { useStubbornCell } from './useStubbornCell';

/** Lines under the header that say what is not as usual, and what one can do. */
export function Notices({ open, path }: { open: OpenNotebook; path: string }) {
  const { panel } = open;
  const kernel = useKernel(panel);
  const notebooks = useNotebooks();
  const openSample = useOpenSample();
  const navigate = useNavigate();
  const session = useSessions().data?.find(s => s.kernelId === kernel.id);
  // The page may have come when the kernel was gone already; then only the session knows.
  const ended = kernel.status === 'dead' || (session?.state === 'dead' && kernel.connection !== 'connected');
  const alive = !ended && session;
  const reached = session?.reached[0];
  const stubborn = useStubbornCell(open.app, panel);
  const [seen, setSeen] = useState('');
  const sample = notebooks.data?.find(n => n.path === path)?.sample;
  const startKernel = () => {
    kernelRefusals.clear(path);
    void panel.sessionContext.initialize().catch(() => undefined); // a further refusal comes as a notice again
  };
  return (
    <>
      {kernel.refusal && (
        <div role="alert" className={classes.notice} data-tone="bad" data-testid="kernel-refused">
          <span>
            <strong>No kernel: </strong>
            {kernel.refusal} You can read and edit; cells cannot run.
          </span>
          <Button size="compact-sm" variant="default" onClick={startKernel}>
            Try again
          </Button>
        </div>
      )}
      {kernel.id && !ended && kernel.connection !== 'connected' && (
        <div role="status" className={classes.notice} data-tone="warn" data-testid="reconnecting">
          <span>
            <strong>{kernel.connection === 'connecting' ? 'Reconnecting to the kernel. ' : 'Not connected to the kernel. '}</strong>
            It goes on working; its outputs appear here when the connection is back.
          </span>
          {kernel.connection === 'disconnected' && (
            <Button size="compact-sm" variant="default" onClick={() => panel.sessionContext.session?.kernel?.reconnect()}>
              Reconnect now
            </Button>
          )}
        </div>
      )}
      {kernel.id && ended && <EndedNotice panel={panel} session={session} />}
      {kernel.id && !ended && stubborn && <StubbornNotice open={open} />}
      {alive && session.stopsAt && (
        <div role="status" className={classes.notice} data-tone="warn" data-testid="stops-soon">
          <span>
            <strong>No cell has run for a while. </strong>
            The kernel stops at {exactTime(new Date(session.stopsAt))} and its variables are lost. Running any cell keeps it.
          </span>
        </div>
      )}
      {alive && reached && reached.at !== seen && (
        <div role="alert" className={classes.notice} data-tone="warn" data-testid="limit-reached">
          <span>
            <strong>A limit was reached. </strong>
            {reached.text}
          </span>
          <Button size="compact-sm" variant="default" onClick={() => setSeen(reached.at)}>
            Dismiss
          </Button>
        </div>
      )}
      {sample?.newerEdition ? (
        <div role="status" className={classes.notice} data-tone="info" data-testid="newer-edition">
          <span>
            This is your copy of edition {sample.edition}. <strong>Edition {sample.newerEdition} of the sample is out.</strong> Your copy
            stays as it is.
          </span>
          <Button
            size="compact-sm"
            variant="default"
            loading={openSample.isPending}
            onClick={() =>
              openSample.mutate(sample.id, { onSuccess: copy => navigate({ to: '/notebooks/$', params: { _splat: copy.path } }) })
            }
          >
            Open a copy of the new edition
          </Button>
        </div>
      ) : null}
    </>
  );
}
