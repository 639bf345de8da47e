import { describe, expect, it } from 'vitest';
import { partCharacters, partsOf } from '@/notebook/renderers/textParts';

const whole = ({ head, tail }: ReturnType<typeof partsOf>, left: string) => head + left + tail;
const lines = Array.from({ length: 100_000 }, (_, i) => `line ${i}\n`).join('');

describe('partsOf', () => {
  it('leaves a text alone that is not long', () => {
    const text = 'x'.repeat(3 * partCharacters);
    expect(partsOf(text)).toEqual({ head: text, tail: '', left: 0 });
  });

  it('cuts a long text between lines and loses nothing of it', () => {
    const parts = partsOf(lines);
    expect(parts.head.endsWith('\n')).toBe(true);
    expect(parts.tail.startsWith('line ')).toBe(true);
    expect(parts.tail.endsWith('line 99999\n')).toBe(true);
    expect(whole(parts, lines.slice(parts.head.length, parts.head.length + parts.left))).toBe(lines);
  });

  it('shows more of the beginning on demand, up to all of it', () => {
    expect(partsOf(lines, 3 * partCharacters).left).toBeLessThan(partsOf(lines).left);
    expect(partsOf(lines, lines.length)).toEqual({ head: lines, tail: '', left: 0 });
  });

  it('cuts one endless line too, never through a character', () => {
    for (const text of ['\u{1F600}'.repeat(400_000), `x${'\u{1F600}'.repeat(400_000)}`]) {
      const { head, tail, left } = partsOf(text);
      expect(head.length + left + tail.length).toBe(text.length);
      expect(`${head}|${tail}`).not.toMatch(/[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/);
    }
  });
});
