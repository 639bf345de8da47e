import { describe, expect, it } from 'vitest';
import type { RiskReport, TableRisk } from '@/api/risk';
import { alone, attack, percent, population, sensitive, sizes, smallestGroup, verdict, without } from '@/ui/risk/riskWords';

const table = {
  table: 'patients',
  quasiIdentifiers: ['age_band', 'sex'],
  patients: 800,
  classes: 93,
  k: 1,
  unique: 12,
  uniqueShare: 0.015,
  belowThreshold: 43,
  classSizes: [],
  prosecutor: { highest: 1, average: 0.116, atRisk: 0.054 },
  journalist: { highest: 1, average: 0.116, atRisk: 0.054, population: null },
  sensitive: [],
  columns: [],
  suggestions: []
} satisfies TableRisk;
const report = {
  source: 'lung',
  rulesSha256: '',
  measuredAt: '',
  targetK: 5,
  threshold: 0.2,
  k: 1,
  reachesTarget: false,
  tables: [table]
} satisfies RiskReport;

describe('risk in words', () => {
  it.each([
    [0, '0%'],
    [0.0004, 'under 0.1%'],
    [0.054, '5.4%'],
    [0.116, '12%'],
    [1, '100%']
  ])('a share of %d is %s', (share, words) => expect(percent(share)).toBe(words));

  it.each([
    [report, 'bad', /fewer than the 5/],
    [{ ...report, reachesTarget: true }, 'good', /at least 5/],
    [{ ...report, targetK: null, reachesTarget: null }, 'warn', /no target/],
    [{ ...report, tables: [] }, 'warn', /nothing was measured/]
  ])('the verdict of %# has its tone', (of, tone, words) => {
    expect(verdict(of).tone).toBe(tone);
    expect(verdict(of).words).toMatch(words);
  });

  it('says what k means for one and for many', () => {
    expect(smallestGroup(table)).toMatch(/^1 patient \(k = 1\)/);
    expect(smallestGroup({ ...table, k: 7 })).toBe('7 patients (k = 7)');
    expect(smallestGroup({ ...table, k: null })).toBe('no patients');
  });

  it('says how many are alone and at risk', () => {
    expect(alone(table)).toBe('12 of 800 patients (1.5%)');
    expect(alone({ ...table, unique: 0 })).toBe('nobody');
    expect(attack(table.prosecutor, 0.2)).toBe('at worst 100%, on average 12%; above 20% for 5.4% of the patients');
    expect(attack({ highest: 0.1, average: 0.05, atRisk: 0 }, 0.2)).toMatch(/for nobody$/);
    expect(population(table)).toMatch(/does not say/);
    expect(population({ ...table, journalist: { ...table.journalist, population: 120000 } })).toMatch(/120,000/);
  });

  it('says what a group tells, what a column adds, and sizes of groups', () => {
    expect(sensitive({ column: 'stage', values: 5, distinctL: 1, entropyL: 1, t: 0.41, distance: 'equal' })).toMatch(
      /l = 1\); a group differs .* 0.41/
    );
    expect(sensitive({ column: 'stage', values: 5, distinctL: 3, entropyL: 2, t: null, distance: 'equal' })).toMatch(/at least 3 of 5/);
    expect(without({ column: 'sex', values: 2, kWithout: 3, uniqueWithout: 0 })).toMatch(/3 patients, and nobody is alone/);
    expect([sizes({ from: 1, to: 1 }), sizes({ from: 2, to: 4 }), sizes({ from: 20, to: null })]).toEqual(['1', '2 to 4', '20 and more']);
  });
});
