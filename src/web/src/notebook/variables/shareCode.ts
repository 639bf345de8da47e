import { NotebookActions, type NotebookPanel } from '@jupyterlab/notebook';
import { setLanguage } from '../polyglot/cellLanguage';
import { languagesOf } from '../polyglot/languages';
import type { Variable } from './useVariables';

const holding = ['csharp', 'fsharp', 'sql', 'python', 'r', 'javascript'];

/** The languages that a variable can be handed to. */
export function receivers(panel: NotebookPanel, { language }: Variable): string[] {
  const kernel = (panel.content.model?.metadata as { kernelspec?: { name?: string } } | undefined)?.kernelspec?.name;
  return languagesOf(kernel).filter(name => holding.includes(name) && name !== language);
}

/** A cell that takes a variable from another language and shows it. */
export function shareCode({ name, language }: Variable, to: string): string {
  const show = to === 'sql' ? `SELECT * FROM ${name}` : to === 'javascript' ? `return ${name}` : name;
  return `#!share --from ${language} ${name}\n${show}`;
}

/** Puts such a cell below the active one, ready to run. */
export function insertShare(panel: NotebookPanel, variable: Variable, to: string): void {
  NotebookActions.insertBelow(panel.content);
  const cell = panel.content.activeCell;
  if (!cell) return;
  cell.model.sharedModel.setSource(shareCode(variable, to));
  setLanguage(cell, to);
  panel.content.mode = 'edit';
  void panel.content.scrollToItem(panel.content.activeCellIndex);
  panel.content.activate();
}
