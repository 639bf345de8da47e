// @vitest-environment happy-dom
import { describe, expect, it, vi } from 'vitest';
import { placed } from '@/notebook/editing/diagnostics';
import { drawSignatures, placeOf } from '@/notebook/editing/signatureHelp';
import { shareCode } from '@/notebook/variables/shareCode';

// How buttons look is of no interest here, and this document has no style sheets to write into.
vi.mock('@jupyter/web-components', async original => ({
  ...(await original<object>()),
  provideJupyterDesignSystem: () => ({ register: () => undefined }),
  addJupyterLabThemeChangeListener: () => undefined
}));

const diagnosed = (start: number, end: number, severity = 'error', code: string | null = 'CS0103') => ({
  diagnostics: [{ start, end, severity, code, message: 'no' }]
});

describe('diagnostics', () => {
  it.each([
    ['var q = nope;', 8, 12, [8, 12]],
    ['"😀" + nope', 6, 10, [7, 11]], // one code point, two units of UTF-16
    ['abc', 1, 1, [1, 2]],
    ['ab\ncd', 2, 2, [1, 2]],
    ['abc', 3, 3, [2, 3]],
    ['', 0, 0, [0, 0]],
    ['abc', 50, 60, [2, 3]]
  ])('of %j from %i to %i stand at %j', (code, start, end, place) => {
    const [one] = placed(code, diagnosed(start, end));
    expect([one?.from, one?.to]).toEqual(place);
  });

  it.each([
    ['error', 'CS1', 'error', 'CS1: no'],
    ['warning', null, 'warning', 'no'],
    ['something', null, 'info', 'no']
  ])('%s with %j', (severity, code, shown, message) => {
    const [one] = placed('x', diagnosed(0, 1, severity, code));
    expect([one?.severity, one?.message]).toEqual([shown, message]);
  });
});

describe('signatures', () => {
  const parameters = [{ label: 'string a' }, { label: 'string b' }];

  it.each([
    [0, [7, 15]],
    [1, [17, 25]],
    [2, null]
  ])('parameter %i stands at %j', (active, place) => {
    expect(placeOf('void f(string a, string b)', parameters, active)).toEqual(place);
  });

  it('say the active parameter in bold', () => {
    const drawn = drawSignatures({
      active_signature: 0,
      active_parameter: 1,
      signatures: [{ label: 'void f(string a, string b)', parameters }]
    });
    expect(drawn?.querySelector('b')?.textContent).toBe('string b');
  });

  it('are nothing outside a call', () => {
    expect(drawSignatures({ active_signature: 0, active_parameter: 0, signatures: [] })).toBeNull();
  });
});

describe('shareCode', () => {
  const words = { name: 'words', type: 'List<string>', language: 'csharp', shape: '1', preview: '' };

  it.each([
    ['python', '#!share --from csharp words\nwords'],
    ['sql', '#!share --from csharp words\nSELECT * FROM words'],
    ['javascript', '#!share --from csharp words\nreturn words']
  ])('to %s', (to, code) => {
    expect(shareCode(words, to)).toBe(code);
  });
});
