import { Link } from '@tanstack/react-router';
import type { Notebook } from '@/api/notebooks';
import { EmptyState } from '@/ui/EmptyState';
import { Section } from '@/ui/Page';
import { RelativeTime } from '@/ui/RelativeTime';
import classes from './Home.module.css';

export const RecentNotebooks = ({ notebooks }: { notebooks: Notebook[] }) => (
  <Section title="Recent notebooks" aside={notebooks.length > 0 && <Link to="/notebooks">All notebooks</Link>}>
    {notebooks.length === 0 ? (
      <EmptyState title="No notebooks yet" action={<Link to="/notebooks">Go to Notebooks</Link>}>
        Create one, or open a copy of a sample.
      </EmptyState>
    ) : (
      <ul className={classes.items}>
        {notebooks.map(notebook => (
          <li key={notebook.path}>
            <Link to="/notebooks/$" params={{ _splat: notebook.path }}>
              {notebook.name.replace(/\.ipynb$/, '')}
            </Link>
            <span className={classes.side}>
              <RelativeTime at={notebook.modified} />
            </span>
          </li>
        ))}
      </ul>
    )}
  </Section>
);
