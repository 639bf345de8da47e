import type { IOutputAreaModel } from '@jupyterlab/outputarea';
import { beforeEach, describe, expect, it } from 'vitest';
import { drawOutputs } from '@/notebook/reattach/drawOutputs';
import type { Output } from '@/notebook/reattach/executionFold';

type Call = [what: 'add' | 'replace', outputs: unknown];

let calls: Call[];
const area = {
  add: (output: unknown) => calls.push(['add', output]),
  fromJSON: (outputs: unknown) => calls.push(['replace', outputs])
} as unknown as IOutputAreaModel;

const text = (value: string): Output => ({ output_type: 'stream', name: 'stdout', text: value });
const plain: Output = { output_type: 'display_data', data: {}, metadata: {}, transient: { display_id: 'd' } };

describe('drawOutputs', () => {
  beforeEach(() => {
    calls = [];
  });

  it('replaces everything the first time', () => {
    drawOutputs(area, undefined, [text('a')]);
    expect(calls).toEqual([['replace', [text('a')]]]);
  });

  it('only adds what was appended, without transient fields', () => {
    const first = text('a');
    drawOutputs(area, [first], [first, plain]);
    expect(calls).toEqual([['add', { output_type: 'display_data', data: {}, metadata: {} }]]);
  });

  it('adds only the text by which a stream grew', () => {
    drawOutputs(area, [text('ab')], [text('abcd'), plain]);
    expect(calls[0]).toEqual(['add', text('cd')]);
    expect(calls).toHaveLength(2);
  });

  it('draws anew when something in the middle changed', () => {
    drawOutputs(area, [plain, text('a')], [{ ...plain }, text('a')]);
    expect(calls[0]?.[0]).toBe('replace');
  });

  it('does nothing when nothing changed', () => {
    const same = text('a');
    drawOutputs(area, [same], [same]);
    expect(calls).toEqual([]);
  });
});
