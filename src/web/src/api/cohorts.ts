import { useQuery } from '@tanstack/react-query';
import { get } from './http';
import type { RiskReport } from './risk';

/** What a permit lets through, from little to much. */
export type Level = 'aggregate' | 'rows' | 'images';

export interface CohortAccess {
  state: 'none' | 'requested' | 'granted';
  until?: string | null;
  level?: Level | null;
  requestId?: string | null;
  permitId?: string | null;
}

export interface Cohort {
  name: string;
  title: string;
  disease: string;
  description: string;
  provider: string;
  /** Null before the first snapshot. */
  patients: number | null;
  tables: number;
  images: number;
  version: number | null;
  builtAt: string | null;
  access: CohortAccess;
}

export interface CohortColumn {
  name: string;
  type: string;
  unit?: string | null;
  meaning: string;
  missingPercent?: number | null;
  rule?: string | null;
  role?: string | null;
}

export interface CohortTable {
  name: string;
  rows: number;
  patients: number;
  columns: CohortColumn[];
}

export interface SnapshotVersion {
  version: number;
  hash: string;
  builtAt: string;
  patients: number;
  rows: number;
  change: string;
  state: 'open' | 'superseded' | 'locked';
  /** Why it is not open, as the end of a sentence. */
  stateReason: string | null;
  stateAt: string | null;
  successor: number | null;
}

/** Bars below the threshold of 10 come without a count. */
export interface CohortCounts {
  table: string;
  title: string;
  kind: string;
  bars: { label: string; count: number | null }[];
}

export interface Lineage {
  version: number;
  keyPurpose: string;
  keyGeneration: number;
  cause: string | null;
  source: string;
  provider: string;
  sourceFiles: { name: string; sha256: string; bytes: number }[];
  rulesSha256: string;
  profile: string;
  toolVersion: string;
  order: string;
  orderedBy: string | null;
  approvedBy: string | null;
  approvedAt: string | null;
  builtAt: string;
}

export interface Clause {
  number: number;
  text: string;
}

export interface CohortPermit {
  id: string;
  level: Level;
  until: string;
  purpose: string;
  clauses: Clause[];
}

/** k is null where it is below the threshold and the person may not see it. */
export interface CohortRisk {
  quasiIdentifiers: string[];
  k: number | null;
  unique: number | null;
  records: number;
  /** For stewards and data providers. */
  report: RiskReport | null;
}

export interface CohortDetail extends Omit<Cohort, 'tables'> {
  tables: CohortTable[];
  versions: SnapshotVersion[];
  lineage: Lineage | null;
  counts: CohortCounts[];
  risk: CohortRisk | null;
  smallestGroup: number;
  myPermit: CohortPermit | null;
}

export const useCohorts = () => useQuery({ queryKey: ['cohorts'], queryFn: () => get<Cohort[]>('cohorts') });

export const useCohort = (name: string) =>
  useQuery({
    queryKey: ['cohorts', name],
    queryFn: () => get<CohortDetail>(`cohorts/${encodeURIComponent(name)}`),
    enabled: name !== ''
  });
