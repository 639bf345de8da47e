import { describe, expect, it } from 'vitest';
import { catchUp, type Execution, fold, forFile, type IopubMessage } from '@/notebook/reattach/executionFold';

const running: Execution = { msgId: 'm1', cellId: 'c1', state: 'running', executionCount: null, outputs: [] };
const message = (seq: number, type: string, content: Record<string, unknown>, parent: string | undefined = 'm1'): IopubMessage => ({
  seq,
  type,
  parent,
  content
});
const stdout = (seq: number, text: string, parent?: string) => message(seq, 'stream', { name: 'stdout', text }, parent);
const all = (messages: IopubMessage[], start: Execution = running) => messages.reduce(fold, start);

describe('fold', () => {
  it('joins text of one stream and keeps streams apart', () => {
    const { outputs } = all([stdout(1, 'a'), stdout(2, 'b'), message(3, 'stream', { name: 'stderr', text: 'x' }), stdout(4, 'c')]);
    expect(outputs.map(o => [o.name, o.text])).toEqual([
      ['stdout', 'ab'],
      ['stderr', 'x'],
      ['stdout', 'c']
    ]);
  });

  it('ignores messages of other executions', () => {
    expect(all([stdout(1, 'a', 'm2'), message(2, 'status', { execution_state: 'idle' }, 'm2')])).toBe(running);
  });

  it('clears at once, or with the next output when told to wait', () => {
    const filled = all([stdout(1, 'old')]);
    expect(fold(filled, message(2, 'clear_output', { wait: false })).outputs).toEqual([]);
    const waiting = fold(filled, message(2, 'clear_output', { wait: true }));
    expect(waiting.outputs).toHaveLength(1);
    expect(fold(waiting, stdout(3, 'new')).outputs.map(o => o.text)).toEqual(['new']);
  });

  it('replaces a display by its id, whoever sends the update, and leaves others alone', () => {
    const shown = all([
      message(1, 'display_data', { data: { 'text/plain': '1 %' }, metadata: {}, transient: { display_id: 'd' } }),
      message(2, 'display_data', { data: { 'text/plain': 'other' }, metadata: {} })
    ]);
    const after = fold(
      shown,
      message(3, 'update_display_data', { data: { 'text/plain': '2 %' }, metadata: {}, transient: { display_id: 'd' } }, 'm9')
    );
    expect(after.outputs.map(o => o.data)).toEqual([{ 'text/plain': '2 %' }, { 'text/plain': 'other' }]);
    expect(after.outputs[1]).toBe(shown.outputs[1]);
  });

  it('notes the count when the kernel begins and the end when it is idle', () => {
    const begun = fold(running, message(1, 'execute_input', { code: '', execution_count: 7 }));
    expect(begun).toMatchObject({ executionCount: 7, state: 'running' });
    expect(fold(begun, message(2, 'status', { execution_state: 'idle' })).state).toBe('done');
  });

  it('keeps an error as an output', () => {
    const { outputs } = all([message(1, 'error', { ename: 'E', evalue: 'v', traceback: ['t'] })]);
    expect(outputs).toEqual([{ output_type: 'error', ename: 'E', evalue: 'v', traceback: ['t'] }]);
  });
});

describe('catchUp', () => {
  const journal = Array.from({ length: 20 }, (_, i) => stdout(i + 1, `${i + 1};`));
  const whole = all(journal).outputs;

  // However the report and the live messages overlap, each message counts exactly once.
  it.each([
    [0, 0],
    [0, 20],
    [5, 5],
    [5, 3],
    [12, 0],
    [20, 7],
    [20, 20]
  ])('report up to %i, socket open since %i: nothing lost, nothing twice', (reportSeq, openSince) => {
    const report = all(journal.slice(0, reportSeq));
    const heldFrom = Math.min(openSince, reportSeq);
    const held = journal.slice(heldFrom);
    expect(catchUp(report, reportSeq, held).outputs).toEqual(whole);
  });
});

describe('forFile', () => {
  it('leaves out what nbformat does not allow', () => {
    expect(forFile({ output_type: 'display_data', data: {}, metadata: {}, transient: { display_id: 'd' } })).toEqual({
      output_type: 'display_data',
      data: {},
      metadata: {}
    });
  });
});
