import type { INotebookTracker } from '@jupyterlab/notebook';

/**
 * The stock panel takes the status "restarting" for a kernel that died and asks for an OK. Here a kernel restarts only when a
 * person asked for it (one that died stays ended and the page says so), so the kernel chip is enough.
 */
export function quietRestarts(tracker: INotebookTracker): void {
  tracker.widgetAdded.connect((_, panel) => {
    // biome-ignore lint/complexity/useLiteralKeys: the slot is private and has no setting
    panel.sessionContext.statusChanged.disconnect(panel['_onSessionStatusChanged'], panel);
  });
}
