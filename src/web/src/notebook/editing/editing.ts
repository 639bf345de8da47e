import type { Extension } from '@codemirror/state';
import { tooltips } from '@codemirror/view';
import type { Cell } from '@jupyterlab/cells';
import { diagnostics } from './diagnostics';
import { hoverDocumentation } from './inspection';
import { signatureHelp } from './signatureHelp';
import { tooltipAtCursor } from './tooltipAtCursor';

/** What the kernel has to say while a code cell is written. The editor is made before its cell, hence the function. */
export const editing = (cellOf: () => Cell | undefined): Extension[] => [
  tooltips({ parent: document.body }), // a cell would cut them off
  tooltipAtCursor,
  hoverDocumentation(cellOf),
  signatureHelp(cellOf),
  diagnostics(cellOf)
];
