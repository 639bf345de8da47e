// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest';
import { entriesAtOnce, jsonTree, summaryOf } from '@/notebook/renderers/jsonTree';

describe('summaryOf', () => {
  it.each([
    [[1, 'a', null], '(3) [1, "a", null]'],
    [{ a: [1], b: {} }, '{a: […], b: {…}}'],
    [[1, 2, 3, 4, 5], '(5) [1, 2, 3, 4, …]'],
    [{}, '{}']
  ])('%j', (value, words) => {
    expect(summaryOf(value)).toBe(words);
  });
});

describe('jsonTree', () => {
  const open = (node: HTMLElement) => node.dispatchEvent(new Event('toggle'));

  it('writes a scalar as it is', () => {
    expect(jsonTree('<b>').textContent).toBe('"<b>"');
  });

  it('makes nothing of what is closed', () => {
    const tree = jsonTree({ inner: { deep: 'secret' } });
    open(tree);
    expect(tree.querySelectorAll('li')).toHaveLength(1);
    expect(tree.querySelector('details details li')).toBeNull();
  });

  it('makes a hundred members at once', () => {
    const tree = jsonTree(Array.from({ length: 250 }, (_, i) => i));
    open(tree);
    expect(tree.querySelectorAll('li')).toHaveLength(entriesAtOnce + 1);
    const more = tree.querySelector('button');
    expect(more?.textContent).toBe('Show 100 more of 150');
    more?.click();
    expect(tree.querySelector('button')?.textContent).toBe('Show 50 more of 50');
  });
});
