import { useInfiniteQuery } from '@tanstack/react-query';
import { get, query } from './http';

export interface AuditEvent {
  sequence: number;
  at: string;
  person: string;
  kind: string;
  sentence: string;
  subject?: string | null;
  outcome: string;
  permit?: string | null;
  snapshot?: string | null;
}

export interface AuditPage {
  events: AuditEvent[];
  /** The chain of hashes holds up to this event. */
  verifiedTo: number;
  valid: boolean;
  total: number;
}

export interface AuditFilter {
  person?: string;
  kind?: string;
  cohort?: string;
  from?: string;
  to?: string;
}

const pageSize = 200;

/** Newest first; a further page asks for what lies before the last sequence number shown. */
export const useAudit = (filter: AuditFilter) =>
  useInfiniteQuery({
    queryKey: ['audit', filter],
    queryFn: ({ pageParam }) => get<AuditPage>(`audit${query({ ...filter, before: pageParam, limit: pageSize })}`),
    initialPageParam: undefined as number | undefined,
    getNextPageParam: last => (last.events.length < pageSize ? undefined : last.events.at(-1)?.sequence),
    placeholderData: previous => previous,
    refetchInterval: 15_000
  });
