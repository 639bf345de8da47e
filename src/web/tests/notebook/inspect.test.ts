import { describe, expect, it } from 'vitest';
import { framesOf } from '@/notebook/javascript/realm/failure';
import { consoleLine, inspect } from '@/notebook/javascript/realm/inspect';

const circle: Record<string, unknown> = { name: 'c' };
circle.self = circle;

describe('inspect', () => {
  it.each([
    ['text', 'text'],
    [1.5, '1.5'],
    [10n, '10n'],
    [null, 'null'],
    [undefined, 'undefined'],
    [['a', 1], '["a", 1]'],
    [{ a: { b: { c: { d: 1 } } } }, '{ a: { b: { c: {…} } } }'],
    [new Map([['k', 1]]), 'Map {"k" => 1}'],
    [new Set([1]), 'Set {1}'],
    [new Date(0), '1970-01-01T00:00:00.000Z'],
    [circle, '{ name: "c", self: [circular] }'],
    [Math.max, '[function max]'],
    [new Float64Array([1, 2]), '[1, 2]']
  ])('%s', (value, words) => {
    expect(inspect(value)).toBe(words);
  });

  it('ends, however long a list is', () => {
    expect(inspect(Array.from({ length: 5000 }, (_, i) => i))).toMatch(/, 99, … 4900 more\]$/);
  });
});

describe('consoleLine', () => {
  it.each([
    [['a', 1, { b: 2 }], 'a 1 { b: 2 }'],
    [['%s has %d of %o%%', 'x', 3.7, [1]], 'x has 3 of [1]%'],
    [['%cstyled', 'color: red'], 'styled'],
    [['%s'], '%s'],
    [[], '']
  ])('%j', (args, line) => {
    expect(consoleLine(args)).toBe(line);
  });
});

describe('framesOf', () => {
  it.each([
    [
      'Error: x\n    at f (workbench:cell%203:4:9)\n    at eval (workbench:cell%203:6:1)\n    at run (realm.js:1:2)',
      ['   at f cell 3, line 2, column 9', '   at cell 3, line 4, column 1']
    ],
    ['f@workbench:cell%203:4:9\n@workbench:cell%203:5:1', ['   at f cell 3, line 2, column 9', '   at cell 3, line 3, column 1']],
    ['Error: x', []]
  ])('%j', (stack, frames) => {
    expect(framesOf(stack)).toEqual(frames);
  });
});
