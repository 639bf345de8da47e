const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

const steps: [limit: number, unit: Intl.RelativeTimeFormatUnit, size: number][] = [
  [hour, 'minute', minute],
  [day, 'hour', hour],
  [30 * day, 'day', day],
  [365 * day, 'month', 30.44 * day],
  [Number.POSITIVE_INFINITY, 'year', 365.25 * day]
];

const words = new Intl.RelativeTimeFormat('en', { numeric: 'auto' });

/** "just now", "5 minutes ago", "in 4 months". Under a minute there are no seconds: they would change while one reads. */
export function relativeTime(at: Date, now: Date): string {
  const difference = at.getTime() - now.getTime();
  const size = Math.abs(difference);
  if (size < minute) return difference > 0 ? 'in a moment' : 'just now';
  const step = steps.find(([limit]) => size < limit);
  if (!step) return at.toISOString();
  const amount = Math.max(1, Math.round(size / step[2]));
  return words.format(difference < 0 ? -amount : amount, step[1]);
}

/** The exact time in the person's zone, with the zone: "23 Nov 2026, 21:04:10 UTC". */
export const exactTime = (at: Date): string =>
  new Intl.DateTimeFormat('en-GB', {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    timeZoneName: 'short'
  }).format(at);

/** A day without a time: "31 Mar 2027". */
export const dayWords = (at: Date): string =>
  new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric' }).format(at);

/** How long something took or takes: "0.4 s", "12 s", "3 min 20 s", "2 h 5 min". */
export function durationWords(milliseconds: number): string {
  if (milliseconds < 1000) return `${(Math.max(0, milliseconds) / 1000).toFixed(milliseconds < 100 ? 2 : 1)} s`;
  const seconds = Math.round(milliseconds / 1000);
  if (seconds < 60) return milliseconds < 10_000 ? `${(milliseconds / 1000).toFixed(1)} s` : `${seconds} s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return seconds % 60 === 0 ? `${minutes} min` : `${minutes} min ${seconds % 60} s`;
  const hours = Math.floor(minutes / 60);
  return minutes % 60 === 0 ? `${hours} h` : `${hours} h ${minutes % 60} min`;
}

/** YYYY-MM-DD in the person's zone, as a date field wants it. */
export function dayField(at: Date): string {
  const two = (n: number) => String(n).padStart(2, '0');
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
}
