import { Link } from '@tanstack/react-router';
import { type Home, useHome } from '@/api/home';
import { useSignedIn } from '@/api/me';
import { Loading } from '@/ui/Loading';
import { Page } from '@/ui/Page';
import { RefusalNotice } from '@/ui/RefusalNotice';
import { counted } from '@/ui/words';
import classes from './Home.module.css';
import { MyRequests } from './MyRequests';
import { PermitsEndingSoon } from './PermitsEndingSoon';
import { RecentNotebooks } from './RecentNotebooks';
import { RunningSessions } from './RunningSessions';
import { SampleStarts } from './SampleStarts';

/** One line that says what waits for me. */
function waiting(home: Home): string {
  const running = home.sessions.length;
  const open = home.myRequests.filter(r => r.state === 'submitted').length;
  const parts = [
    home.reviews > 0 && `${counted(home.reviews, 'request waits', 'requests wait')} for your review`,
    open > 0 && `${counted(open, 'request of yours waits', 'requests of yours wait')} for a decision`,
    running > 0 && `${counted(running, 'session runs', 'sessions run')}`
  ].filter(Boolean);
  return parts.length === 0 ? 'Nothing waits for you.' : `${parts.join(', ')}.`;
}

/** What runs, what waits for me, where I was, where to begin. */
export function HomePage() {
  const me = useSignedIn();
  const { data: home, error } = useHome();
  return (
    <Page title="Home" summary={home ? waiting(home) : undefined}>
      {error && !home ? <RefusalNotice error={error} asked="Show Home" /> : null}
      {!home && !error ? <Loading lines={10} /> : null}
      {home && (
        <div className={classes.columns}>
          <div>
            {home.reviews > 0 && (
              <Link to="/reviews" className={classes.call}>
                <strong>{counted(home.reviews, 'request')} to review</strong>
                <span>Somebody waits for your decision</span>
              </Link>
            )}
            <RunningSessions sessions={home.sessions} />
            <RecentNotebooks notebooks={home.recentNotebooks} />
          </div>
          <div>
            {me.roles.includes('researcher') || home.myRequests.length > 0 ? <MyRequests requests={home.myRequests} /> : null}
            <PermitsEndingSoon permits={home.permitsEndingSoon} />
            <SampleStarts samples={home.samples} />
          </div>
        </div>
      )}
    </Page>
  );
}
