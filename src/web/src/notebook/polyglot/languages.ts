/** A language of polyglot cells, by the name that .NET Interactive's notebooks carry. */
export interface Language {
  label: string;
  mime: string;
  /** Other names after `#!` and in old files. */
  aliases?: string[];
}

export const languages: Record<string, Language> = {
  csharp: { label: 'C#', mime: 'text/x-csharp', aliases: ['c#'] },
  fsharp: { label: 'F#', mime: 'text/x-fsharp', aliases: ['f#'] },
  sql: { label: 'SQL', mime: 'text/x-sql' },
  python: { label: 'Python', mime: 'text/x-ipython', aliases: ['ipython', 'python3'] },
  r: { label: 'R', mime: 'text/x-rsrc', aliases: ['ir'] },
  javascript: { label: 'JavaScript', mime: 'text/javascript', aliases: ['js'] },
  html: { label: 'HTML', mime: 'text/html' },
  mermaid: { label: 'Mermaid', mime: 'text/x-mermaid' },
  markdown: { label: 'Markdown', mime: 'text/x-ipythongfm', aliases: ['md'] },
  value: { label: 'Value', mime: 'text/plain' }
};

const polyglot = Object.keys(languages);

/** Languages that the kernel of a notebook runs, its own first; a kernel not named here has the one language it says. */
const runs: Record<string, string[]> = {
  '.net-csharp': polyglot,
  '.net-fsharp': ['fsharp', ...polyglot.filter(name => name !== 'fsharp')],
  python3: ['python']
};

export const languagesOf = (kernelName: string | undefined): string[] => runs[kernelName ?? ''] ?? [];

/** Where the language of a cell stands in its metadata: `polyglot_notebook.kernelName`, in old files `dotnet_interactive.language`. */
export const polyglotKey = 'polyglot_notebook';
export const oldKey = 'dotnet_interactive';

interface Metadata {
  [polyglotKey]?: { kernelName?: unknown; kernelInfo?: { defaultKernelName?: unknown } };
  [oldKey]?: { language?: unknown };
  kernelspec?: { name?: unknown; language?: unknown };
}

const text = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined);

const byAlias = new Map(Object.entries(languages).flatMap(([name, { aliases = [] }]) => aliases.map(alias => [alias, name] as const)));

/** "C#" and "c#" in old files and kernel specs mean csharp. */
export function normalise(name: string): string {
  const lower = name.toLowerCase();
  return byAlias.get(lower) ?? lower;
}

/** The language that a cell names, if it names one. */
export function languageOfCell(metadata: unknown): string | undefined {
  const m = metadata as Metadata | undefined;
  const name = text(m?.[polyglotKey]?.kernelName) ?? text(m?.[oldKey]?.language);
  return name && normalise(name);
}

/** The language that a kernel takes a request for when it names none. */
export function languageOfKernel(notebook: unknown): string {
  const m = notebook as Metadata | undefined;
  return languagesOf(text(m?.kernelspec?.name))[0] ?? normalise(text(m?.kernelspec?.language) ?? 'csharp');
}

/** The language of cells that name none: what the notebook says, else what its kernel speaks. */
export function defaultLanguage(notebook: unknown): string {
  const said = text((notebook as Metadata | undefined)?.[polyglotKey]?.kernelInfo?.defaultKernelName);
  return said ? normalise(said) : languageOfKernel(notebook);
}

/**
 * The language that a cell's first lines switch to: `#!fsharp` before anything but other magics and empty lines. A line with more
 * behind the name is a magic (`#!value --name x`), which leaves the language as it is.
 */
export function languageOfSource(source: string): string | undefined {
  for (const line of source.split('\n')) {
    const trimmed = line.trim();
    if (trimmed === '') continue;
    if (!trimmed.startsWith('#!')) return undefined;
    const name = normalise(trimmed.slice(2));
    if (name in languages) return name;
  }
  return undefined;
}

/** What people call a language; one that is not known here is called what its kernel says, or else by its name. */
export const labelOf = (language: string, said?: string): string => languages[language]?.label ?? said ?? language;
