import type { Clause } from '@/api/cohorts';
import classes from './Clauses.module.css';

/** The numbered clauses of a permit, in words. */
export const Clauses = ({ clauses }: { clauses: Clause[] }) => (
  <ol className={classes.clauses}>
    {clauses.map(clause => (
      <li key={clause.number} value={clause.number}>
        {clause.text}
      </li>
    ))}
  </ol>
);
