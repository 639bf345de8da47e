import { useEffect, useState } from 'react';
import { dayWords, exactTime, relativeTime } from './time';

/** A time as people say it, the exact one on hover. Keeps itself up to date. */
export function RelativeTime({ at, day = false }: { at: string | null | undefined; day?: boolean }) {
  const [, look] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => look(n => n + 1), 30_000);
    return () => clearInterval(timer);
  }, []);
  if (!at) return <span>never</span>;
  const time = new Date(at);
  return (
    <time dateTime={at} title={exactTime(time)}>
      {day ? dayWords(time) : relativeTime(time, new Date())}
    </time>
  );
}
