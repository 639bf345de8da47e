import { expect, it } from 'vitest';
import { safeTarget } from '@/app/safeTarget';

it.each([
  ['/cohorts/lung', '/cohorts/lung'],
  [undefined, '/'],
  ['https://elsewhere.example', '/'],
  ['//elsewhere.example', '/'],
  ['/\\elsewhere.example', '/'],
  ['/sign-in?key=k', '/']
])('after signing in, %s leads to %s', (wanted, target) => {
  expect(safeTarget(wanted)).toBe(target);
});
