/** What the page asks of the realm in which JavaScript cells run. Values travel as JSON text. */
export type Ask =
  | { kind: 'run'; code: string; name: string }
  | { kind: 'set'; name: string; json: string }
  | { kind: 'get'; name: string }
  | { kind: 'list' };

/** A bundle of MIME types, as Jupyter displays have it. */
export type Bundle = Record<string, unknown>;

export interface Variable {
  name: string;
  type: string;
  shape: string | null;
  preview: string;
}

export interface Failure {
  status: 'error';
  ename: string;
  evalue: string;
  traceback: string[];
}

export type End = { status: 'ok'; data?: Bundle; json?: string; variables?: Variable[] } | Failure;

/** What comes while a cell runs. */
export type Output = { type: 'stream'; name: 'stdout' | 'stderr'; text: string } | { type: 'display'; data: Bundle };

export type Answer = { id: number; output: Output } | { id: number; end: End };
