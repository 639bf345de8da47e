import { xsrfToken } from './http';
import { problemOf, Refused } from './problem';

/** The few calls of the Jupyter Server API that pages outside the notebook make. */
export async function jupyter<T = void>(method: string, path: string, body?: unknown): Promise<T> {
  const response = await fetch(`/api/${path}`, {
    method,
    headers: method === 'GET' ? {} : { 'X-XSRFToken': xsrfToken(), 'Content-Type': 'application/json' },
    credentials: 'same-origin',
    body: body === undefined ? null : JSON.stringify(body)
  });
  if (!response.ok) throw new Refused(await problemOf(response));
  return (response.status === 204 ? undefined : await response.json()) as T;
}
