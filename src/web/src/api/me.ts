import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { get, post } from './http';
import { Refused } from './problem';

export const roles = ['researcher', 'instructor', 'data-provider', 'steward', 'admin', 'clinician'] as const;
export type Role = (typeof roles)[number];

export interface IdentityProvider {
  name: string;
  title: string;
  url: string;
}

export interface ProjectSummary {
  id: string;
  name: string;
  title: string;
}

/** Who is signed in. */
export interface Me {
  name: string;
  displayName: string;
  roles: Role[];
  projects: ProjectSummary[];
  demo: boolean;
}

/** The server may write roles in any case or with hyphens; the page knows one spelling. Unknown roles give nothing. */
export function roleOf(text: string): Role | undefined {
  const plain = text.toLowerCase().replace(/[^a-z]/g, '');
  return roles.find(r => r.replace('-', '') === plain);
}

export const meQuery = queryOptions({
  queryKey: ['me'],
  queryFn: async (): Promise<Me | null> => {
    try {
      const me = await get<Me & { roles: string[] }>('me');
      if (!me?.name) return null;
      return { ...me, projects: me.projects ?? [], roles: me.roles.map(roleOf).filter(r => r !== undefined) };
    } catch (error) {
      if (error instanceof Refused && error.problem.status === 401) return null;
      throw error;
    }
  },
  staleTime: 60_000
});

export const useMe = () => useQuery(meQuery);

/** Inside the signed-in part of the app there always is somebody. */
export function useSignedIn(): Me {
  const { data } = useMe();
  if (!data) throw new Error('This part of the page is only shown to a signed-in person.');
  return data;
}

/** The projects of who is signed in. */
export const useProjects = (): ProjectSummary[] => useSignedIn().projects;

/** How one can sign in here, readable by anybody. */
export const useSignInWays = () =>
  useQuery({
    queryKey: ['sign-in'],
    queryFn: () => get<{ demo: boolean; identityProviders: IdentityProvider[] }>('sign-in'),
    staleTime: Number.POSITIVE_INFINITY
  });

/** By password; by a demo link; by an invitation, which asks for a password of the person's own choice. */
export type SignInBy = { name: string; password: string } | { key: string; password?: string };

export function useSignIn() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (by: SignInBy) => post('key' in by ? 'sign-in/link' : 'sign-in', by),
    onSuccess: () => {
      client.removeQueries();
      return client.fetchQuery(meQuery);
    }
  });
}

export function useSignOut() {
  return useMutation({ mutationFn: () => post('sign-out') });
}
