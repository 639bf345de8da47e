import type { CodeCell } from '@jupyterlab/cells';
import type { Timing } from '../runstate/runState';
import { drawOutputs } from './drawOutputs';
import type { Execution, Output } from './executionFold';

const timingKey = 'execution';

/** A cell whose execution was begun by another page, or by this one before it was closed: shown from the server's report. */
export class ReattachedCell {
  private shown: Output[] | undefined;

  constructor(
    private readonly cell: CodeCell,
    public execution: Execution
  ) {
    const timing = (cell.model.getMetadata(timingKey) as Timing | undefined) ?? {};
    // A finished time belongs to an earlier run; a start without an end is this run's.
    const stale = execution.state === 'running' ? timing['shell.execute_reply'] : timing.execution_failed;
    if (stale) cell.model.deleteMetadata(timingKey);
    this.draw();
  }

  /** Shows a later state of the same execution. Nothing happens when it is the same. */
  update(next: Execution, at: string): void {
    if (next === this.execution) return;
    const ended = next.state === 'done' && this.execution.state === 'running';
    const began = next.executionCount !== null && this.execution.executionCount === null;
    this.execution = next;
    if (began) this.time('iopub.execute_input', at);
    if (ended) this.time('shell.execute_reply', at);
    this.draw();
  }

  private time(label: string, at: string): void {
    this.cell.model.setMetadata(timingKey, { ...(this.cell.model.getMetadata(timingKey) as Timing | undefined), [label]: at });
  }

  private draw(): void {
    const { model } = this.cell;
    const { outputs, executionCount, state } = this.execution;
    if (this.cell.isDisposed) return;
    const unchanged = this.shown === undefined && sameOutputs(model.outputs.toJSON(), outputs);
    if (this.shown === undefined && !unchanged) model.outputs.clear();
    // As outputs of this person's own kernel are when they arrive live. With outputs there, each of them would be drawn anew for it.
    if (model.outputs.length === 0) model.trusted = true;
    if (!unchanged) drawOutputs(model.outputs, this.shown, outputs);
    this.shown = outputs;
    if (executionCount !== null && model.executionCount !== executionCount) model.executionCount = executionCount;
    model.executionState = state === 'running' ? 'running' : 'idle';
  }
}

/** Whether the notebook file had them already; then nothing is touched and nothing becomes unsaved. */
function sameOutputs(inFile: unknown[], reported: Output[]): boolean {
  const plain = (output: unknown) => {
    const { transient: _, ...rest } = output as Output;
    return Object.entries(rest)
      .map(([field, value]) => [field, field === 'text' && Array.isArray(value) ? value.join('') : value] as const)
      .sort(([a], [b]) => a.localeCompare(b));
  };
  return JSON.stringify(inFile.map(plain)) === JSON.stringify(reported.map(plain));
}
