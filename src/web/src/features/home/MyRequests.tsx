import { Link } from '@tanstack/react-router';
import type { AccessRequest } from '@/api/requests';
import { EmptyState } from '@/ui/EmptyState';
import { Section } from '@/ui/Page';
import { RelativeTime } from '@/ui/RelativeTime';
import { StateOf } from '@/ui/StateWord';
import classes from './Home.module.css';

export const MyRequests = ({ requests }: { requests: AccessRequest[] }) => (
  <Section title="My requests">
    {requests.length === 0 ? (
      <EmptyState title="No requests" action={<Link to="/cohorts">Find a cohort</Link>}>
        To work with a cohort, ask for access on its page.
      </EmptyState>
    ) : (
      <ul className={classes.items}>
        {requests.map(request => (
          <li key={request.id}>
            <Link to="/requests/$id" params={{ id: request.id }}>
              {request.cohortTitle ?? request.cohort}
            </Link>
            <span className={classes.side}>
              <RelativeTime at={request.decidedAt ?? request.at} />
              <StateOf state={request.state} />
            </span>
          </li>
        ))}
      </ul>
    )}
  </Section>
);
