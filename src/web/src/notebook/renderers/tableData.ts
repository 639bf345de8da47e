export interface TableData {
  columns: string[];
  rows: unknown[][];
}

/** Rows of comma-separated text (RFC 4180): quoted fields may hold commas, line ends and doubled quotes. */
export function rowsOfCsv(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let field = '';
  let quoted = false;
  let started = false;
  for (let i = 0; i < text.length; i++) {
    const c = text[i];
    if (quoted) {
      if (c !== '"') field += c;
      else if (text[i + 1] === '"') field += text[++i];
      else quoted = false;
    } else if (c === '"' && field === '') {
      quoted = true;
      started = true;
    } else if (c === ',') {
      row.push(field);
      field = '';
      started = true;
    } else if (c === '\n' || c === '\r') {
      if (c === '\r' && text[i + 1] === '\n') i++;
      if (started || field !== '') rows.push([...row, field]);
      row = [];
      field = '';
      started = false;
    } else field += c;
  }
  if (started || field !== '') rows.push([...row, field]);
  return rows;
}

export function tableOfCsv(text: string): TableData {
  const [columns = [], ...rows] = rowsOfCsv(text);
  return { columns, rows };
}

interface Resource {
  schema?: { fields?: { name?: unknown }[] };
  data?: unknown;
}

/** A Tabular Data Resource (Data Package 1, "Tabular Data Resource"), whose data are rows as objects. Null when it is none. */
export function tableOfResource(value: unknown): TableData | null {
  const { schema, data } = (value ?? {}) as Resource;
  if (!Array.isArray(data)) return null;
  const named = schema?.fields?.map(field => String(field.name ?? ''));
  const columns = named ?? [...new Set(data.flatMap(row => Object.keys(row ?? {})))];
  return { columns, rows: data.map(row => columns.map(column => (row as Record<string, unknown> | null)?.[column])) };
}
