/** How far the patients of a source's tables can be told apart. Names of columns, counts and shares; for stewards and data providers. */
export interface RiskReport {
  source: string;
  rulesSha256: string;
  measuredAt: string;
  targetK: number | null;
  /** Share from 0 to 1 above which a patient counts as at risk. */
  threshold: number;
  k: number | null;
  reachesTarget: boolean | null;
  tables: TableRisk[];
}

export interface TableRisk {
  table: string;
  quasiIdentifiers: string[];
  patients: number;
  classes: number;
  k: number | null;
  unique: number;
  uniqueShare: number;
  belowThreshold: number;
  classSizes: { from: number; to: number | null; classes: number; patients: number }[];
  prosecutor: Attack;
  journalist: Attack & { population: number | null };
  sensitive: SensitiveColumn[];
  columns: { column: string; values: number; kWithout: number | null; uniqueWithout: number }[];
  suggestions: RiskSuggestion[];
}

/** Shares from 0 to 1. */
export interface Attack {
  highest: number;
  average: number;
  atRisk: number;
}

export interface SensitiveColumn {
  column: string;
  values: number;
  distinctL: number | null;
  entropyL: number | null;
  t: number | null;
  distance: string;
}

export interface RiskSuggestion {
  changes: { column: string; output: string; write: string; words: string }[];
  k: number;
  recordsChanged: number;
  valuesChanged: number;
  informationLoss: number;
  words: string;
}
