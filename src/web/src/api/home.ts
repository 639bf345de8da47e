import { useQuery } from '@tanstack/react-query';
import { get } from './http';
import type { Notebook } from './notebooks';
import type { Permit } from './permits';
import type { AccessRequest } from './requests';
import type { Sample } from './samples';
import type { Session } from './sessions';

export interface Home {
  sessions: Session[];
  /** How many requests wait for this person's decision. */
  reviews: number;
  myRequests: AccessRequest[];
  permitsEndingSoon: Permit[];
  recentNotebooks: Notebook[];
  samples: Sample[];
}

export const useHome = () => useQuery({ queryKey: ['home'], queryFn: () => get<Home>('home'), refetchInterval: 15_000 });
