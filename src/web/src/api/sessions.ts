import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { Level } from './cohorts';
import { get, post, query } from './http';
import type { PermitState } from './permits';

export interface Session {
  id: string;
  kernelId: string;
  path: string;
  kernel: string;
  state: 'starting' | 'idle' | 'busy' | 'restarting' | 'dead';
  startedAt: string;
  lastActivity: string;
  memoryBytes: number | null;
  idleLimitSeconds: number | null;
  person: string;
  /** Name of the project whose permits count in it; null: all projects of its owner. */
  project: string | null;
  /** Why it ended, when it did. */
  ended: string | null;
  /** Name of the resource profile. */
  profile: string;
  /** When it will be stopped because no cell runs; null: not soon. */
  stopsAt: string | null;
  /** What it may use, a sentence each. */
  limits: string[];
  /** Limits that this host does not hold, a sentence each. */
  notHeld: string[];
  /** Limits that it has reached, newest first, with what to do. */
  reached: { limit: string; at: string; text: string }[];
}

/** A cohort that was opened in a session, and the permit it was opened under. */
export interface SessionPermit {
  cohort: string;
  version: number;
  level: Level;
  until: string;
  state: PermitState;
  permit: string;
}

export const useSessions = (all = false) =>
  useQuery({ queryKey: ['sessions', { all }], queryFn: () => get<Session[]>(`sessions${query({ all })}`), refetchInterval: 10_000 });

export const useSessionPermits = (kernelId: string | undefined) =>
  useQuery({
    queryKey: ['sessions', 'permits', kernelId],
    queryFn: () => get<SessionPermit[]>(`sessions/${kernelId}/permits`),
    enabled: kernelId !== undefined
  });

export function useStopSession() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ id, reason }: { id: string; reason: string }) => post(`sessions/${id}/stop`, { reason }),
    onSuccess: () => Promise.all(['sessions', 'home', 'audit'].map(key => client.invalidateQueries({ queryKey: [key] })))
  });
}
