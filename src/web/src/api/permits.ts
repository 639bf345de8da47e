import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { Clause, Level } from './cohorts';
import { get, post, query } from './http';

export type PermitState = 'active' | 'expired' | 'revoked';

export interface Permit {
  id: string;
  person: string;
  personDisplayName: string;
  project: string;
  projectTitle: string;
  cohort: string;
  cohortTitle: string;
  purpose: string;
  level: Level;
  until: string;
  state: PermitState;
  lastUsed: string | null;
  clauses: Clause[];
  revocation: { at: string; by: string; reason: string } | null;
}

export const usePermits = (filter: { mine?: boolean; state?: PermitState } = {}) =>
  useQuery({ queryKey: ['permits', filter], queryFn: () => get<Permit[]>(`permits${query(filter)}`) });

export const useRevocationPreview = (id: string | null) =>
  useQuery({
    queryKey: ['permits', 'revocation', id],
    queryFn: () => get<{ runningNotebooks: number }>(`permits/${id}/revocation-preview`),
    enabled: id !== null,
    staleTime: 0
  });

export function useRevoke() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ id, reason }: { id: string; reason: string }) => post(`permits/${id}/revoke`, { reason }),
    onSuccess: () =>
      Promise.all(['permits', 'cohorts', 'home', 'audit', 'samples'].map(key => client.invalidateQueries({ queryKey: [key] })))
  });
}
