import type { NotebookPanel } from '@jupyterlab/notebook';
import { useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useEffect } from 'react';
import { useSessionPermits } from '@/api/sessions';
import { dayWords } from '@/ui/time';
import { levelWord } from '@/ui/words';
import classes from './Notebook.module.css';

/** One chip for each cohort opened in this session: "lung v3, Rows, until 31 Mar 2027". */
export function PermitChips({ panel, kernelId }: { panel: NotebookPanel; kernelId: string | undefined }) {
  const permits = useSessionPermits(kernelId);
  const client = useQueryClient();
  useEffect(() => {
    // A cell may have opened a cohort: ask again when the kernel has become idle.
    const ask = (_: unknown, status: string) => {
      if (status === 'idle') void client.invalidateQueries({ queryKey: ['sessions', 'permits', kernelId] });
    };
    panel.sessionContext.statusChanged.connect(ask);
    return () => {
      panel.sessionContext.statusChanged.disconnect(ask);
    };
  }, [panel, kernelId, client]);
  return permits.data?.map(permit => (
    <Link
      key={`${permit.cohort}/${permit.version}`}
      to="/cohorts/$name"
      params={{ name: permit.cohort }}
      className={classes.chip}
      data-testid="permit-chip"
      data-state={permit.state}
    >
      {permit.cohort} v{permit.version}, {levelWord(permit.level).toLowerCase()},{' '}
      {permit.state === 'active' ? `until ${dayWords(new Date(permit.until))}` : permit.state}
    </Link>
  ));
}
