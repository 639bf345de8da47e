import type { Cell, ICellModel } from '@jupyterlab/cells';
import { Notebook, NotebookActions, StaticNotebook } from '@jupyterlab/notebook';
import { kernelLanguagesOf } from './kernelLanguages';
import { type Choice, choices } from './languageChoices';
import { defaultLanguage, languageOfCell, languageOfSource, languages, languagesOf, oldKey, polyglotKey } from './languages';

const notebookOf = (cell: Cell): StaticNotebook | undefined => (cell.parent instanceof StaticNotebook ? cell.parent : undefined);

/** What the cell itself says, else what its notebook says. */
export const languageOf = (cell: Cell): string => languageOfCell(cell.model.metadata) ?? defaultLanguage(notebookOf(cell)?.model?.metadata);

/** The language in which the cell's text begins: what its first line switches to, else the cell's. */
export const languageShown = (cell: Cell): string => languageOfSource(cell.model.sharedModel.getSource()) ?? languageOf(cell);

/** What can be chosen for a cell: what its kernel says that it runs, or before it has said so what such kernels run; and what the cell is now. */
export function choicesFor(cell: Cell): Choice[] {
  const notebook = notebookOf(cell);
  const kernel = (notebook?.model?.metadata as { kernelspec?: { name?: string } } | undefined)?.kernelspec?.name;
  const now = cell.model.type === 'code' ? languageOf(cell) : 'markdown';
  return choices(kernelLanguagesOf(notebook), languagesOf(kernel), now);
}

/** How the text of a cell is to be coloured; undefined where nobody knows. */
export const mimeOf = (cell: Cell, language: string): string | undefined =>
  languages[language]?.mime ?? kernelLanguagesOf(notebookOf(cell))?.find(({ name }) => name === language)?.mime;

/** Writes the language down in both spellings, so that old readers find it too. */
export function writeLanguage(model: ICellModel, language: string): void {
  model.sharedModel.transact(() => {
    model.setMetadata(polyglotKey, { ...(model.getMetadata(polyglotKey) as object | undefined), kernelName: language });
    model.setMetadata(oldKey, { ...(model.getMetadata(oldKey) as object | undefined), language });
  });
}

/** Markdown is a type of cell in notebook files; every other language is code. */
export function setLanguage(cell: Cell, language: string): void {
  const wanted = language === 'markdown' ? 'markdown' : 'code';
  const notebook = notebookOf(cell);
  if (wanted === 'code') writeLanguage(cell.model, language);
  if (!(notebook instanceof Notebook) || cell.model.type === wanted) return;
  notebook.deselectAll();
  notebook.activeCellIndex = notebook.widgets.indexOf(cell);
  NotebookActions.changeCellType(notebook, wanted);
}
