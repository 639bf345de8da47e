import { problemOf, Refused } from './problem';

/** The last `_xsrf` cookie wins, as in Jupyter's clients. */
export function xsrfToken(): string {
  const cookies = document.cookie.split('; ').filter(c => c.startsWith('_xsrf='));
  return cookies.at(-1)?.slice('_xsrf='.length) ?? '';
}

const signedOutListeners = new Set<() => void>();

/** Called when a call finds that nobody is signed in any more, so that the shell can ask again. */
export function onSignedOut(listener: () => void): () => void {
  signedOutListeners.add(listener);
  return () => signedOutListeners.delete(listener);
}

async function send<T>(method: string, path: string, body?: unknown): Promise<T> {
  const headers: Record<string, string> = { Accept: 'application/json' };
  if (method !== 'GET') headers['X-XSRFToken'] = xsrfToken();
  if (body !== undefined) headers['Content-Type'] = 'application/json';
  let response: Response;
  try {
    response = await fetch(`/api/workbench/${path}`, {
      method,
      headers,
      credentials: 'same-origin',
      body: body === undefined ? null : JSON.stringify(body)
    });
  } catch {
    throw new Refused({
      status: 0,
      code: 'server-unreachable',
      title: 'The server does not answer',
      detail: 'Your work stays on this page. It tries again.'
    });
  }
  if (!response.ok) {
    if (response.status === 401 && !path.startsWith('sign-in') && path !== 'me') for (const tell of signedOutListeners) tell();
    throw new Refused(await problemOf(response));
  }
  const text = await response.text();
  return (text ? JSON.parse(text) : undefined) as T;
}

export const get = <T>(path: string) => send<T>('GET', path);
export const post = <T = void>(path: string, body: unknown = {}) => send<T>('POST', path, body);
export const put = <T = void>(path: string, body: unknown) => send<T>('PUT', path, body);
export const patch = <T = void>(path: string, body: unknown) => send<T>('PATCH', path, body);

/** A query string of the values that are set; empty ones are left out. */
export function query(values: Record<string, string | number | boolean | undefined>): string {
  const set = Object.entries(values).filter(([, v]) => v !== undefined && v !== '' && v !== false);
  return set.length === 0 ? '' : `?${new URLSearchParams(set.map(([k, v]) => [k, v === true ? '1' : String(v)]))}`;
}
