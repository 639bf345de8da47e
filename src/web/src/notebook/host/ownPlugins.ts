import { JupyterFrontEnd, type JupyterFrontEndPlugin } from '@jupyterlab/application';
import { ISanitizer, IToolbarWidgetRegistry } from '@jupyterlab/apputils';
import type { Cell } from '@jupyterlab/cells';
import { IEditorServices } from '@jupyterlab/codeeditor';
import { IEditorLanguageRegistry } from '@jupyterlab/codemirror';
import { ContextCompleterProvider, ICompletionProviderManager } from '@jupyterlab/completer';
import { INotebookTracker, NotebookPanel } from '@jupyterlab/notebook';
import { IRenderMimeRegistry } from '@jupyterlab/rendermime';
import { ISettingRegistry } from '@jupyterlab/settingregistry';
import { ITranslator, nullTranslator } from '@jupyterlab/translation';
import type { Widget } from '@lumino/widgets';
import { PolyglotCompletion } from '../completion/PolyglotCompletion';
import { closeTooltip, inspectAtCursor } from '../editing/inspection';
import { openClass } from '../editing/tooltipAtCursor';
import { runJavaScript } from '../javascript/runJavaScript';
import { inheritLanguage } from '../polyglot/inheritLanguage';
import { followKernelLanguages } from '../polyglot/kernelLanguages';
import { LanguageChip } from '../polyglot/LanguageChip';
import { addMermaidMode } from '../polyglot/mermaidMode';
import { PolyglotContentFactory } from '../polyglot/PolyglotContentFactory';
import { renderers } from '../renderers';
import { sanitizer } from '../renderers/sanitizer';
import { saveSoon } from '../saving/saveSoon';
import { quietRestarts } from './quietRestarts';
import { createSettingRegistry } from './settings';

/** Wraps an activation with known tokens; the application passes the required services in order. */
const plugin = <T>(p: JupyterFrontEndPlugin<T>): JupyterFrontEndPlugin<unknown> => p as JupyterFrontEndPlugin<unknown>;

const runKeys: [keys: string, command: string][] = [
  ['Shift Enter', 'notebook:run-cell-and-select-next'],
  ['Ctrl Enter', 'notebook:run-cell'],
  ['Alt Enter', 'notebook:run-cell-and-insert-below']
];

/** What this product adds to the stock notebook, or gives in place of plugins that are left out. */
export const ownPlugins: JupyterFrontEndPlugin<unknown>[] = [
  plugin({
    id: '@jupyterlab/apputils-extension:settings', // the id that other plugins look for
    description: 'Settings from bundled schemas, validated without eval.',
    provides: ISettingRegistry,
    activate: app => createSettingRegistry(app.serviceManager.settings)
  }),
  plugin({
    id: '@jupyterlab/apputils-extension:sanitizer', // the id that other plugins look for
    description: 'What outputs may put into the page.',
    provides: ISanitizer,
    activate: () => sanitizer as ISanitizer
  }),
  plugin({ id: 'workbench:translator', provides: ITranslator, activate: () => nullTranslator }),
  plugin({
    id: 'workbench:paths',
    provides: JupyterFrontEnd.IPaths,
    activate: app => (app as JupyterFrontEnd & { paths: JupyterFrontEnd.IPaths }).paths
  }),
  plugin({
    id: 'workbench:content-factory',
    provides: NotebookPanel.IContentFactory,
    requires: [IEditorServices],
    activate: (_, services: IEditorServices) => new PolyglotContentFactory({ editorFactory: services.factoryService.newInlineEditor })
  }),
  plugin({
    id: 'workbench:language-chip',
    autoStart: true,
    requires: [IToolbarWidgetRegistry],
    activate: (app, registry: IToolbarWidgetRegistry) => {
      let newest: LanguageChip | undefined; // only the active cell has a toolbar
      registry.addFactory<Widget>('Cell', 'polyglot-language', cell => {
        newest = new LanguageChip(cell as Cell);
        return newest;
      });
      app.commands.addCommand('workbench:choose-language', {
        label: 'Choose the language of the cell',
        isEnabled: () => newest !== undefined && !newest.isDisposed,
        execute: () => newest?.choose()
      });
      app.commands.addKeyBinding({ keys: ['Ctrl Alt L'], selector: '.jp-Notebook', command: 'workbench:choose-language' });
    }
  }),
  plugin({
    id: 'workbench:mermaid-mode',
    autoStart: true,
    requires: [IEditorLanguageRegistry],
    activate: (_, registry: IEditorLanguageRegistry) => addMermaidMode(registry)
  }),
  plugin({
    id: 'workbench:cell-language',
    autoStart: true,
    requires: [INotebookTracker],
    activate: (_, tracker: INotebookTracker) => {
      inheritLanguage(tracker);
      followKernelLanguages(tracker);
    }
  }),
  plugin({
    id: 'workbench:save-soon',
    autoStart: true,
    requires: [INotebookTracker],
    activate: (_, tracker: INotebookTracker) => saveSoon(tracker)
  }),
  plugin({
    id: 'workbench:javascript',
    autoStart: true,
    requires: [INotebookTracker],
    activate: (_, tracker: INotebookTracker) => runJavaScript(tracker)
  }),
  plugin({
    id: 'workbench:quiet-restarts',
    autoStart: true,
    requires: [INotebookTracker],
    activate: (_, tracker: INotebookTracker) => quietRestarts(tracker)
  }),
  plugin({
    id: 'workbench:completion',
    autoStart: true,
    requires: [ICompletionProviderManager],
    activate: (_, manager: ICompletionProviderManager) => {
      manager.registerProvider(new ContextCompleterProvider());
      manager.registerProvider(new PolyglotCompletion());
    }
  }),
  plugin({
    id: 'workbench:inspection',
    autoStart: true,
    requires: [INotebookTracker],
    activate: (app, tracker: INotebookTracker) => {
      app.commands.addCommand('workbench:inspect', {
        label: 'Explain what stands at the cursor',
        execute: () => tracker.activeCell && inspectAtCursor(tracker.activeCell)
      });
      // The editor leaves Shift+Tab to this where it would not take back an indent.
      const selector =
        '.jp-Notebook.jp-mod-editMode .jp-CodeCell .jp-CodeMirrorEditor:not(.jp-mod-has-primary-selection):not(.jp-mod-in-leading-whitespace):not(.jp-mod-completer-active)';
      app.commands.addKeyBinding({ keys: ['Shift Tab'], selector, command: 'workbench:inspect' });
      app.commands.addCommand('workbench:close-explanation', {
        label: 'Close the explanation',
        execute: () => tracker.activeCell && closeTooltip(tracker.activeCell)
      });
      const open = `.jp-Notebook.jp-mod-editMode .jp-CodeCell .cm-editor.${openClass}`;
      app.commands.addKeyBinding({ keys: ['Escape'], selector: open, command: 'workbench:close-explanation' });
    }
  }),
  plugin({
    id: 'workbench:run-keys', // in command mode they come from the main menu, which is not here
    autoStart: true,
    activate: app => {
      for (const [keys, command] of runKeys)
        app.commands.addKeyBinding({ keys: [keys], selector: '.jp-Notebook.jp-mod-commandMode', command });
    }
  }),
  plugin({
    id: 'workbench:renderers',
    autoStart: true,
    requires: [IRenderMimeRegistry],
    activate: (_, registry: IRenderMimeRegistry) => {
      for (const renderer of renderers) registry.addFactory(renderer);
    }
  })
];
