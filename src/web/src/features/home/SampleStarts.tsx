import { Link } from '@tanstack/react-router';
import type { Sample } from '@/api/samples';
import { Section } from '@/ui/Page';
import classes from './Home.module.css';

/** A few samples to begin with. */
export const SampleStarts = ({ samples }: { samples: Sample[] }) =>
  samples.length === 0 ? null : (
    <Section title="Start from a sample" aside={<Link to="/samples">All samples</Link>}>
      <ul className={classes.items}>
        {samples.slice(0, 4).map(sample => (
          <li key={sample.id}>
            <Link to="/samples" hash={sample.id}>
              {sample.title}
            </Link>
            <span className={classes.side}>{sample.minutes} min</span>
          </li>
        ))}
      </ul>
    </Section>
  );
