import { type Extension, StateEffect, StateField } from '@codemirror/state';
import { EditorView, showTooltip, type Tooltip } from '@codemirror/view';

export const setTooltip = StateEffect.define<Tooltip | null>();

/** One tooltip of ours at a time, which Escape and any typing elsewhere take away. */
const field = StateField.define<Tooltip | null>({
  create: () => null,
  update(tooltip, transaction) {
    for (const effect of transaction.effects) if (effect.is(setTooltip)) return effect.value;
    if (!tooltip) return null;
    if (!transaction.docChanged) return tooltip;
    return { ...tooltip, pos: transaction.changes.mapPos(tooltip.pos) };
  },
  provide: value => showTooltip.from(value)
});

export const isOpen = (view: EditorView): boolean => !!view.state.field(field, false);

export function close(view: EditorView): boolean {
  if (!isOpen(view)) return false;
  view.dispatch({ effects: setTooltip.of(null) });
  return true;
}

/** A tooltip that says `content` politely to those who listen. */
export function open(view: EditorView, pos: number, content: HTMLElement, above: boolean): void {
  const create = () => {
    const dom = document.createElement('div');
    dom.className = 'wb-tooltip';
    dom.setAttribute('role', 'status');
    dom.append(content);
    return { dom };
  };
  view.dispatch({ effects: setTooltip.of({ pos, above, strictSide: false, create }) });
}

/** The editor while its tooltip is open: the notebook's keys come before the editor's, so Escape is bound there (ownPlugins.ts). */
export const openClass = 'wb-tooltip-open';

export const tooltipAtCursor: Extension = [
  field,
  EditorView.editorAttributes.of((view): Record<string, string> => (isOpen(view) ? { class: openClass } : {})),
  EditorView.domEventHandlers({
    blur: (_, view) => {
      setTimeout(() => close(view));
    }
  })
];
