import { useQuery } from '@tanstack/react-query';
import { get } from './http';

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
  patients: number;
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
  columns: CohortColumn[];
}

export interface SnapshotVersion {
  version: number;
  hash: string;
  builtAt: string;
  patients: number;
  rows: number;
  change?: string | number | null;
}

/** Bars below the threshold of 10 come without a count. */
export interface CohortCounts {
  title: string;
  kind: string;
  bars: { label: string; count: number | null }[];
}

export interface Lineage {
  source?: string;
  sourceFiles?: { name: string; sha256: string; bytes: number }[];
  rules?: string;
  rulesSha256?: string;
  profile?: string;
  toolVersion?: string;
  order?: string;
}

export interface CohortPermit {
  id: string;
  level: Level;
  until: string;
  purpose?: string;
  clauses?: Clause[];
}

export type Clause = string | { number: number | string; text: string };

export interface CohortDetail extends Omit<Cohort, 'tables'> {
  tables: CohortTable[];
  versions: SnapshotVersion[];
  lineage: Lineage | null;
  counts: CohortCounts[];
  risk?: { k?: number | null; quasiIdentifiers?: string[]; unique?: number | null; records?: number | null } | null;
  myPermit: CohortPermit | null;
}

export const useCohorts = () => useQuery({ queryKey: ['cohorts'], queryFn: () => get<Cohort[]>('cohorts') });

export const useCohort = (name: string) =>
  useQuery({
    queryKey: ['cohorts', name],
    queryFn: () => get<CohortDetail>(`cohorts/${encodeURIComponent(name)}`),
    enabled: name !== ''
  });
