import { Skeleton } from '@mantine/core';

/** Grey lines where text will be; the word "Loading" for those who listen. */
export function Loading({ lines = 6, label = 'Loading' }: { lines?: number; label?: string }) {
  return (
    <div role="status" aria-label={label}>
      {Array.from({ length: lines }, (_, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the lines are all alike and never move
        <Skeleton key={i} height={16} mb={12} width={`${100 - ((i * 17) % 40)}%`} radius="sm" animate={false} />
      ))}
    </div>
  );
}
