import type { ReactNode } from 'react';

export interface ListColumn<T> {
  id: string;
  header: string;
  /** What the column sorts by; null sorts last. */
  value: (row: T) => string | number | null | undefined;
  /** What is shown; the value itself if left out. */
  cell?: (row: T) => ReactNode;
  align?: 'left' | 'right';
  /** Left out at phone width. */
  wideOnly?: boolean;
}

export interface ListFilter<T> {
  id: string;
  label: string;
  value: (row: T) => string | string[];
  /** The word shown for a value. */
  word?: (value: string) => string;
}

/** Rows that contain every word of the search and have the chosen value in every filter. */
export function narrow<T>(
  rows: T[],
  search: string,
  text: (row: T) => string,
  filters: ListFilter<T>[],
  chosen: Record<string, string>
): T[] {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  return rows.filter(row => {
    if (words.length > 0) {
      const haystack = text(row).toLowerCase();
      if (!words.every(word => haystack.includes(word))) return false;
    }
    return filters.every(filter => {
      const wanted = chosen[filter.id];
      return !wanted || [filter.value(row)].flat().includes(wanted);
    });
  });
}

/** The values that a filter can take, in the order of the alphabet. */
export const choicesOf = <T>(rows: T[], filter: ListFilter<T>): string[] =>
  [...new Set(rows.flatMap(row => filter.value(row)))].filter(v => v !== '').sort((a, b) => a.localeCompare(b));
