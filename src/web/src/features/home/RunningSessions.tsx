import { Link } from '@tanstack/react-router';
import type { Session } from '@/api/sessions';
import { EmptyState } from '@/ui/EmptyState';
import { Section } from '@/ui/Page';
import { StateOf } from '@/ui/StateWord';
import { bytes } from '@/ui/words';
import classes from './Home.module.css';

export const RunningSessions = ({ sessions }: { sessions: Session[] }) => (
  <Section title="Running" aside={sessions.length > 0 && <Link to="/sessions">All sessions</Link>}>
    {sessions.length === 0 ? (
      <EmptyState title="Nothing runs">A session starts when you open a notebook, and goes on when you close it.</EmptyState>
    ) : (
      <ul className={classes.items}>
        {sessions.map(session => (
          <li key={session.id}>
            <Link to="/notebooks/$" params={{ _splat: session.path }}>
              {session.path.replace(/\.ipynb$/, '')}
            </Link>
            <span className={classes.side}>
              {session.memoryBytes !== null && <span className="numbers">{bytes(session.memoryBytes)}</span>}
              <StateOf state={session.state} />
            </span>
          </li>
        ))}
      </ul>
    )}
  </Section>
);
