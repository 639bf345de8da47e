import type { NotebookPanel } from '@jupyterlab/notebook';
import classes from './Notebook.module.css';
import { useSaveState } from './useNotebook';

const words = { saved: 'Saved', unsaved: 'Unsaved', saving: 'Saving', failed: 'Not saved' } as const;
const titles = {
  saved: 'Everything on this page is on the server.',
  unsaved: 'Changes are saved within 10 seconds. Save now with Ctrl+S.',
  saving: 'Sending changes to the server.',
  failed: 'The server did not take the changes. They are still on this page; choose this to try again.'
} as const;

/** Unsaved, Saving, Saved, or Not saved. Choosing it saves. */
export function SaveWord({ panel, onSave }: { panel: NotebookPanel; onSave: () => void }) {
  const state = useSaveState(panel);
  return (
    <button type="button" className={classes.save} data-state={state} data-testid="save-state" title={titles[state]} onClick={onSave}>
      <span role="status">{words[state]}</span>
    </button>
  );
}
