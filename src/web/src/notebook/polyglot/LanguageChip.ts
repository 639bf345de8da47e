import type { Cell } from '@jupyterlab/cells';
import { Widget } from '@lumino/widgets';
import { choicesFor, languageOf, setLanguage } from './cellLanguage';
import { kernelLanguagesChanged } from './kernelLanguages';

/** The language of the active cell, in the cell's toolbar; to be changed where the kernel runs more than one. */
export class LanguageChip extends Widget {
  private readonly select = document.createElement('select');

  constructor(private readonly cell: Cell) {
    super();
    this.addClass('wb-language-chip');
    if (cell.model.type === 'raw') {
      this.hide();
      return;
    }
    this.select.setAttribute('aria-label', 'Cell language');
    this.select.addEventListener('change', () => setLanguage(cell, this.select.value));
    this.node.append(this.select);
    cell.model.metadataChanged.connect(this.draw, this);
    kernelLanguagesChanged.connect(this.draw, this);
    this.draw();
  }

  /** Puts the keyboard on the chip and opens its list. */
  choose(): void {
    this.select.focus();
    try {
      this.select.showPicker();
    } catch {
      // Only a key or a click may open it; the arrow keys change the language all the same.
    }
  }

  override dispose(): void {
    kernelLanguagesChanged.disconnect(this.draw, this);
    if (!this.cell.isDisposed) this.cell.model.metadataChanged.disconnect(this.draw, this);
    super.dispose();
  }

  private draw(): void {
    if (this.cell.isDisposed) return;
    const choices = choicesFor(this.cell);
    this.select.replaceChildren(
      ...choices.map(({ name, label, missing }) => {
        const option = new Option(label, name);
        option.disabled = missing !== undefined;
        option.title = missing ?? '';
        return option;
      })
    );
    this.select.value = this.cell.model.type === 'markdown' ? 'markdown' : languageOf(this.cell);
    this.select.disabled = choices.length < 2;
  }

  /**
   * The toolbar sits inside the notebook, so in command mode its focused controls would set off notebook shortcuts: D,D would
   * delete the cell, Enter edit it. Lumino looks at the event's target first, so the attribute has to be on each control, and the
   * toolbar draws its buttons after this: hence on focus.
   */
  protected override onAfterAttach(): void {
    const bar = this.node.closest<HTMLElement>('.jp-cell-toolbar');
    bar?.addEventListener('focusin', event => {
      if (event.target instanceof HTMLElement) event.target.dataset.lmSuppressShortcuts = 'true';
    });
    bar?.addEventListener('keydown', event => {
      if (event.key === 'Escape') this.cell.node.focus();
    });
    this.draw();
  }
}
