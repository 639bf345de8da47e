import { forEachDiagnostic } from '@codemirror/lint';
import type { Extension } from '@codemirror/state';
import { EditorView, hoverTooltip } from '@codemirror/view';
import type { Cell } from '@jupyterlab/cells';
import { idleKernelOf } from './askKernel';
import { documentationAt } from './documentation';
import { close, open } from './tooltipAtCursor';

const hoverMilliseconds = 500;

/** Resting the mouse on a name shows what it is. */
export const hoverDocumentation = (cellOf: () => Cell | undefined): Extension =>
  hoverTooltip(
    async (view, pos) => {
      const cell = cellOf();
      if (!cell || !view.state.wordAt(pos)) return null;
      const content = await documentationAt(cell, view.state.doc.toString(), pos);
      if (!content) return null;
      const create = () => {
        const dom = document.createElement('div');
        dom.className = 'wb-tooltip';
        dom.append(content);
        return { dom };
      };
      return { pos, above: true, create };
    },
    { hoverTime: hoverMilliseconds }
  );

const viewOf = (cell: Cell): EditorView | null => {
  const view = (cell.editor as { editor?: unknown } | null)?.editor;
  return view instanceof EditorView ? view : null;
};

export function closeTooltip(cell: Cell): void {
  const view = viewOf(cell);
  if (view) close(view);
}

/** Shift+Tab: what stands at the cursor, and what is wrong with it. A second time, or Escape, takes it away. */
export async function inspectAtCursor(cell: Cell): Promise<void> {
  const view = viewOf(cell);
  if (!view || close(view)) return;
  const code = view.state.doc.toString();
  const pos = view.state.selection.main.head;
  const content = document.createElement('div');
  forEachDiagnostic(view.state, (diagnostic, from, to) => {
    if (from > pos || to < pos) return;
    const line = document.createElement('p');
    line.className = 'wb-problem';
    line.textContent = diagnostic.message;
    content.append(line);
  });
  const wait = document.createElement('span');
  wait.textContent = 'Looking it up';
  content.append(wait);
  open(view, pos, content, false);
  const documentation = await documentationAt(cell, code, pos);
  if (documentation) wait.replaceWith(documentation);
  else if (content.children.length > 1) wait.remove();
  else wait.textContent = idleKernelOf(cell) ? 'Nothing is known about this.' : 'The kernel is at work. Ask again when it is idle.';
}
