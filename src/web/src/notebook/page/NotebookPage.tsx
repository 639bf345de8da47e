import { useParams } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import { Loading } from '@/ui/Loading';
import { RefusalNotice } from '@/ui/RefusalNotice';
import { Drawer } from '../drawer/Drawer';
import { labElement, park } from '../host/lab';
import classes from './Notebook.module.css';
import { NotebookHeader } from './NotebookHeader';
import { Notices } from './Notices';
import { useNotebook } from './useNotebook';

/** A notebook: our header and drawer round the hosted JupyterLab application. */
export function NotebookPage() {
  const { _splat: path = '' } = useParams({ from: '/signed-in/notebooks/$' });
  const slot = useRef<HTMLDivElement>(null);
  const { open, error } = useNotebook(path);
  const [drawer, setDrawer] = useState(false);

  useEffect(() => {
    slot.current?.append(labElement);
    return park;
  }, []);
  const title =
    path
      .split('/')
      .at(-1)
      ?.replace(/\.ipynb$/, '') ?? path;
  useEffect(() => {
    document.title = `${title} · Workbench`;
  }, [title]);

  return (
    <section className={classes.page} aria-label={`Notebook ${title}`}>
      {open ? (
        <NotebookHeader open={open} path={path} drawer={drawer} onDrawer={() => setDrawer(!drawer)} />
      ) : (
        <header className={classes.header}>
          <h1 className={classes.title}>{title}</h1>
        </header>
      )}
      {open && <Notices open={open} path={path} />}
      {error ? (
        <div className={classes.refused}>
          <RefusalNotice error={error} asked={`Open the notebook ${title}`} />
        </div>
      ) : null}
      <div className={classes.body}>
        <div ref={slot} className={classes.slot} data-waiting={!open || undefined} data-testid="notebook" />
        {!open && !error && (
          <div className={classes.loading}>
            <Loading lines={8} label="Loading the notebook" />
          </div>
        )}
        {open && drawer && <Drawer open={open} onClose={() => setDrawer(false)} />}
      </div>
    </section>
  );
}
