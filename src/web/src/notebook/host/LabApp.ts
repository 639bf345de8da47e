import { JupyterFrontEnd } from '@jupyterlab/application';
import { PageConfig } from '@jupyterlab/coreutils';
import type { LabShell } from './LabShell';

/** A JupyterLab application without JupyterLab's own frame. */
export class LabApp extends JupyterFrontEnd<LabShell> {
  readonly name = 'Workbench';
  readonly namespace = 'workbench';
  readonly version = '0.1.0';
  override readonly restored = this.started.then(() => undefined);

  get paths(): JupyterFrontEnd.IPaths {
    const base = PageConfig.getBaseUrl();
    return { urls: { base, app: '', doc: '' }, directories: {} } as unknown as JupyterFrontEnd.IPaths;
  }
}
