import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { get, patch, post } from './http';
import { type Role, roleOf } from './me';

export interface Person {
  name: string;
  displayName: string;
  roles: Role[];
  active: boolean;
  lastSeen?: string | null;
}

export const usePeople = () =>
  useQuery({
    queryKey: ['people'],
    queryFn: async () =>
      (await get<(Omit<Person, 'roles'> & { roles: string[] })[]>('people')).map(
        (p): Person => ({ ...p, active: p.active ?? true, roles: p.roles.map(roleOf).filter(r => r !== undefined) })
      )
  });

export interface NewPerson {
  name: string;
  displayName: string;
  roles: Role[];
}

function usePeopleChange<A, R = void>(act: (argument: A) => Promise<R>) {
  const client = useQueryClient();
  return useMutation({ mutationFn: act, onSuccess: () => client.invalidateQueries({ queryKey: ['people'] }) });
}

/** The answer carries the path of a sign-in link to hand over. */
export const useAddPerson = () => usePeopleChange((person: NewPerson) => post<{ signInLink: string }>('people', person));
export const useChangePerson = () =>
  usePeopleChange(({ name, ...change }: { name: string; roles?: Role[]; active?: boolean }) =>
    patch(`people/${encodeURIComponent(name)}`, change)
  );
