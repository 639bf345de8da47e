import { EditorView } from '@codemirror/view';
import type { Cell, CodeCell, MarkdownCell, RawCell } from '@jupyterlab/cells';
import { NotebookPanel } from '@jupyterlab/notebook';
import { editing } from '../editing/editing';
import { RunStateLine } from '../runstate/RunStateLine';
import { languageShown, mimeOf } from './cellLanguage';
import { labelOf } from './languages';

/** A name for each editor (WCAG 2.2, 4.1.2). It is a function, so that the name follows the language. */
const named = (label: () => string) => EditorView.contentAttributes.of(() => ({ 'aria-label': label() }));

/** The notebook is a feed: its children have to be articles (WAI-ARIA 1.2, feed). */
function asArticle<T extends Cell>(cell: T): T {
  cell.node.setAttribute('role', 'article');
  return cell;
}

/** Gives each code cell its language: highlighting, a label, the editor's name; and a line with its run state. */
export class PolyglotContentFactory extends NotebookPanel.ContentFactory {
  override createCodeCell(options: CodeCell.IOptions): CodeCell {
    const made: { cell?: CodeCell } = {};
    const nameOf = () => `${made.cell ? labelOf(languageShown(made.cell)) : 'Code'} cell source`;
    const cell = asArticle(
      super.createCodeCell({
        ...options,
        editorExtensions: [...(options.editorExtensions ?? []), named(nameOf), ...editing(() => made.cell)]
      })
    );
    made.cell = cell;
    const label = document.createElement('span');
    label.className = 'wb-cell-language';
    const state = new RunStateLine(cell);
    // The header element exists only after the cell has drawn itself for the first time.
    void cell.ready.then(() => cell.node.querySelector('.jp-CellHeader')?.append(label, state.node));
    const apply = () => {
      if (cell.isDisposed) return;
      const language = languageShown(cell);
      const mime = mimeOf(cell, language);
      if (mime !== undefined && cell.model.mimeType !== mime) cell.model.mimeType = mime;
      label.textContent = labelOf(language);
      cell.node.dataset.language = language;
    };
    // The notebook gives the kernel's MIME type to every cell when the kernel answers; put the cell's own back.
    cell.model.mimeTypeChanged.connect(apply);
    cell.model.metadataChanged.connect(apply);
    cell.model.contentChanged.connect(apply); // its first line may name another
    void cell.ready.then(apply);
    return cell;
  }

  override createMarkdownCell(options: MarkdownCell.IOptions): MarkdownCell {
    return asArticle(
      super.createMarkdownCell({ ...options, editorExtensions: [...(options.editorExtensions ?? []), named(() => 'Markdown cell source')] })
    );
  }

  override createRawCell(options: RawCell.IOptions): RawCell {
    return asArticle(
      super.createRawCell({ ...options, editorExtensions: [...(options.editorExtensions ?? []), named(() => 'Raw cell source')] })
    );
  }
}
