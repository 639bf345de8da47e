import { describe, expect, it } from 'vitest';
import { rowsOfCsv, tableOfCsv, tableOfResource } from '@/notebook/renderers/tableData';

describe('rowsOfCsv', () => {
  it.each([
    [
      'a,b\n1,2',
      [
        ['a', 'b'],
        ['1', '2']
      ]
    ],
    [
      'a,b\r\n1,\r\n',
      [
        ['a', 'b'],
        ['1', '']
      ]
    ],
    ['"x, ""y""",z', [['x, "y"', 'z']]],
    ['"two\nlines",1\n', [['two\nlines', '1']]],
    [
      'a,b\n\n1,2\n',
      [
        ['a', 'b'],
        ['1', '2']
      ]
    ],
    ['""\n', [['']]],
    ['', []]
  ])('%j', (text, rows) => {
    expect(rowsOfCsv(text)).toEqual(rows);
  });
});

describe('tables', () => {
  it('take the first line of CSV for the names', () => {
    expect(tableOfCsv('age,sex\n60,1\n')).toEqual({ columns: ['age', 'sex'], rows: [['60', '1']] });
  });

  it.each([
    [
      { schema: { fields: [{ name: 'a' }] }, data: [{ a: 1, b: 2 }] },
      { columns: ['a'], rows: [[1]] }
    ],
    [
      { data: [{ a: 1 }, { b: 2 }] },
      {
        columns: ['a', 'b'],
        rows: [
          [1, undefined],
          [undefined, 2]
        ]
      }
    ],
    [{ data: [null] }, { columns: [], rows: [[]] }],
    [{ schema: {} }, null],
    [null, null]
  ])('resource %j', (resource, table) => {
    expect(tableOfResource(resource)).toEqual(table);
  });
});
