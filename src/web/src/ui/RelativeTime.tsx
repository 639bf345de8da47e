import { useEffect, useState } from 'react';
import { dayWords, exactTime, relativeTime } from './time';

/** A time as people say it, the exact one on hover. Keeps itself up to date. */
export function RelativeTime({ at, day = false }: { at: string | null | undefined; day?: boolean }) {
  const [now, setNow] = useState(() => new Date());
  useEffect(() => {
    const timer = setInterval(() => setNow(new Date()), 30_000);
    return () => clearInterval(timer);
  }, []);
  if (!at) return <span>never</span>;
  const time = new Date(at);
  return (
    <time dateTime={at} title={exactTime(time)}>
      {day ? dayWords(time) : relativeTime(time, now)}
    </time>
  );
}
