import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { get, post, put } from './http';

export interface SampleCohort {
  name: string;
  access: 'none' | 'requested' | 'granted';
}

export interface Sample {
  id: string;
  title: string;
  teaches: string;
  cohorts: SampleCohort[];
  languages: string[];
  minutes: number;
  author: string;
  edition: number;
  published: string;
  mine: boolean;
}

export interface SampleDraft {
  path: string;
  title: string;
  teaches: string;
  cohorts: string[];
  languages: string[];
  minutes: number;
}

export const useSamples = () => useQuery({ queryKey: ['samples'], queryFn: () => get<Sample[]>('samples') });

function useSampleChange<A, R = void>(act: (argument: A) => Promise<R>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: act,
    onSuccess: () => Promise.all(['samples', 'notebooks', 'home'].map(key => client.invalidateQueries({ queryKey: [key] })))
  });
}

export const useOpenSample = () => useSampleChange((id: string) => post<{ path: string }>(`samples/${id}/open`));
export const usePublishSample = () =>
  useSampleChange(({ id, draft }: { id?: string; draft: SampleDraft }) =>
    id ? put<Sample>(`samples/${id}`, draft) : post<Sample>('samples', draft)
  );
export const useWithdrawSample = () => useSampleChange((id: string) => post(`samples/${id}/withdraw`));
