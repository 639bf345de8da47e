import { describe, expect, it } from 'vitest';
import { forTheme, titleOf, withTitleObject } from '@/notebook/renderers/figure';

const colour = (name: string) => `colour of ${name}`;

describe('forTheme', () => {
  it('colours text and axes, and leaves what the figure says', () => {
    const { layout } = forTheme({ layout: { font: { color: 'red' }, xaxis: { title: { text: 'Days' } }, height: 300 } }, colour);
    expect(layout).toMatchObject({
      font: { color: 'red' },
      height: 300,
      xaxis: { title: { text: 'Days' }, gridcolor: 'colour of --wb-line' }
    });
  });

  it('colours further axes of subplots', () => {
    expect(forTheme({ layout: { yaxis2: { overlaying: 'y' } } }, colour).layout.yaxis2).toMatchObject({
      overlaying: 'y',
      gridcolor: 'colour of --wb-line'
    });
  });

  it('never offers to send the figure elsewhere', () => {
    expect(forTheme({ config: { showLink: true, showEditInChartStudio: true } }, colour).config).toMatchObject({
      showLink: false,
      showEditInChartStudio: false
    });
  });
});

describe('withTitleObject', () => {
  it.each([
    [{ title: 'Survival' }, { title: { text: 'Survival' } }],
    [{ title: { text: 'Survival' } }, { title: { text: 'Survival' } }],
    [{ title: 'Survival', titlefont: { size: 12 } }, { title: { text: 'Survival', font: { size: 12 } } }],
    [{ range: [0, 1] }, { range: [0, 1] }]
  ])('%j', (old, now) => {
    expect(withTitleObject(old)).toEqual(now);
  });
});

describe('titleOf', () => {
  it.each([
    [{ layout: { title: { text: 'Age <b>and</b> sex' } } }, 'Age  and  sex'],
    [{ layout: { title: 'Age' } }, 'Age'],
    [{}, 'untitled']
  ])('%j', (figure, title) => {
    expect(titleOf(figure)).toBe(title);
  });
});
