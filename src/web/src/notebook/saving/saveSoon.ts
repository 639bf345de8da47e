import type { DocumentRegistry } from '@jupyterlab/docregistry';
import { type INotebookTracker, NotebookActions, type NotebookPanel } from '@jupyterlab/notebook';
import { saveOneAtATime } from './saveOneAtATime';

/** How long a change may wait before it is saved. */
export const longestWaitMilliseconds = 4_000;

/**
 * Saves a notebook before its cells run, and soon after any other change. A tab can be closed, or its machine fall asleep, at any moment:
 * the server goes on writing outputs into the cells that the file has, and a cell that only the page knew would be lost with it.
 */
export function saveSoon(tracker: INotebookTracker): void {
  tracker.widgetAdded.connect((_, panel) => follow(panel));
  NotebookActions.executionScheduled.connect((_, { notebook }) => {
    const panel = tracker.find((open: NotebookPanel) => open.content === notebook);
    if (panel) save(panel.context);
  });
}

function follow({ context }: NotebookPanel): void {
  saveOneAtATime(context);
  let timer: ReturnType<typeof setTimeout> | undefined;
  context.model.contentChanged.connect(() => {
    timer ??= setTimeout(() => {
      timer = undefined;
      save(context);
    }, longestWaitMilliseconds);
  });
  context.disposed.connect(() => clearTimeout(timer));
}

/** A save that fails is told by the document manager and tried again with the next change. */
function save(context: DocumentRegistry.Context): void {
  if (context.isDisposed || !context.isReady || context.model.readOnly || !context.model.dirty) return;
  context.save().catch(() => undefined);
}
