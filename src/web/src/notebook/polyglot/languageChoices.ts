import { labelOf } from './languages';

/** A language as the kernel describes it in `kernel_info_reply.workbench.languages`. */
export interface KernelLanguage {
  name: string;
  title: string;
  mime: string;
  /** Why it cannot run on this machine; undefined where it can. */
  missing: string | undefined;
}

/** Reads a kernel's answer; undefined where it holds no list. */
export function readLanguages(info: unknown): KernelLanguage[] | undefined {
  const list = (info as { workbench?: { languages?: unknown } } | null | undefined)?.workbench?.languages;
  if (!Array.isArray(list)) return undefined;
  return list
    .filter((one): one is Record<string, unknown> => typeof one?.name === 'string' && one.name !== '')
    .map(one => ({
      name: String(one.name),
      title: typeof one.title === 'string' && one.title !== '' ? one.title : String(one.name),
      mime: typeof one.mimetype === 'string' ? one.mimetype : 'text/plain',
      missing: one.available === false ? String(one.reason ?? 'It cannot run on this machine.') : undefined
    }));
}

/** Cells that bring languages: connections, and files and packages that may hold some. */
export const bringsLanguages = (source: string): boolean => /^#!(connect|import)\b/m.test(source);

/** A language that can be chosen for a cell. */
export interface Choice {
  name: string;
  label: string;
  /** Why it cannot run; undefined where it can. */
  missing: string | undefined;
}

/** What the kernel says counts; the language of the cell itself is always among the choices. */
export function choices(said: readonly KernelLanguage[] | undefined, expected: readonly string[], now: string): Choice[] {
  const all: Choice[] = said
    ? said.map(({ name, title, missing }) => ({ name, label: labelOf(name, title), missing }))
    : expected.map(name => ({ name, label: labelOf(name), missing: undefined }));
  return all.some(({ name }) => name === now) ? all : [...all, { name: now, label: labelOf(now), missing: undefined }];
}
