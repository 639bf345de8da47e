import { type CellList, type INotebookTracker, NotebookActions } from '@jupyterlab/notebook';
import { writeLanguage } from './cellLanguage';
import { defaultLanguage, languageOfCell, languageOfKernel } from './languages';

/** Only notebooks of the .NET kernel carry languages in their cells; a Python notebook stays as plain Jupyter writes it. */
const isPolyglot = (metadata: unknown): boolean =>
  String((metadata as { kernelspec?: { name?: string } } | undefined)?.kernelspec?.name ?? '').startsWith('.net');

function languageAbove(cells: CellList, index: number, fallback: string): string {
  for (let above = index - 1; above >= 0; above--) {
    const cell = cells.get(above);
    const language = cell.type === 'code' ? languageOfCell(cell.metadata) : undefined;
    if (language) return language;
  }
  return fallback;
}

/** A new code cell takes the language of the code cell above it, written down, so that every execution names one. */
export function inheritLanguage(tracker: INotebookTracker): void {
  tracker.widgetAdded.connect((_, panel) => {
    void panel.context.ready.then(() => {
      const model = panel.content.model;
      model?.cells.changed.connect((cells, change) => {
        if (change.type !== 'add' || !isPolyglot(model.metadata)) return;
        // After the list is whole again: a change inside its own change signal would be undone separately.
        queueMicrotask(() => {
          const end = Math.min(change.newIndex + change.newValues.length, cells.length);
          for (let index = change.newIndex; index < end; index++) {
            const cell = cells.get(index);
            if (cell.type !== 'code' || languageOfCell(cell.metadata)) continue;
            writeLanguage(cell, languageAbove(cells, index, defaultLanguage(model.metadata)));
          }
        });
      });
    });
  });
  // The kernel sees a cell's metadata but not the notebook's: a default that only the notebook names is written into the cell that runs.
  NotebookActions.executionScheduled.connect((_, { notebook, cell }) => {
    const { metadata } = notebook.model ?? {};
    if (cell.model.type !== 'code' || !isPolyglot(metadata) || languageOfCell(cell.model.metadata)) return;
    if (defaultLanguage(metadata) !== languageOfKernel(metadata)) writeLanguage(cell.model, defaultLanguage(metadata));
  });
}
