import { describe, expect, it } from 'vitest';
import { dayField, durationWords, relativeTime } from '@/ui/time';

const now = new Date('2026-11-23T12:00:00Z');

describe('relativeTime', () => {
  it.each([
    ['2026-11-23T11:59:40Z', 'just now'],
    ['2026-11-23T12:00:20Z', 'in a moment'],
    ['2026-11-23T11:55:00Z', '5 minutes ago'],
    ['2026-11-23T09:00:00Z', '3 hours ago'],
    ['2026-11-22T12:00:00Z', 'yesterday'],
    ['2026-11-25T12:00:00Z', 'in 2 days'],
    ['2027-03-23T12:00:00Z', 'in 4 months'],
    ['2024-11-23T12:00:00Z', '2 years ago']
  ])('%s reads "%s"', (at, words) => {
    expect(relativeTime(new Date(at), now)).toBe(words);
  });
});

describe('durationWords', () => {
  it.each([
    [12, '0.01 s'],
    [430, '0.4 s'],
    [3_200, '3.2 s'],
    [12_400, '12 s'],
    [60_000, '1 min'],
    [200_000, '3 min 20 s'],
    [7_500_000, '2 h 5 min']
  ])('%i ms reads "%s"', (milliseconds, words) => {
    expect(durationWords(milliseconds)).toBe(words);
  });
});

describe('dayField', () => {
  it('writes the day of the local zone with two digits', () => {
    expect(dayField(new Date(2027, 2, 4, 23, 59))).toBe('2027-03-04');
  });
});
