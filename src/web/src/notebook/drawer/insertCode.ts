import type { NotebookPanel } from '@jupyterlab/notebook';
import { languageOf } from '../polyglot/cellLanguage';
import { defaultLanguage } from '../polyglot/languages';

/** The language of the active cell; that of the notebook when a text cell is active. */
export function languageAtHand(panel: NotebookPanel): string {
  const cell = panel.content.activeCell;
  return cell?.model.type === 'code' ? languageOf(cell) : defaultLanguage(panel.content.model?.metadata);
}

/** Writes code at the cursor of the active code cell, and leaves the cursor behind it. */
export function insertCode(panel: NotebookPanel, code: string): void {
  const cell = panel.content.activeCell;
  if (cell?.model.type !== 'code') return;
  const { editor } = cell;
  if (!editor) {
    const source = cell.model.sharedModel.getSource();
    cell.model.sharedModel.setSource(source === '' ? code : `${source}\n${code}`);
    return;
  }
  editor.replaceSelection?.(code);
  panel.content.mode = 'edit';
  editor.focus();
}
