/** Why a name cannot be a notebook's; null when it can. The server checks again. */
export function nameProblem(name: string): string | null {
  const trimmed = name.trim();
  if (trimmed === '') return 'A notebook needs a name.';
  if (/[\\/]/.test(trimmed)) return 'A name has no slashes.';
  if (trimmed.startsWith('.')) return 'A name does not begin with a dot.';
  if (trimmed.length > 120) return 'A name has at most 120 characters.';
  return null;
}

/** The path of a notebook after it was given a new name in the same folder. */
export function renamed(path: string, name: string): string {
  const folder = path.includes('/') ? path.slice(0, path.lastIndexOf('/') + 1) : '';
  const file = name.trim();
  return `${folder}${file.endsWith('.ipynb') ? file : `${file}.ipynb`}`;
}
