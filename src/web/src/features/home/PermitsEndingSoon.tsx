import { Link } from '@tanstack/react-router';
import type { Permit } from '@/api/permits';
import { Section } from '@/ui/Page';
import { RelativeTime } from '@/ui/RelativeTime';
import classes from './Home.module.css';

/** Permits that end within 30 days; nothing at all when there are none. */
export const PermitsEndingSoon = ({ permits }: { permits: Permit[] }) =>
  permits.length === 0 ? null : (
    <Section title="Permits ending soon">
      <ul className={classes.items}>
        {permits.map(permit => (
          <li key={permit.id}>
            <Link to="/cohorts/$name" params={{ name: permit.cohort }}>
              {permit.cohortTitle}
            </Link>
            <span className={classes.side}>
              <span>
                ends <RelativeTime at={permit.until} />
              </span>
              <Link to="/cohorts/$name/request" params={{ name: permit.cohort }}>
                Ask for more time
              </Link>
            </span>
          </li>
        ))}
      </ul>
    </Section>
  );
