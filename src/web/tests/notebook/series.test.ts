import { deflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { edgesOf, wordsOf } from '@/notebook/renderers/series/edges';
import { drawSlice, hounsfieldPresets, reachOf, valueAt } from '@/notebook/renderers/series/greys';
import { readSeries, wholeRange } from '@/notebook/renderers/series/seriesData';

const pack = (numbers: number[]) => deflateSync(Buffer.from(Int16Array.from(numbers).buffer)).toString('base64');

/** Two slices of one row and two columns. */
const sent = {
  version: 1,
  title: 'CT of p',
  rows: 1,
  columns: 2,
  spacing: [2.8, 2.8],
  slices: [1, 2],
  positions: [0, 6],
  of: 2,
  window: [-600, 1500],
  unit: 'HU',
  note: null,
  inverted: false,
  slope: 1,
  intercept: 0,
  encoding: 'int16-zlib',
  pixels: pack([-1000, 40, -850, 480])
};

describe('a series of images', () => {
  it('is read with its numbers, places and window', async () => {
    const series = await readSeries(sent);
    expect([...series.stored]).toEqual([-1000, 40, -850, 480]);
    expect([series.positions, series.window, series.unit]).toEqual([[0, 6], { center: -600, width: 1500 }, 'HU']);
    expect(valueAt(series, 1, 0, 1)).toBe(480);
  });

  it('gets a window over all values when none came along', async () => {
    const series = await readSeries({ ...sent, window: null, slope: 0.5, intercept: 10 });
    expect(series.window).toEqual({ center: -120, width: 740 });
    expect(valueAt(series, 0, 0, 0)).toBe(-490);
  });

  it.each([
    ['nothing', null, 'kind'],
    ['another version', { ...sent, version: 2 }, 'kind'],
    ['no size', { ...sent, rows: 0 }, 'size'],
    ['a size that is no number', { ...sent, columns: '2' }, 'size'],
    ['no slices', { ...sent, slices: [] }, 'slices'],
    ['too many pixels', { ...sent, rows: 16384, columns: 16384 }, 'too many'],
    ['fewer pixels', { ...sent, pixels: pack([1]) }, 'fewer'],
    ['more pixels', { ...sent, pixels: deflateSync(Buffer.alloc(50_000_000)).toString('base64') }, 'more'],
    ['damaged pixels', { ...sent, pixels: `${sent.pixels.slice(0, 8)}AAAA` }, 'damaged'],
    ['pixels that are no base64', { ...sent, pixels: '%%' }, 'damaged']
  ])('is refused in words when it has %s', async (_, value, words) => {
    await expect(readSeries(value)).rejects.toThrow(words);
  });
});

describe('the edges of the picture', () => {
  it.each([
    ['axial', [1, 0, 0, 0, 1, 0], ['A', 'L', 'P', 'R']],
    ['coronal', [1, 0, 0, 0, 0, -1], ['H', 'L', 'F', 'R']],
    ['sagittal', [0, 1, 0, 0, 0, -1], ['H', 'P', 'F', 'A']],
    ['axial, face down', [-1, 0, 0, 0, -1, 0], ['P', 'R', 'A', 'L']],
    ['oblique', [0.8, 0.6, 0, 0, 0, -1], ['H', 'LP', 'F', 'RA']],
    ['hardly tilted', [0.995, 0.0998, 0, -0.0998, 0.995, 0], ['A', 'L', 'P', 'R']]
  ])('are named when it is %s', (_, directions, [top, right, bottom, left]) => {
    expect(edgesOf(directions)).toEqual({ top, right, bottom, left });
  });

  it.each([
    ['none', []],
    ['too few', [1, 0, 0]],
    ['no unit vectors', [1, 1, 0, 0, 1, 0]]
  ])('are left out when the directions are %s', (_, directions) => expect(edgesOf(directions)).toBeNull());

  it('are told in words, too', () => {
    const edges = edgesOf([1, 0, 0, 0, 1, 0]);
    expect(edges && wordsOf(edges)).toBe("the patient's front above, right at the left edge");
  });

  it('come with a series', async () => {
    expect((await readSeries(sent)).edges).toBeNull();
    expect((await readSeries({ ...sent, orientation: [1, 0, 0, 0, 1, 0] })).edges?.right).toBe('L');
  });
});

describe('the window', () => {
  it.each([
    [{ center: -600, width: 1500 }, false, [60, 236]],
    [{ center: 40, width: 400 }, false, [0, 128]],
    [{ center: 40, width: 400 }, true, [255, 128]]
  ])('%j, inverted %s, gives greys', async (window, inverted, greys) => {
    const into = new Uint8ClampedArray(8);
    drawSlice(await readSeries({ ...sent, inverted }), 0, window, into);
    expect([into[0], into[4]]).toEqual(greys);
    expect([into[3], into[7]]).toEqual([255, 255]);
  });

  it('reaches all values and all presets of CT', async () => {
    const series = await readSeries(sent);
    const { least, most, widest, step } = reachOf(series, wholeRange(series.stored, 1, 0));
    expect([least, most, widest, step]).toEqual([-1000, 480, 2500, 1]);
    expect(hounsfieldPresets.map(preset => preset.name)).toEqual(['Lung', 'Soft tissue', 'Bone']);
  });
});
