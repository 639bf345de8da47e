import { type INotebookTracker, NotebookActions, type NotebookPanel, type StaticNotebook } from '@jupyterlab/notebook';
import { Signal } from '@lumino/signaling';
import { bringsLanguages, type KernelLanguage, readLanguages } from './languageChoices';

const known = new WeakMap<StaticNotebook, KernelLanguage[]>();

/** Sent when the kernel of a notebook has said which languages it runs now. */
export const kernelLanguagesChanged = new Signal<object, StaticNotebook>({});

/** What the kernel of a notebook runs; undefined where it has not said so, as kernels of one language never do. */
export const kernelLanguagesOf = (notebook: StaticNotebook | undefined): KernelLanguage[] | undefined => notebook && known.get(notebook);

/** Keeps the languages of every open notebook, from when its kernel first answers and through connections and restarts. */
export function followKernelLanguages(tracker: INotebookTracker): void {
  tracker.widgetAdded.connect((_, panel) => {
    let restarting = false;
    panel.sessionContext.kernelChanged.connect(() => void ask(panel, false));
    panel.sessionContext.statusChanged.connect((_, status) => {
      if (status === 'restarting' || status === 'autorestarting') restarting = true;
      else if (restarting && status === 'idle') {
        restarting = false;
        void ask(panel, true); // what was connected is connected no more
      }
    });
    void panel.sessionContext.ready.then(() => ask(panel, false));
  });
  NotebookActions.executed.connect((_, { notebook, cell, success }) => {
    const panel = tracker.find(one => one.content === notebook);
    if (panel && success && bringsLanguages(cell.model.sharedModel.getSource())) void ask(panel, true);
  });
}

async function ask(panel: NotebookPanel, anew: boolean): Promise<void> {
  const kernel = panel.sessionContext.session?.kernel;
  try {
    const languages = kernel ? readLanguages(anew ? (await kernel.requestKernelInfo())?.content : await kernel.info) : undefined;
    if (panel.isDisposed) return;
    if (languages) known.set(panel.content, languages);
    else known.delete(panel.content);
    kernelLanguagesChanged.emit(panel.content);
  } catch {
    // The kernel went away before it answered; the next one is asked again.
  }
}
