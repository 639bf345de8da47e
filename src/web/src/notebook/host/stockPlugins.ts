import type { JupyterFrontEndPlugin } from '@jupyterlab/application';
import apputils from '@jupyterlab/apputils-extension';
import cellToolbar from '@jupyterlab/cell-toolbar-extension';
import codemirror from '@jupyterlab/codemirror-extension';
import completer from '@jupyterlab/completer-extension';
import docmanager from '@jupyterlab/docmanager-extension';
import documentsearch from '@jupyterlab/documentsearch-extension';
import markedparser from '@jupyterlab/markedparser-extension';
import mathjax from '@jupyterlab/mathjax-extension';
import notebook from '@jupyterlab/notebook-extension';
import rendermime from '@jupyterlab/rendermime-extension';
import shortcuts from '@jupyterlab/shortcuts-extension';
import toc from '@jupyterlab/toc-extension';
import uiComponents from '@jupyterlab/ui-components-extension';
import { allowedPlugins } from './allowedPlugins';

const packages = [
  apputils,
  cellToolbar,
  codemirror,
  completer,
  docmanager,
  documentsearch,
  markedparser,
  mathjax,
  notebook,
  rendermime,
  shortcuts,
  toc,
  uiComponents
];

type Plugin = JupyterFrontEndPlugin<unknown>;

/** The allow-listed stock plugins. A name on the list that no package has means that an update moved something: stop. */
export function stockPlugins(): Plugin[] {
  const all = packages.flat() as unknown as Plugin[];
  const known = new Set(all.map(plugin => plugin.id));
  const missing = [...allowedPlugins].filter(id => !known.has(id));
  if (missing.length > 0) throw new Error(`Allow-listed plugins that do not exist: ${missing.join(', ')}`);
  return all.filter(plugin => allowedPlugins.has(plugin.id));
}
