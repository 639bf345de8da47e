import type { Extension } from '@codemirror/state';
import { type EditorView, ViewPlugin, type ViewUpdate } from '@codemirror/view';
import type { Cell } from '@jupyterlab/cells';
import { Text } from '@jupyterlab/coreutils';
import { askAbout } from './askKernel';
import { close, open } from './tooltipAtCursor';

interface Parameter {
  label: string;
  documentation?: string | null;
}

export interface Signatures {
  active_signature: number;
  active_parameter: number;
  signatures: { label: string; documentation?: string | null; parameters: Parameter[] }[];
}

const element = (name: string, className: string, text: string) => {
  const node = document.createElement(name);
  node.className = className;
  node.textContent = text;
  return node;
};

/** The part of a signature's text that is its active parameter; null when it cannot be told. */
export function placeOf(label: string, parameters: Parameter[], active: number): [from: number, to: number] | null {
  let from = label.indexOf('(') + 1;
  for (const [i, parameter] of parameters.entries()) {
    const at = label.indexOf(parameter.label, from);
    if (at < 0) return null;
    if (i === active) return [at, at + parameter.label.length];
    from = at + parameter.label.length;
  }
  return null;
}

/** The signature being written, its active parameter in bold, and what the kernel says of both. */
export function drawSignatures(help: Signatures): HTMLElement | null {
  const signature = help.signatures[help.active_signature] ?? help.signatures[0];
  if (!signature) return null;
  const node = element('div', 'wb-signature', '');
  const code = element('code', '', '');
  const place = placeOf(signature.label, signature.parameters, help.active_parameter);
  if (place) {
    const [from, to] = place;
    code.append(signature.label.slice(0, from), element('b', '', signature.label.slice(from, to)), signature.label.slice(to));
  } else code.textContent = signature.label;
  node.append(code);
  if (help.signatures.length > 1) node.append(element('span', 'wb-signature-more', `${help.signatures.length} overloads`));
  const parameter = signature.parameters[help.active_parameter];
  if (parameter?.documentation) node.append(element('p', '', `${parameter.label}: ${parameter.documentation}`));
  if (signature.documentation) node.append(element('p', '', signature.documentation));
  return node;
}

const waitMilliseconds = 120;

/** While arguments are typed, the signature that they go to. Opens at `(` and `,`, follows the cursor, and goes when the call is left. */
export function signatureHelp(cellOf: () => Cell | undefined): Extension {
  return ViewPlugin.fromClass(
    class {
      private timer: ReturnType<typeof setTimeout> | undefined;
      private asked: AbortController | undefined;
      private shown = false;

      constructor(private readonly view: EditorView) {}

      update(update: ViewUpdate): void {
        const typed = update.docChanged && update.transactions.some(t => t.isUserEvent('input.type'));
        if (typed) {
          let inserted = '';
          update.changes.iterChanges((_fromA, _toA, _fromB, _toB, text) => {
            inserted += text.toString();
          });
          if (/[(,]/.test(inserted) || this.shown) this.schedule();
        } else if (this.shown && (update.selectionSet || update.docChanged)) this.schedule();
        if (update.focusChanged && !update.view.hasFocus) this.hide();
      }

      destroy(): void {
        clearTimeout(this.timer);
        this.asked?.abort();
      }

      private schedule(): void {
        clearTimeout(this.timer);
        this.asked?.abort();
        this.timer = setTimeout(() => void this.ask(), waitMilliseconds);
      }

      private hide(): void {
        clearTimeout(this.timer);
        this.asked?.abort();
        if (!this.shown) return;
        this.shown = false;
        setTimeout(() => close(this.view)); // not while the view is updating
      }

      private async ask(): Promise<void> {
        const cell = cellOf();
        if (!cell) return;
        this.asked = new AbortController();
        const { signal } = this.asked;
        const code = this.view.state.doc.toString();
        const { head } = this.view.state.selection.main;
        const content = { code, cursor_pos: Text.jsIndexToCharIndex(head, code) };
        const help = await askAbout<Signatures>(cell, 'workbench_signature_request', content, signal);
        if (signal.aborted) return;
        const drawn = help ? drawSignatures(help) : null;
        if (!drawn || !this.view.hasFocus) {
          this.hide();
          return;
        }
        this.shown = true;
        open(this.view, Math.min(head, this.view.state.doc.length), drawn, true);
      }
    }
  );
}
