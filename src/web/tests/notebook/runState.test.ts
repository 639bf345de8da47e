import { describe, expect, it } from 'vitest';
import { type CellFacts, type RunState, runStateOf } from '@/notebook/runstate/runState';

const never: CellFacts = { executionState: 'idle', executionCount: null, timing: {}, failed: false };
const start = '2026-11-23T10:00:00.000Z';
const end = '2026-11-23T10:00:02.500Z';
const ran = { 'iopub.status.busy': start, 'iopub.execute_input': start, 'shell.execute_reply': end };

const cases: [situation: string, facts: Partial<CellFacts>, state: RunState][] = [
  ['never run', {}, { phase: 'never' }],
  ['waiting for its turn', { executionState: 'running' }, { phase: 'queued' }],
  ['running', { executionState: 'running', timing: { 'iopub.execute_input': start } }, { phase: 'running', since: start }],
  ['running, begun where nobody wrote down when', { executionState: 'running', executionCount: 3 }, { phase: 'running' }],
  ['done', { executionCount: 1, timing: ran }, { phase: 'done', at: end, milliseconds: 2500 }],
  ['done in a file without times', { executionCount: 1 }, { phase: 'done' }],
  ['failed', { executionCount: 1, timing: ran, failed: true }, { phase: 'failed', at: end, milliseconds: 2500 }],
  ['not run because one before it failed', { timing: { 'shell.execute_reply': end } }, { phase: 'skipped' }],
  [
    'passed over by a kernel that says busy all the same',
    { timing: { 'iopub.status.busy': start, 'shell.execute_reply': end } },
    { phase: 'skipped' }
  ],
  ['stopped with the kernel', { timing: { 'iopub.execute_input': start, execution_failed: end } }, { phase: 'stopped', at: end }]
];

describe('runStateOf', () => {
  it.each(cases)('%s', (_, facts, state) => {
    expect(runStateOf({ ...never, ...facts })).toEqual(state);
  });
});
