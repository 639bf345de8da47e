import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { light, night } from '@/app/tokens';

const source = join(import.meta.dirname, '../../src');
const files = readdirSync(source, { recursive: true, encoding: 'utf8' }).filter(f => /\.(css|tsx?)$/.test(f) && f !== 'app/tokens.ts');

function luminance(hex: string): number {
  const parts = [1, 3, 5]
    .map(i => Number.parseInt(hex.slice(i, i + 2), 16) / 255)
    .map(c => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
  return 0.2126 * (parts[0] ?? 0) + 0.7152 * (parts[1] ?? 0) + 0.0722 * (parts[2] ?? 0);
}

function contrast(a: string, b: string): number {
  const [x, y] = [luminance(a), luminance(b)];
  return (Math.max(x, y) + 0.05) / (Math.min(x, y) + 0.05);
}

describe('tokens', () => {
  it('are the only place with colours', () => {
    const found = files.filter(f =>
      /#[0-9a-f]{3,8}\b(?!\w)/i.test(readFileSync(join(source, f), 'utf8').replace(/#(main|root|notebook-\w+)/g, ''))
    );
    expect(found).toEqual([]);
  });

  const texts = [
    'text',
    'quiet',
    'accent-text',
    'good',
    'warn',
    'bad',
    'info',
    'code-keyword',
    'code-string',
    'code-number',
    'code-comment',
    'code-type',
    'code-name'
  ] as const;
  const grounds = ['page', 'surface', 'sunken', 'hover'] as const;
  const cases = texts.flatMap(t => grounds.map(g => [t, g] as const));
  // WCAG 2.2, 1.4.3
  it.each(cases)('%s on %s has a contrast of 4.5 in light and dark', (text, ground) => {
    expect(contrast(light[text], light[ground])).toBeGreaterThanOrEqual(4.5);
    expect(contrast(night[text], night[ground])).toBeGreaterThanOrEqual(4.5);
  });
});
