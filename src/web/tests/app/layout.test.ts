import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const source = join(import.meta.dirname, '../../src');
const components = readdirSync(source, { recursive: true, encoding: 'utf8' }).filter(f => f.endsWith('.tsx'));

it.each(components)('%s has fewer than 200 lines', file => {
  expect(readFileSync(join(source, file), 'utf8').split('\n').length).toBeLessThan(200);
});
