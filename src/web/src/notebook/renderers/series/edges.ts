/** Where an edge of the picture lies in the patient, in DICOM's letters: left, right, anterior, posterior, head, foot. */
export interface Edges {
  top: string;
  right: string;
  bottom: string;
  left: string;
}

const growing = ['L', 'P', 'H'];
const shrinking = ['R', 'A', 'F'];
const names: Record<string, string> = { L: 'left', R: 'right', A: 'front', P: 'back', H: 'head', F: 'feet' };

/** A direction that is off an axis by less than this (its sine) counts as along it. */
const slight = 0.2;

/**
 * From the directions of a row and of a column in the patient (Image Orientation (Patient), PS3.3 2025e, C.7.6.2.1.1; the letters are those of
 * Patient Orientation, C.7.6.1.1.1). Null when they are no directions.
 */
export function edgesOf(directions: readonly number[]): Edges | null {
  const [row, column] = [directions.slice(0, 3), directions.slice(3, 6)];
  const isUnit = (part: number[]) => part.length === 3 && Math.abs(Math.hypot(...part) - 1) < 0.05;
  if (directions.length !== 6 || !isUnit(row) || !isUnit(column)) return null;
  return { top: letters(column, -1), right: letters(row, 1), bottom: letters(column, 1), left: letters(row, -1) };
}

/** The nearest axis first, as in "LP". */
function letters(direction: number[], sign: number): string {
  return direction
    .map((part, axis) => ({ share: Math.abs(part), letter: (part * sign > 0 ? growing : shrinking)[axis] ?? '' }))
    .filter(({ share }) => share > slight)
    .sort((one, other) => other.share - one.share)
    .map(({ letter }) => letter)
    .join('');
}

/** The edges in words, for those who do not see the letters. */
export function wordsOf({ top, left }: Edges): string {
  const words = (letters: string) => [...letters].map(letter => names[letter]).join(' and ');
  return `the patient's ${words(top)} above, ${words(left)} at the left edge`;
}
