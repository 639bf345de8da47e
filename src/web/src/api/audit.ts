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
  /** What is wrong with the chain, in words. */
  fault: string | null;
  total: number;
}

/** `from` and `to` are days, YYYY-MM-DD, in the person's zone; both are included. */
export interface AuditFilter {
  person?: string;
  kind?: string;
  cohort?: string;
  from?: string;
  to?: string;
}

const pageSize = 200;

/** The first and the last instant of a day of the person's zone. */
const startOf = (day: string | undefined) => (day ? new Date(`${day}T00:00:00`).toISOString() : undefined);
const endOf = (day: string | undefined) => (day ? new Date(`${day}T23:59:59.999`).toISOString() : undefined);

/** Newest first; a further page asks for what lies before the last sequence number shown. */
export const useAudit = (filter: AuditFilter) =>
  useInfiniteQuery({
    queryKey: ['audit', filter],
    queryFn: ({ pageParam }) =>
      get<AuditPage>(`audit${query({ ...filter, from: startOf(filter.from), to: endOf(filter.to), before: pageParam, limit: pageSize })}`),
    initialPageParam: undefined as number | undefined,
    getNextPageParam: last => (last.events.length < pageSize ? undefined : last.events.at(-1)?.sequence),
    placeholderData: previous => previous,
    refetchInterval: 15_000
  });
