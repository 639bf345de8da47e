import { type Diagnostic, lintKeymap, setDiagnostics } from '@codemirror/lint';
import type { Extension } from '@codemirror/state';
import { type EditorView, keymap, ViewPlugin, type ViewUpdate } from '@codemirror/view';
import type { Cell } from '@jupyterlab/cells';
import { Text } from '@jupyterlab/coreutils';
import { askAbout, idleKernelOf } from './askKernel';

export interface Diagnosed {
  diagnostics: { start: number; end: number; severity: string; code?: string | null; message: string }[];
}

const severities: Record<string, Diagnostic['severity']> = { error: 'error', warning: 'warning', info: 'info', hint: 'hint' };

/** The kernel's findings at their places in the editor: code points become UTF-16 offsets, and an empty place gets a character. */
export function placed(code: string, { diagnostics }: Diagnosed): Diagnostic[] {
  return diagnostics.map(({ start, end, severity, code: number, message }) => {
    const from = Math.min(Text.charIndexToJsIndex(start, code), code.length);
    const to = Math.min(Math.max(from, Text.charIndexToJsIndex(end, code)), code.length);
    const wide =
      to > from ? { from, to } : to < code.length && code[to] !== '\n' ? { from, to: to + 1 } : { from: Math.max(0, from - 1), to };
    return { ...wide, severity: severities[severity] ?? 'info', message: number ? `${number}: ${message}` : message };
  });
}

const waitMilliseconds = 600;

/**
 * Marks what the compiler would refuse, while it is typed. Asked only when typing has paused and the kernel has nothing to do; an
 * answer to an older text is thrown away.
 */
export function diagnostics(cellOf: () => Cell | undefined): Extension {
  const watch = ViewPlugin.fromClass(
    class {
      private timer: ReturnType<typeof setTimeout> | undefined;
      private asked: AbortController | undefined;

      constructor(private readonly view: EditorView) {}

      update(update: ViewUpdate): void {
        if (!update.docChanged) return;
        clearTimeout(this.timer);
        this.asked?.abort();
        if (update.view.hasFocus) this.timer = setTimeout(() => void this.ask(), waitMilliseconds);
        else if (update.state.doc.length === 0) this.clear();
      }

      destroy(): void {
        clearTimeout(this.timer);
        this.asked?.abort();
      }

      private clear(): void {
        setTimeout(() => this.view.dispatch(setDiagnostics(this.view.state, [])));
      }

      private async ask(): Promise<void> {
        const cell = cellOf();
        if (!cell || !idleKernelOf(cell)) return;
        const { doc } = this.view.state;
        const code = doc.toString();
        this.asked = new AbortController();
        const { signal } = this.asked;
        const found = await askAbout<Diagnosed>(cell, 'workbench_diagnostics_request', { code }, signal);
        if (!found || signal.aborted || this.view.state.doc !== doc) return;
        this.view.dispatch(setDiagnostics(this.view.state, placed(code, found)));
      }
    }
  );
  // F8 goes from one finding to the next, as in other editors; the list of findings is left out.
  const next = lintKeymap.filter(binding => binding.key === 'F8');
  return [watch, keymap.of(next)];
}
