import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { get, post } from './http';
import { jupyter } from './jupyter';

export interface Notebook {
  path: string;
  name: string;
  modified: string;
  kernel: string | null;
  language: string | null;
  project: string | null;
  sample?: { id: string; edition: number; newerEdition?: number | null } | null;
}

export const useNotebooks = () => useQuery({ queryKey: ['notebooks'], queryFn: () => get<Notebook[]>('notebooks') });

function useNotebookChange<A, R = void>(act: (argument: A) => Promise<R>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: act,
    onSuccess: () => Promise.all(['notebooks', 'home'].map(key => client.invalidateQueries({ queryKey: [key] })))
  });
}

export const useCreateNotebook = () =>
  useNotebookChange((wish: { name?: string; kernel?: string; cohort?: string; project?: string }) =>
    post<{ path: string }>('notebooks', wish)
  );

export const useRenameNotebook = () =>
  useNotebookChange(({ path, to }: { path: string; to: string }) => jupyter('PATCH', `contents/${encodePath(path)}`, { path: to }));

export const useDeleteNotebook = () => useNotebookChange((path: string) => jupyter('DELETE', `contents/${encodePath(path)}`));

export const encodePath = (path: string) => path.split('/').map(encodeURIComponent).join('/');
