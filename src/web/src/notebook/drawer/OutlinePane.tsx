import type { NotebookPanel } from '@jupyterlab/notebook';
import { EmptyState } from '@/ui/EmptyState';
import { useSignals } from '../page/useSignals';
import classes from './Drawer.module.css';
import { headingsOf } from './headings';

/** The headings of the notebook; choosing one goes there. */
export function OutlinePane({ panel }: { panel: NotebookPanel }) {
  const { model } = panel.content;
  useSignals(panel, () => (model ? [model.contentChanged] : []));
  const headings = headingsOf(panel.content.widgets.map(cell => ({ type: cell.model.type, source: cell.model.sharedModel.getSource() })));
  if (headings.length === 0) {
    return <EmptyState title="No headings yet">Write a line that begins with # in a text cell, and it appears here.</EmptyState>;
  }
  const goTo = (index: number) => {
    panel.content.activeCellIndex = index;
    void panel.content.scrollToItem(index, 'start');
  };
  return (
    <ol className={classes.outline}>
      {headings.map(heading => (
        <li key={`${heading.cell}-${heading.line}`} style={{ paddingLeft: (heading.level - 1) * 12 }}>
          <button type="button" onClick={() => goTo(heading.cell)}>
            {heading.text}
          </button>
        </li>
      ))}
    </ol>
  );
}
