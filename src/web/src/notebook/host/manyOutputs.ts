import type { CodeCell } from '@jupyterlab/cells';
import type { OutputArea } from '@jupyterlab/outputarea';

/** How many further outputs of a cell one choice of "Show more outputs" draws. */
export const furtherOutputs = 200;

/**
 * Cells with thousands of outputs. The stock cell measures its height at each of them to draw the icon beside it, which lays the page
 * out thousands of times; here once for all that come within one frame. And "Show more outputs" draws some more, not all at once.
 */
export function manyOutputs(cellType: typeof CodeCell, areaType: typeof OutputArea): void {
  const cells = cellType.prototype as unknown as { updatePromptOverlayIcon: (this: CodeCell) => void };
  const measure = cells.updatePromptOverlayIcon;
  const measured = new WeakSet<CodeCell>();
  cells.updatePromptOverlayIcon = function () {
    if (measured.has(this)) return;
    measured.add(this);
    requestAnimationFrame(() => {
      measured.delete(this);
      if (!this.isDisposed) measure.call(this);
    });
  };

  const areas = areaType.prototype as unknown as { _maxNumberOutputs: number; _showTrimmedOutputs: (lastShown: number) => void };
  const show = areas._showTrimmedOutputs;
  areas._showTrimmedOutputs = function (lastShown) {
    this._maxNumberOutputs = Math.min(this._maxNumberOutputs, lastShown + furtherOutputs);
    show.call(this, lastShown);
  };
}
