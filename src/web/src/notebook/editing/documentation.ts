import type { Cell } from '@jupyterlab/cells';
import { Text } from '@jupyterlab/coreutils';
import { StaticNotebook } from '@jupyterlab/notebook';
import { MimeModel } from '@jupyterlab/rendermime';
import { askAbout } from './askKernel';

interface Inspection {
  found: boolean;
  data: Record<string, unknown>;
}

/** What the kernel says of the code at a place (a UTF-16 offset), drawn. Null when it says nothing. */
export async function documentationAt(cell: Cell, code: string, offset: number, signal?: AbortSignal): Promise<HTMLElement | null> {
  const said = await askAbout<Inspection>(
    cell,
    'inspect_request',
    { code, cursor_pos: Text.jsIndexToCharIndex(offset, code), detail_level: 0 },
    signal
  );
  return said?.found && !cell.isDisposed ? drawn(cell, said.data) : null;
}

/** Documentation in the best form it came in: Markdown, else plain text. HTML is left out, as kernels write it for other pages. */
export async function drawn(cell: Cell, data: Record<string, unknown>): Promise<HTMLElement | null> {
  const mimeType = ['text/markdown', 'text/plain'].find(type => typeof data[type] === 'string');
  if (!mimeType || !(cell.parent instanceof StaticNotebook)) return null;
  const renderer = cell.parent.rendermime.createRenderer(mimeType);
  await renderer.renderModel(new MimeModel({ data: { [mimeType]: data[mimeType] as string } }));
  return renderer.node;
}
