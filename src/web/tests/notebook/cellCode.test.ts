import { describe, expect, it } from 'vitest';
import { cellCode, lineOfSyntaxError } from '@/notebook/javascript/realm/cellCode';

// biome-ignore lint/complexity/useArrowFunction: there is no other way to its constructor
const AsyncFunction = Object.getPrototypeOf(async function () {}).constructor as new (code: string) => () => Promise<unknown>;
const realm = globalThis as unknown as Record<string, unknown>;

async function ran(...cells: string[]): Promise<unknown> {
  let value: unknown;
  for (const cell of cells) value = await new AsyncFunction(cellCode(cell))();
  return value;
}

describe('a cell of JavaScript', () => {
  it.each([
    ['its last expression', ['1 + 1'], 2],
    ['an expression behind a comment', ['40 + 2 // answer'], 42],
    ['what it returns', ['if (true) return 5; 6'], 5],
    ['nothing after a declaration', ['const q1 = 1'], undefined],
    ['what it awaited', ['await Promise.resolve(7)'], 7],
    ['an object in parentheses', ['({ a: 1 })'], { a: 1 }],
    ['a call without semicolons', ['let q2 = [3, 1, 2]\nq2.sort()\nq2[0]'], 1],
    ['a return inside a function is not its own', ['function q3() { return 8 }\nq3()'], 8]
  ])('gives %s', async (_, cells, value) => {
    expect(await ran(...cells)).toEqual(value);
  });

  it.each([
    ['const', ['const a1 = 1', 'a1 + 1'], 2],
    ['let, declared again', ['let a2 = 1;', 'let a2 = 5;', 'a2'], 5],
    ['var without a value', ['var a3, a4 = 2', 'a3 === undefined && a4'], 2],
    ['let without a value, ended by a semicolon', ['let a31; a31 = 4', 'a31'], 4],
    ['several without values', ['let a32, a33;', 'a32 ?? a33 ?? 1'], 1],
    ['object patterns', ['const { x: a5, ...a6 } = { x: 1, y: 2 }', '[a5, a6.y]'], [1, 2]],
    ['array patterns', ['let [a7, [a8]] = [1, [2]]', 'a7 + a8'], 3],
    ['functions, before they are written', ['a9();\nfunction a9() { return 3 }', 'a9()'], 3],
    ['asynchronous functions', ['async function b1() { return 4 }', 'await b1()'], 4],
    ['classes', ['class B2 { get three() { return 3 } }', 'new B2().three'], 3],
    ['assignments without a declaration', ['b3 = 9', 'b3'], 9]
  ])('leaves %s to the cells after it', async (_, cells, value) => {
    expect(await ran(...cells)).toEqual(value);
  });

  it('keeps what is declared inside blocks to itself', async () => {
    await ran('{ let c1 = 1 }\nfor (let c2 = 0; c2 < 2; c2++) { const c3 = c2 }');
    expect(['c1', 'c2', 'c3'].filter(name => name in realm)).toEqual([]);
  });

  it('keeps its lines', () => {
    const code = 'const a = 1\n\nlet {b,\n c} = o;\na + b';
    expect(cellCode(code).split('\n')).toHaveLength(code.split('\n').length);
  });
});

describe('lineOfSyntaxError', () => {
  it.each([
    ['1 + 1', null],
    ['let a = 1\nlet = = 2', 2],
    ['foo(\n', 2]
  ])('%j: %j', (code, line) => {
    expect(lineOfSyntaxError(code)).toBe(line);
  });
});
