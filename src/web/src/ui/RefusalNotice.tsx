import type { ReactNode } from 'react';
import { asProblem } from '@/api/problem';
import classes from './RefusalNotice.module.css';

interface Props {
  error: unknown;
  /** What was asked, in the person's words: "Request access to Lung". */
  asked?: string;
  /** The button that does the next step. */
  next?: ReactNode;
}

/** The answer "no", as carefully as an answer "yes": what was asked, why not, which clause, what to do now. */
export function RefusalNotice({ error, asked, next }: Props) {
  const problem = asProblem(error);
  return (
    <div role="alert" className={classes.notice} data-code={problem.code}>
      {asked && <div className={classes.asked}>{asked}</div>}
      <div className={classes.title}>{problem.title}</div>
      {problem.detail && problem.detail !== problem.title && <p>{problem.detail}</p>}
      {problem.clause && (
        <p className={classes.clause}>
          Clause {problem.clause.number}: {problem.clause.text}
        </p>
      )}
      {problem.nextStep && <p>{problem.nextStep}</p>}
      {next && <div className={classes.next}>{next}</div>}
      <p className={classes.code}>Code {problem.code}</p>
    </div>
  );
}
