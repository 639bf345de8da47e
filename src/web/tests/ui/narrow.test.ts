import { describe, expect, it } from 'vitest';
import { choicesOf, type ListFilter, narrow } from '@/ui/list/columns';

interface Row {
  name: string;
  tags: string[];
}

const rows: Row[] = [
  { name: 'Lung cancer', tags: ['rows'] },
  { name: 'Breast cancer', tags: ['rows', 'images'] },
  { name: 'Prostate', tags: [] }
];
const tags: ListFilter<Row> = { id: 'tag', label: 'Tag', value: r => r.tags };
const find = (search: string, chosen: Record<string, string> = {}) => narrow(rows, search, r => r.name, [tags], chosen).map(r => r.name);

describe('narrow', () => {
  it.each([
    ['', ['Lung cancer', 'Breast cancer', 'Prostate']],
    ['CANCER', ['Lung cancer', 'Breast cancer']],
    ['cancer lung', ['Lung cancer']],
    ['melanoma', []]
  ])('"%s" finds %j', (search, names) => {
    expect(find(search)).toEqual(names);
  });

  it('takes rows that have the chosen value among several', () => {
    expect(find('', { tag: 'images' })).toEqual(['Breast cancer']);
  });

  it('offers each value once, sorted', () => {
    expect(choicesOf(rows, tags)).toEqual(['images', 'rows']);
  });
});
