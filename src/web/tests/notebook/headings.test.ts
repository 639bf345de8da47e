import { expect, it } from 'vitest';
import { headingsOf } from '@/notebook/drawer/headings';

it('finds headings of text cells, not those in code', () => {
  const headings = headingsOf([
    { type: 'markdown', source: '# One\ntext\n## Two *fine* ##\n```\n# not this\n```\n### Three' },
    { type: 'code', source: '# a comment' },
    { type: 'markdown', source: '#no heading' }
  ]);
  expect(headings.map(h => [h.cell, h.line, h.level, h.text])).toEqual([
    [0, 0, 1, 'One'],
    [0, 2, 2, 'Two fine'],
    [0, 6, 3, 'Three']
  ]);
});
