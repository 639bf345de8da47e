import type { IRenderMime } from '@jupyterlab/rendermime-interfaces';
import { Widget } from '@lumino/widgets';
import { jsonTree } from './jsonTree';
import { type TableData, tableOfCsv, tableOfResource } from './tableData';

const resources = ['application/vnd.dataresource+json', 'application/table-schema+json'];
const csv = 'text/csv';
const pageSize = 20;

function cell(value: unknown): HTMLTableCellElement {
  const node = document.createElement('td');
  if (value === null || value === undefined || value === '') {
    node.className = 'wb-missing';
    node.textContent = 'missing';
  } else if (typeof value === 'number') {
    node.className = 'wb-number';
    node.textContent = String(value);
  } else node.textContent = typeof value === 'object' ? JSON.stringify(value) : String(value);
  return node;
}

/** A table as data: pages of rows, so that a long one does not make the page slow. */
class TableOutput extends Widget implements IRenderMime.IRenderer {
  private table: TableData = { columns: [], rows: [] };
  private page = 0;

  constructor(private readonly mimeType: string) {
    super();
  }

  async renderModel(model: IRenderMime.IMimeModel): Promise<void> {
    const data = model.data[this.mimeType];
    const table = this.mimeType === csv ? tableOfCsv(Array.isArray(data) ? data.join('') : String(data)) : tableOfResource(data);
    if (!table) {
      this.addClass('wb-json');
      this.node.replaceChildren(jsonTree(data));
      return;
    }
    this.table = table;
    this.page = 0;
    this.draw();
  }

  private draw(): void {
    const { columns, rows } = this.table;
    const from = this.page * pageSize;
    const shown = rows.slice(from, from + pageSize);
    const table = document.createElement('table');
    const head = table.createTHead().insertRow();
    for (const column of columns) {
      const node = document.createElement('th');
      node.scope = 'col';
      node.textContent = column;
      head.append(node);
    }
    const body = table.createTBody();
    for (const row of shown) body.insertRow().append(...columns.map((_, i) => cell(row[i])));
    const area = document.createElement('div');
    area.className = 'wb-table';
    area.tabIndex = 0;
    area.setAttribute('role', 'region');
    area.setAttribute('aria-label', 'Table');
    area.append(table);
    this.node.replaceChildren(area, this.note(from, shown.length));
  }

  private note(from: number, count: number): HTMLElement {
    const { rows } = this.table;
    const note = document.createElement('div');
    note.className = 'wb-note wb-pager';
    const words = document.createElement('span');
    words.setAttribute('role', 'status');
    words.textContent =
      rows.length <= pageSize
        ? `${rows.length} ${rows.length === 1 ? 'row' : 'rows'}`
        : `Rows ${from + 1} to ${from + count} of ${rows.length}`;
    note.append(words);
    if (rows.length > pageSize) note.append(this.step('Previous', -1, from > 0), this.step('Next', 1, from + count < rows.length));
    return note;
  }

  private step(label: string, by: number, possible: boolean): HTMLButtonElement {
    const button = document.createElement('button');
    button.type = 'button';
    button.textContent = label;
    button.disabled = !possible;
    button.addEventListener('click', () => {
      this.page += by;
      this.draw();
      const again = [...this.node.querySelectorAll<HTMLButtonElement>('.wb-pager button')];
      (again.find(b => b.textContent === label && !b.disabled) ?? again.find(b => !b.disabled))?.focus();
    });
    return button;
  }
}

export const tableFactory: IRenderMime.IRendererFactory = {
  safe: true,
  mimeTypes: [...resources, csv],
  defaultRank: 55, // the kernel's own HTML table comes first
  createRenderer: options => new TableOutput(options.mimeType)
};
