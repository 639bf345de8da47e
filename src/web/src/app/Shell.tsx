import { Outlet, useRouterState } from '@tanstack/react-router';
import { useSignedIn } from '@/api/me';
import { offeredTo } from './navigation';
import { PhoneBar } from './PhoneBar';
import { Rail } from './Rail';
import classes from './Shell.module.css';
import { useJupyterTheme } from './theme';

/** The frame round every page: rail on the left, on phones a bar at the foot. */
export function Shell() {
  useJupyterTheme();
  const me = useSignedIn();
  const path = useRouterState({ select: state => state.location.pathname });
  const destinations = offeredTo(me.roles);
  return (
    <div className={classes.shell}>
      <a href="#main" className={classes.skip}>
        Skip to content
      </a>
      <Rail destinations={destinations} path={path} />
      <main id="main" tabIndex={-1} className={classes.main} data-notebook={path.startsWith('/notebooks/') || undefined}>
        <Outlet />
      </main>
      <PhoneBar destinations={destinations} path={path} />
    </div>
  );
}
