// @vitest-environment happy-dom
import { ServerConnection, ServiceManager } from '@jupyterlab/services';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { LabApp } from '@/notebook/host/LabApp';
import { LabShell } from '@/notebook/host/LabShell';
import { ownPlugins } from '@/notebook/host/ownPlugins';
import { asSettingManager, BundledSettings } from '@/notebook/host/settings';
import { stockPlugins } from '@/notebook/host/stockPlugins';

// How buttons look is of no interest here, and this document has no style sheets to write into.
vi.mock('@jupyter/web-components', async original => ({
  ...(await original<object>()),
  provideJupyterDesignSystem: () => ({ register: () => undefined }),
  addJupyterLabThemeChangeListener: () => undefined
}));

let app: LabApp;

beforeAll(async () => {
  // A server that never answers: nothing here depends on one.
  const serverSettings = ServerConnection.makeSettings({ fetch: () => new Promise(() => undefined) });
  const silent = { serverSettings, settings: asSettingManager(new BundledSettings()), standby: 'never' as const };
  app = new LabApp({ shell: new LabShell(), serviceManager: new ServiceManager(silent as never) } as never);
  for (const plugin of stockPlugins()) app.registerPlugin(plugin);
  app.registerPlugins(ownPlugins);
  await app.start();
}, 60_000);

describe('the notebook application', () => {
  it('registers exactly these plugins', () => {
    expect(app.listPlugins().sort()).toMatchSnapshot();
  });

  it('offers exactly these commands', () => {
    expect(app.commands.listCommands().sort()).toMatchSnapshot();
  });

  it('has no way to take data out or to get round the broker', () => {
    const forbidden =
      /download|export|upload|terminal|console:|filebrowser|launcher|help:|extensionmanager|workspace-ui|open-url|open-browser/i;
    expect(app.commands.listCommands().filter(id => forbidden.test(id))).toEqual([]);
    expect(app.listPlugins().filter(id => forbidden.test(id))).toEqual([]);
  });
});
