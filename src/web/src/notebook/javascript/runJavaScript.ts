import type { INotebookTracker } from '@jupyterlab/notebook';
import { JavaScriptHost } from './JavaScriptHost';

/** Every open notebook runs its own JavaScript cells, for whatever kernel it has. */
export function runJavaScript(tracker: INotebookTracker): void {
  tracker.widgetAdded.connect((_, panel) => {
    const { sessionContext } = panel;
    let host: JavaScriptHost | undefined;
    const follow = () => {
      host?.dispose();
      const kernel = sessionContext.session?.kernel;
      host = kernel ? new JavaScriptHost(kernel) : undefined;
    };
    sessionContext.kernelChanged.connect(follow);
    panel.disposed.connect(() => host?.dispose());
    follow();
  });
}
