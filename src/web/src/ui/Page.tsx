import { Link } from '@tanstack/react-router';
import { type ReactNode, useEffect } from 'react';
import classes from './Page.module.css';

export interface Crumb {
  label: string;
  to?: string;
}

interface PageProps {
  title: string;
  /** The way here, without this page itself. */
  trail?: Crumb[];
  /** The page's one main action. */
  action?: ReactNode;
  /** One line under the title: the facts that matter before reading on. */
  summary?: ReactNode;
  /** Tables may use the whole width. */
  wide?: boolean;
  children: ReactNode;
}

/** The frame of every page but the notebook: breadcrumb, title, one main action, content. */
export function Page({ title, trail = [], action, summary, wide = false, children }: PageProps) {
  useEffect(() => {
    document.title = `${title} · Workbench`;
  }, [title]);
  return (
    <>
      <header className={classes.topLine}>
        <div className={classes.heading}>
          {trail.length > 0 && (
            <nav aria-label="Breadcrumb" className={classes.trail}>
              {trail.map(crumb => (
                <span key={crumb.label}>
                  {crumb.to ? <Link to={crumb.to}>{crumb.label}</Link> : crumb.label}
                  <span aria-hidden="true"> / </span>
                </span>
              ))}
            </nav>
          )}
          <h1 className={classes.title}>{title}</h1>
        </div>
        {action && <div className={classes.action}>{action}</div>}
      </header>
      <div className={classes.content} data-wide={wide || undefined}>
        {summary && <div className={classes.summary}>{summary}</div>}
        {children}
      </div>
    </>
  );
}

/** A titled part of a page. */
export function Section({ title, aside, children }: { title: string; aside?: ReactNode; children: ReactNode }) {
  return (
    <section className={classes.section} aria-label={title}>
      <div className={classes.sectionHead}>
        <h2>{title}</h2>
        {aside}
      </div>
      {children}
    </section>
  );
}
