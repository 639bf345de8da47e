/** The languages of a polyglot cell, by the names that .NET Interactive's notebooks carry. */
export const languages: Record<string, { label: string; mime: string }> = {
  csharp: { label: 'C#', mime: 'text/x-csharp' },
  fsharp: { label: 'F#', mime: 'text/x-fsharp' },
  sql: { label: 'SQL', mime: 'text/x-sql' },
  javascript: { label: 'JavaScript', mime: 'text/javascript' },
  python: { label: 'Python', mime: 'text/x-ipython' },
  r: { label: 'R', mime: 'text/x-rsrc' }
};

/** Languages that the kernel of a notebook runs; a kernel not named here has the one language it says. */
const runs: Record<string, string[]> = {
  '.net-csharp': ['csharp'],
  python3: ['python']
};

export const languagesOf = (kernelName: string | undefined): string[] => runs[kernelName ?? ''] ?? [];

/** Where the language of a cell stands in its metadata: `polyglot_notebook.kernelName`, in old files `dotnet_interactive.language`. */
export const polyglotKey = 'polyglot_notebook';
const oldKey = 'dotnet_interactive';

interface Metadata {
  [polyglotKey]?: { kernelName?: unknown; kernelInfo?: { defaultKernelName?: unknown } };
  [oldKey]?: { language?: unknown };
  kernelspec?: { name?: unknown; language?: unknown };
}

const text = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined);

/** "C#" and "c#" in old files and kernel specs mean csharp. */
export function normalise(name: string): string {
  const lower = name.toLowerCase();
  const known: Record<string, string> = { 'c#': 'csharp', 'f#': 'fsharp', js: 'javascript', ipython: 'python' };
  return known[lower] ?? lower;
}

/** The language that a cell names, if it names one. */
export function languageOfCell(metadata: unknown): string | undefined {
  const m = metadata as Metadata | undefined;
  const name = text(m?.[polyglotKey]?.kernelName) ?? text(m?.[oldKey]?.language);
  return name && normalise(name);
}

/** The language of cells that name none: what the notebook says, else what its kernel speaks. */
export function defaultLanguage(notebook: unknown): string {
  const m = notebook as Metadata | undefined;
  const said = text(m?.[polyglotKey]?.kernelInfo?.defaultKernelName);
  if (said) return normalise(said);
  const kernel = text(m?.kernelspec?.name);
  return languagesOf(kernel)[0] ?? normalise(text(m?.kernelspec?.language) ?? 'csharp');
}

export const labelOf = (language: string): string => languages[language]?.label ?? language;
