import type { JupyterFrontEnd } from '@jupyterlab/application';
import { Signal } from '@lumino/signaling';
import { BoxLayout, StackedPanel, Widget } from '@lumino/widgets';

interface CurrentChange {
  oldValue: Widget | null;
  newValue: Widget | null;
}

/** The smallest shell that JupyterLab's plugins can live in: one stack of documents, nothing beside it. */
export class LabShell extends Widget implements JupyterFrontEnd.IShell {
  readonly currentChanged = new Signal<this, CurrentChange>(this);
  private readonly main = new StackedPanel();
  private current: Widget | null = null;

  constructor() {
    super();
    this.id = 'workbench-lab-shell';
    this.addClass('jp-ThemedContainer');
    const layout = new BoxLayout({ direction: 'left-to-right', spacing: 0 });
    BoxLayout.setStretch(this.main, 1);
    layout.addWidget(this.main);
    this.layout = layout;
  }

  get currentWidget(): Widget | null {
    return this.current;
  }

  *widgets(area?: string): IterableIterator<Widget> {
    if (!area || area === 'main') yield* this.main.widgets;
  }

  /** Only documents have a place here; what asks for another area is not shown. */
  add(widget: Widget, area = 'main'): void {
    if (area !== 'main') return;
    widget.addClass('jp-mod-searchable'); // find/replace looks for it
    this.main.addWidget(widget);
    widget.disposed.connect(() => {
      if (this.current === widget) this.setCurrent(null);
    });
    this.activateById(widget.id);
  }

  activateById(id: string): void {
    for (const widget of this.main.widgets) {
      if (widget.id !== id) {
        widget.hide();
        continue;
      }
      widget.show();
      widget.activate();
      this.setCurrent(widget);
    }
  }

  private setCurrent(widget: Widget | null): void {
    const oldValue = this.current;
    if (oldValue === widget) return;
    this.current = widget;
    this.currentChanged.emit({ oldValue, newValue: widget });
  }
}
