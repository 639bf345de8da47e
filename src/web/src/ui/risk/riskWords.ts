import type { Attack, RiskReport, SensitiveColumn, TableRisk } from '@/api/risk';
import { count, counted } from '@/ui/words';

/** A share as people read it: "5.4%", and never "0%" for something that is there. */
export function percent(share: number): string {
  if (share > 0 && share < 0.001) return 'under 0.1%';
  const value = 100 * share;
  return `${value >= 10 || Number.isInteger(value) ? Math.round(value) : value.toFixed(1)}%`;
}

/** The first thing to know: whether the source's own target holds. */
export function verdict(report: RiskReport): { tone: 'good' | 'bad' | 'warn'; words: string } {
  if (report.tables.length === 0)
    return { tone: 'warn', words: 'No column is declared that outsiders could know, so nothing was measured' };
  if (report.targetK === null) return { tone: 'warn', words: 'The source sets no target for its smallest group' };
  return report.reachesTarget
    ? { tone: 'good', words: `Every group has at least ${report.targetK} patients, as the source demands` }
    : { tone: 'bad', words: `Some groups have fewer than the ${report.targetK} patients that the source demands` };
}

export function smallestGroup({ k }: TableRisk): string {
  if (k === null) return 'no patients';
  return k === 1
    ? '1 patient (k = 1): whoever knows these columns of that person finds the row'
    : `${counted(k, 'patient')} (k = ${count(k)})`;
}

export const alone = ({ unique, uniqueShare, patients }: TableRisk): string =>
  unique === 0 ? 'nobody' : `${count(unique)} of ${counted(patients, 'patient')} (${percent(uniqueShare)})`;

/** "at worst 100%, on average 12%; above 20% for 5.4% of the patients" */
export const attack = (risk: Attack, threshold: number): string =>
  `at worst ${percent(risk.highest)}, on average ${percent(risk.average)}; above ${percent(threshold)} for ${risk.atRisk === 0 ? 'nobody' : `${percent(risk.atRisk)} of the patients`}`;

export const population = (table: TableRisk): string =>
  table.journalist.population === null
    ? 'The source does not say how many people the patients come from, so nothing is gained by not knowing who is in the data.'
    : `Reckoned for ${count(table.journalist.population)} people from whom the patients come.`;

/** What belonging to a group gives away about one sensitive column. */
export function sensitive(column: SensitiveColumn): string {
  if (column.distinctL === null) return 'no groups';
  const values =
    column.distinctL === 1
      ? 'some group has one value only: who is known to be in it, is known to have it (l = 1)'
      : `every group has at least ${column.distinctL} of ${column.values} different values (l = ${column.distinctL})`;
  return column.t === null ? values : `${values}; a group differs from all patients by ${column.t.toFixed(2)} at most (t, from 0 to 1)`;
}

export const without = (column: TableRisk['columns'][number]): string =>
  `${counted(column.values, 'value')}; without it the smallest group has ${column.kWithout === null ? 'no patients' : counted(column.kWithout, 'patient')}, and ${column.uniqueWithout === 0 ? 'nobody is' : `${count(column.uniqueWithout)} are`} alone`;

export const sizes = (size: { from: number; to: number | null }): string =>
  size.to === null ? `${size.from} and more` : size.from === size.to ? String(size.from) : `${size.from} to ${size.to}`;
