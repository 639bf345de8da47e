import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { get, post } from './http';

/** How one attack went from one language. `open` is a hole; `failed` means that it could not be tried. */
export interface WallResult {
  language: string;
  outcome: 'blocked' | 'bounded' | 'known' | 'open' | 'failed';
  holds: boolean;
  detail: string;
}

export interface Attack {
  group: string;
  name: string;
  aim: string;
  expected: 'blocked' | 'bounded' | 'known';
  heldBy: string;
  results: WallResult[];
}

/** All attacks, and how the last run on this host went. */
export interface Wall {
  state: 'never' | 'running' | 'done';
  startedAt: string | null;
  endedAt: string | null;
  startedBy: string | null;
  refusal: string | null;
  attempts: number;
  tried: number;
  failed: number;
  attacks: Attack[];
}

const key = ['wall'];

/** Asked again every second while a run is under way. */
export const useWall = () =>
  useQuery({
    queryKey: key,
    queryFn: () => get<Wall>('wall'),
    refetchInterval: query => (query.state.data?.state === 'running' ? 1_000 : false)
  });

export function useAttackWall() {
  const client = useQueryClient();
  return useMutation({ mutationFn: () => post<Wall>('wall'), onSuccess: wall => client.setQueryData(key, wall) });
}
