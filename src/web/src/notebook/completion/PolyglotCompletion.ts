import type { CodeCell } from '@jupyterlab/cells';
import type { CompletionHandler, ICompletionContext, ICompletionProvider } from '@jupyterlab/completer';
import { Text } from '@jupyterlab/coreutils';
import { NotebookPanel } from '@jupyterlab/notebook';
import type { KernelMessage } from '@jupyterlab/services';
import { askKernel } from '../editing/askKernel';
import { languageOf } from '../polyglot/cellLanguage';

function languageHere(context: ICompletionContext): string | undefined {
  if (!(context.widget instanceof NotebookPanel)) return undefined;
  const cell = context.widget.content.widgets.find(c => c.editor === context.editor);
  return cell?.model.type === 'code' ? languageOf(cell as CodeCell) : undefined;
}

type Completions = KernelMessage.ICompleteReplyMsg['content'];
type Inspection = KernelMessage.IInspectReplyMsg['content'];

export class PolyglotCompletion implements ICompletionProvider {
  readonly identifier = 'CompletionProvider:polyglot';
  readonly rank = 600;
  readonly renderer = null;
  private asked: AbortController | undefined;

  async isApplicable(context: ICompletionContext): Promise<boolean> {
    return !!context.session?.kernel;
  }

  async fetch(request: CompletionHandler.IRequest, context: ICompletionContext): Promise<CompletionHandler.ICompletionItemsReply> {
    const language = languageHere(context);
    const kernel = context.session?.kernel;
    const nothing = { start: request.offset, end: request.offset, items: [] };
    if (!language || !kernel) return nothing;
    this.asked?.abort(); // what was typed since makes the older question moot
    this.asked = new AbortController();
    const content = { code: request.text, cursor_pos: request.offset };
    const reply = await askKernel<Completions>(kernel, 'complete_request', content, language, this.asked.signal);
    if (reply?.status !== 'ok') return nothing;
    const types = reply.metadata?._jupyter_types_experimental as { type: string; text: string }[] | undefined;
    const items = reply.matches.map((label, i) => ({ label, type: types?.[i]?.type, insertText: types?.[i]?.text ?? label }));
    return { start: reply.cursor_start, end: reply.cursor_end, items };
  }

  /** The documentation beside the list, for the item that is looked at. */
  async resolve(item: CompletionHandler.ICompletionItem, context: ICompletionContext, patch?: { start: number; value: string } | null) {
    const language = languageHere(context);
    const kernel = context.session?.kernel;
    const { editor } = context;
    if (!language || !kernel || !editor) return item;
    let code = editor.model.sharedModel.getSource();
    let position = editor.getOffsetAt(editor.getCursorPosition());
    if (patch) {
      code = code.slice(0, patch.start) + patch.value;
      position = code.length;
    }
    const content = { code, cursor_pos: Text.jsIndexToCharIndex(position, code), detail_level: 0 };
    const reply = await askKernel<Inspection>(kernel, 'inspect_request', content, language);
    return reply?.status === 'ok' && reply.found ? { ...item, documentation: String(reply.data['text/plain'] ?? '') } : item;
  }
}
