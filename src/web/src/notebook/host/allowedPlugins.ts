/**
 * The only stock JupyterLab plugins that run here; anything else is not registered at all, so there is no command to find.
 * Left out on purpose, because each is a way round the airlock or the broker: file browser (download, upload), terminals,
 * consoles, launcher, downloads, HTML and CSV viewers, extension manager, settings and workspace endpoints, announcements
 * (calls out). tests/notebook/plugins.test.ts keeps the list of plugins and commands as a snapshot.
 */
export const allowedPlugins: ReadonlySet<string> = new Set(
  [
    'apputils-extension:sessionDialogs',
    'apputils-extension:toolbar-registry',
    'apputils-extension:notification',
    'apputils-extension:palette',
    'cell-toolbar-extension:plugin',
    'codemirror-extension:services',
    'codemirror-extension:extensions',
    'codemirror-extension:languages',
    'codemirror-extension:themes',
    'codemirror-extension:binding',
    'completer-extension:manager', // not base-service: its kernel provider sends no language with the request
    'docmanager-extension:manager',
    'docmanager-extension:opener',
    'docmanager-extension:contexts',
    'docmanager-extension:dialogs',
    'docmanager-extension:plugin',
    'documentsearch-extension:plugin',
    'markedparser-extension:plugin',
    'mathjax-extension:plugin',
    'notebook-extension:tracker',
    'notebook-extension:widget-factory',
    'notebook-extension:cell-executor',
    'notebook-extension:completer',
    'notebook-extension:search',
    'notebook-extension:toc',
    'rendermime-extension:plugin',
    'shortcuts-extension:shortcuts',
    'toc-extension:registry',
    'ui-components-extension:labicon-manager'
  ].map(id => `@jupyterlab/${id}`)
);
