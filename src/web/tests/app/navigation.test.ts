import { describe, expect, it } from 'vitest';
import type { Role } from '@/api/me';
import { roleOf } from '@/api/me';
import { destinationOf, offeredTo } from '@/app/navigation';

const everybody = ['Home', 'Cohorts', 'Notebooks', 'Samples'];

describe('offeredTo', () => {
  it.each<[Role[], string[]]>([
    [[], everybody],
    [['clinician'], everybody],
    [['researcher'], [...everybody, 'Permits', 'Sessions']],
    [['instructor'], [...everybody, 'Permits', 'Sessions']],
    [['data-provider'], [...everybody, 'Permits', 'Audit']],
    [['steward'], [...everybody, 'Reviews', 'Permits', 'Audit']],
    [['admin'], [...everybody, 'Permits', 'Sessions', 'Wall', 'Audit', 'People']],
    [
      ['researcher', 'steward'],
      [...everybody, 'Reviews', 'Permits', 'Sessions', 'Audit']
    ]
  ])('%j sees %j', (roles, labels) => {
    expect(offeredTo(roles).map(d => d.label)).toEqual(labels);
  });
});

describe('destinationOf', () => {
  it.each([
    ['/', 'Home'],
    ['/cohorts/lung/request', 'Cohorts'],
    ['/notebooks/a/b.ipynb', 'Notebooks'],
    ['/requests/r1', undefined]
  ])('%s belongs to %s', (path, label) => {
    expect(destinationOf(path)?.label).toBe(label);
  });
});

describe('roleOf', () => {
  it.each([
    ['data-provider', 'data-provider'],
    ['DataProvider', 'data-provider'],
    ['Steward', 'steward'],
    ['owner', undefined]
  ])('%s is %s', (text, role) => {
    expect(roleOf(text)).toBe(role);
  });
});
