import classes from './CountChart.module.css';
import { count, withheld } from './words';

interface Bar {
  label: string;
  count: number | null;
}

/** A small bar chart of counts as a list, so that it reads as text too. A count that is withheld has no bar. */
export function CountChart({ title, bars }: { title: string; bars: Bar[] }) {
  const most = Math.max(1, ...bars.map(b => b.count ?? 0));
  return (
    <figure className={classes.chart}>
      <figcaption>{title}</figcaption>
      <ul>
        {bars.map(bar => (
          <li key={bar.label}>
            <span className={classes.label}>{bar.label}</span>
            <span className={classes.track} aria-hidden="true">
              {bar.count === null ? (
                <span className={classes.hidden} />
              ) : (
                <span className={classes.bar} style={{ width: `${(100 * bar.count) / most}%` }} />
              )}
            </span>
            <span className={classes.count}>{bar.count === null ? withheld : count(bar.count)}</span>
          </li>
        ))}
      </ul>
    </figure>
  );
}
