import type { Role } from '@/api/me';

const numbers = new Intl.NumberFormat('en-GB');

export const count = (n: number): string => numbers.format(n);

/** "1 patient", "2,982 patients". */
export const counted = (n: number, one: string, many = `${one}s`): string => `${count(n)} ${n === 1 ? one : many}`;

/** Bytes as people read them: "812 MB". Powers of 1024, as memory limits are given. */
export function bytes(n: number): string {
  const units = ['B', 'KB', 'MB', 'GB', 'TB'];
  let size = n;
  let unit = 0;
  while (size >= 1024 && unit < units.length - 1) {
    size /= 1024;
    unit++;
  }
  return `${size < 10 && unit > 0 ? size.toFixed(1) : Math.round(size)} ${units[unit]}`;
}

/** What each level lets a researcher see, in one sentence. */
export const levels = {
  aggregate: { label: 'Aggregate', meaning: 'Counts and summaries only; groups of fewer than 10 patients are left out.' },
  rows: { label: 'Rows', meaning: 'The de-identified rows of the chosen columns.' },
  images: { label: 'Images', meaning: 'The de-identified rows and the de-identified images.' }
} as const;

export const levelWord = (level: string | null | undefined): string => levels[level as keyof typeof levels]?.label ?? level ?? '';

export const roleWords: Record<Role, string> = {
  researcher: 'Researcher',
  instructor: 'Instructor',
  'data-provider': 'Data provider',
  steward: 'Steward',
  admin: 'Admin',
  clinician: 'Clinician'
};

/**
 * For a count that is withheld: the group has fewer than 10 patients, or its count would let one work out such a group's. Which of the
 * two is not said, so neither is the number claimed to be small.
 */
export const withheld = 'not shown';
