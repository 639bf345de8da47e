import type { Clause } from '@/api/cohorts';
import classes from './Clauses.module.css';

/** The numbered clauses of a permit, in words. */
export const Clauses = ({ clauses }: { clauses: Clause[] }) => (
  <ol className={classes.clauses}>
    {clauses.map((clause, index) =>
      typeof clause === 'string' ? (
        <li key={clause} value={index + 1}>
          {clause}
        </li>
      ) : (
        <li key={clause.number} value={Number(clause.number) || index + 1}>
          {clause.text}
        </li>
      )
    )}
  </ol>
);
