import type { Cell } from '@jupyterlab/cells';
import { StaticNotebook } from '@jupyterlab/notebook';
import { defaultLanguage, languageOfCell, languagesOf, polyglotKey } from './languages';

const notebookOf = (cell: Cell): StaticNotebook | undefined => (cell.parent instanceof StaticNotebook ? cell.parent : undefined);

/** What the cell itself says, else what its notebook says. */
export const languageOf = (cell: Cell): string => languageOfCell(cell.model.metadata) ?? defaultLanguage(notebookOf(cell)?.model?.metadata);

/** What can be chosen for a cell: what the kernel runs, and what the cell is now. */
export function choicesFor(cell: Cell): string[] {
  const kernel = (notebookOf(cell)?.model?.metadata as { kernelspec?: { name?: string } } | undefined)?.kernelspec?.name;
  return [...new Set([...languagesOf(kernel), languageOf(cell)])];
}

export function setLanguage(cell: Cell, language: string): void {
  const old = cell.model.getMetadata(polyglotKey) as object | undefined;
  cell.model.setMetadata(polyglotKey, { ...old, kernelName: language });
}
