/**
 * The notebook page hosts one JupyterLab application for as long as the page lives: one Lumino tree in one element, which is moved
 * between the notebook page and a parking place when the route changes. React never draws inside it and it knows nothing of React.
 * It registers an allow-list of stock plugins and our own; see allowedPlugins.ts for what is left out and why.
 */
import './polyfills';
import { SessionContext, SessionContextDialogs } from '@jupyterlab/apputils';
import { CodeCell } from '@jupyterlab/cells';
import type { NotebookPanel } from '@jupyterlab/notebook';
import { OutputArea } from '@jupyterlab/outputarea';
import { ServiceManager } from '@jupyterlab/services';
import { MessageLoop } from '@lumino/messaging';
import { Widget } from '@lumino/widgets';
import './styles';
import { reattachSessions } from '../reattach/reattachSessions';
import { kernelRefusals } from './kernelRefusals';
import { LabApp } from './LabApp';
import { LabShell } from './LabShell';
import { manyOutputs } from './manyOutputs';
import { ownPlugins } from './ownPlugins';
import { asSettingManager, BundledSettings } from './settings';
import { stockPlugins } from './stockPlugins';

export const labElement = document.createElement('div');
labElement.id = 'notebook-lab';

const parking = () => document.getElementById('notebook-parking') ?? document.body;

export const park = () => parking().append(labElement);

async function start(): Promise<LabApp> {
  if (!labElement.isConnected) park();
  kernelRefusals.install(SessionContext, SessionContextDialogs);
  manyOutputs(CodeCell, OutputArea);
  const app = new LabApp({
    shell: new LabShell(),
    serviceManager: new ServiceManager({ settings: asSettingManager(new BundledSettings()) })
  } as never);
  for (const plugin of stockPlugins()) app.registerPlugin(plugin);
  app.registerPlugins(ownPlugins);
  await app.start({ hostID: labElement.id });
  new ResizeObserver(() => MessageLoop.sendMessage(app.shell, Widget.ResizeMessage.UnknownSize)).observe(labElement);
  return app;
}

let started: Promise<LabApp> | undefined;

export function startLab(): Promise<LabApp> {
  started ??= start();
  return started;
}

/** Opens a notebook, or shows it again if it is open already. Resolves when the document is there; the kernel may take longer. */
export async function openNotebook(path: string): Promise<{ app: LabApp; panel: NotebookPanel }> {
  const app = await startLab();
  const panel = (await app.commands.execute('docmanager:open', { path, factory: 'Notebook' })) as NotebookPanel | undefined;
  if (!panel) throw new Error(`There is no notebook at ${path}`);
  await panel.context.ready;
  reattachSessions(panel);
  return { app, panel };
}
