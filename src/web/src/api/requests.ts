import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { Level } from './cohorts';
import { get, post, query } from './http';
import type { RiskReport } from './risk';

export interface TableChoice {
  name: string;
  columns: string[];
}

export interface RequestDraft {
  cohort: string;
  project: string;
  purpose: string;
  justification: string;
  level: Level;
  tables: TableChoice[];
  /** A day, YYYY-MM-DD. */
  until: string;
}

export type RequestState = 'submitted' | 'granted' | 'declined' | 'withdrawn';

export interface AccessRequest extends RequestDraft {
  id: string;
  state: RequestState;
  person: string;
  personDisplayName?: string;
  cohortTitle?: string;
  projectTitle?: string;
  at: string;
  decidedAt?: string | null;
  decidedBy?: string | null;
  reason?: string | null;
  permitId?: string | null;
}

/**
 * What granting a request would show, measured for its own columns and rows. `smallGroups` counts groups of fewer patients than
 * `smallestGroup` that agree in all chosen quasi-identifiers. With a row filter, counts about few people are withheld (null).
 */
export interface Exposure {
  columns: number;
  rows: number | null;
  patients: number | null;
  k: number | null;
  smallGroups: number | null;
  smallestGroup: number;
  quasiIdentifiers: string[];
  pastPermits: { id: string; cohort: string; level: Level; until: string; state: string }[];
  text: string[];
}

export interface RequestDetail extends AccessRequest {
  exposure: Exposure;
  /** Of the newest snapshot as a whole; for stewards. */
  risk: RiskReport | null;
}

export type Preview = Omit<Exposure, 'pastPermits'>;

export interface GrantChanges {
  level?: Level;
  tables?: TableChoice[];
  rowFilter?: string;
  until?: string;
}

export const useRequests = (filter: { state?: RequestState; mine?: boolean } = {}) =>
  useQuery({ queryKey: ['requests', filter], queryFn: () => get<AccessRequest[]>(`requests${query(filter)}`) });

export const useRequest = (id: string) => useQuery({ queryKey: ['requests', id], queryFn: () => get<RequestDetail>(`requests/${id}`) });

export const usePreview = (draft: RequestDraft, ready: boolean) =>
  useQuery({
    queryKey: ['requests', 'preview', draft.cohort, draft.level, draft.tables, draft.until, draft.project],
    queryFn: () => post<Preview>('requests/preview', draft),
    enabled: ready,
    placeholderData: previous => previous,
    staleTime: 60_000
  });

/** What a narrower grant would expose. The server records each one that has a row filter, so it is asked when the filter is written, not while. */
export const useNarrowedPreview = (cohort: string, { level, tables, rowFilter }: GrantChanges, ready: boolean) =>
  useQuery({
    queryKey: ['requests', 'preview', cohort, level, tables, rowFilter],
    queryFn: () => post<Preview>('requests/preview', { cohort, level, tables, rowFilter }),
    enabled: ready,
    placeholderData: previous => previous,
    retry: false,
    staleTime: 60_000
  });

/** Every decision on a request changes what lists show about requests, permits and access. */
function useDecision<A, R = void>(act: (argument: A) => Promise<R>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: act,
    onSuccess: () =>
      Promise.all(['requests', 'cohorts', 'permits', 'home', 'audit', 'samples'].map(key => client.invalidateQueries({ queryKey: [key] })))
  });
}

export const useSubmitRequest = () => useDecision((draft: RequestDraft) => post<AccessRequest>('requests', draft));
export const useGrant = (id: string) => useDecision((changes: GrantChanges) => post(`requests/${id}/grant`, changes));
export const useDecline = (id: string) => useDecision((reason: string) => post(`requests/${id}/decline`, { reason }));
export const useWithdraw = () => useDecision((id: string) => post(`requests/${id}/withdraw`));
