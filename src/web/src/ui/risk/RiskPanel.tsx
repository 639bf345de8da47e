import type { RiskReport, RiskSuggestion, TableRisk } from '@/api/risk';
import { CountChart } from '@/ui/CountChart';
import { Facts } from '@/ui/Facts';
import { RelativeTime } from '@/ui/RelativeTime';
import { StateWord } from '@/ui/StateWord';
import classes from './RiskPanel.module.css';
import { alone, attack, percent, population, sensitive, sizes, smallestGroup, verdict, without } from './riskWords';

/** How far patients can be told apart by what others could know of them, in words a steward decides by. */
export function RiskPanel({ report }: { report: RiskReport }) {
  const { tone, words } = verdict(report);
  return (
    <div className={classes.panel}>
      <p>
        <StateWord tone={tone}>{words}</StateWord>
      </p>
      {report.tables.map(table => (
        <TablePart key={table.table} table={table} threshold={report.threshold} />
      ))}
      <p className="quiet">
        Measured <RelativeTime at={report.measuredAt} /> on all patients and columns of the source “{report.source}”, behind its rules. Only
        stewards and data providers see these figures.
      </p>
    </div>
  );
}

function TablePart({ table, threshold }: { table: TableRisk; threshold: number }) {
  return (
    <section aria-label={`Table ${table.table}`} className={classes.table}>
      <h3>Table {table.table}</h3>
      <p>
        Outsiders could know <strong>{table.quasiIdentifiers.join(', ')}</strong>. Patients who agree in all of these form a group; the
        smaller the group, the easier somebody in it is recognised.
      </p>
      <Facts
        facts={[
          ['Smallest group', smallestGroup(table)],
          ['Alone in their group', alone(table)],
          [`In groups below ${Math.round(1 / threshold)}`, `${table.belowThreshold} of ${table.patients}`],
          ['Recognised by who knows they are in the data (prosecutor)', attack(table.prosecutor, threshold)],
          ['Recognised by who does not know it (journalist)', attack(table.journalist, threshold)],
          ...table.sensitive.map((column): [string, string] => [`What a group tells about ${column.column}`, sensitive(column)])
        ]}
      />
      <p className="quiet">{population(table)}</p>
      <div className={classes.chart}>
        <CountChart
          title="Patients by size of their group"
          bars={table.classSizes.map(size => ({ label: sizes(size), count: size.patients }))}
        />
      </div>
      <h4>What each column adds</h4>
      <Facts facts={table.columns.map(column => [column.column, without(column)])} />
      {table.suggestions.length > 0 && (
        <>
          <h4>What would make groups larger, and its price</h4>
          <ol className={classes.suggestions}>
            {table.suggestions.map(suggestion => (
              <Suggestion key={suggestion.words} suggestion={suggestion} />
            ))}
          </ol>
        </>
      )}
    </section>
  );
}

const Suggestion = ({ suggestion }: { suggestion: RiskSuggestion }) => (
  <li>
    <div>{suggestion.changes.map(change => `${change.output}: ${change.words}`).join('; ')}</div>
    <div className="quiet">
      Smallest group then {suggestion.k}; {percent(suggestion.recordsChanged)} of the records and {percent(suggestion.valuesChanged)} of
      these values become coarser, {percent(suggestion.informationLoss)} of their information is lost.
    </div>
    {suggestion.changes.map(change => (
      <code key={change.column}>
        {change.column}: {change.write}
      </code>
    ))}
  </li>
);
