/** What JupyterLab writes into `metadata.execution` when a cell runs (ISO times). */
export type Timing = Record<string, string | undefined>;

export interface CellFacts {
  executionState: 'idle' | 'running';
  executionCount: number | null;
  timing: Timing;
  failed: boolean;
}

export type RunState =
  | { phase: 'never' }
  | { phase: 'queued' }
  | { phase: 'running'; since?: string }
  | { phase: 'done' | 'failed' | 'stopped'; at?: string; milliseconds?: number }
  | { phase: 'skipped' };

/** The state of a cell from what is written in it, so that it is the same tomorrow and after coming back. */
export function runStateOf({ executionState, executionCount, timing, failed }: CellFacts): RunState {
  const started = timing['iopub.execute_input'] ?? timing['iopub.status.busy'] ?? timing['shell.execute_reply.started'];
  if (executionState === 'running') {
    if (started) return { phase: 'running', since: started };
    return executionCount === null ? { phase: 'queued' } : { phase: 'running' }; // begun where nobody wrote down when
  }
  const ended = timing['shell.execute_reply'] ?? timing.execution_failed;
  if (timing.execution_failed) return { phase: 'stopped', at: timing.execution_failed };
  // A request that the kernel passes over makes it busy for a moment too, but is never taken in and gets no count.
  if (ended && !timing['iopub.execute_input'] && executionCount === null && !failed) return { phase: 'skipped' };
  if (!ended && executionCount === null && !failed) return { phase: 'never' };
  const phase = failed ? 'failed' : 'done';
  if (!ended || !started) return { phase };
  return { phase, at: ended, milliseconds: Math.max(0, Date.parse(ended) - Date.parse(started)) };
}
