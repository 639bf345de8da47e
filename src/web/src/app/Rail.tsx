import { Tooltip } from '@mantine/core';
import { useLocalStorage } from '@mantine/hooks';
import { IconLayoutSidebarLeftCollapse, IconLayoutSidebarLeftExpand } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { Mark } from './Mark';
import { type Destination, destinationOf } from './navigation';
import { PersonMenu } from './PersonMenu';
import classes from './Rail.module.css';

/** The slim rail; collapses to icons and remembers it. */
export function Rail({ destinations, path }: { destinations: Destination[]; path: string }) {
  const [slim, setSlim] = useLocalStorage({ key: 'workbench-rail-slim', defaultValue: false, getInitialValueInEffect: false });
  const here = destinationOf(path);
  return (
    <aside className={classes.rail} data-slim={slim || undefined} aria-label="Workbench">
      <div className={classes.head}>
        <Mark />
        {!slim && <span className={classes.name}>Workbench</span>}
        <button
          type="button"
          className={classes.fold}
          aria-expanded={!slim}
          aria-label={slim ? 'Widen navigation' : 'Collapse navigation'}
          onClick={() => setSlim(!slim)}
        >
          {slim ? <IconLayoutSidebarLeftExpand size={18} stroke={1.6} /> : <IconLayoutSidebarLeftCollapse size={18} stroke={1.6} />}
        </button>
      </div>
      <nav aria-label="Main" className={classes.links}>
        {destinations.map(({ to, label, icon: Icon }) => (
          <Tooltip key={to} label={label} position="right" disabled={!slim}>
            <Link
              to={to}
              className={classes.link}
              aria-current={here?.to === to ? 'page' : undefined}
              aria-label={slim ? label : undefined}
            >
              <Icon size={18} stroke={1.6} aria-hidden="true" />
              {!slim && label}
            </Link>
          </Tooltip>
        ))}
      </nav>
      <div className={classes.foot}>
        <PersonMenu slim={slim} />
      </div>
    </aside>
  );
}
