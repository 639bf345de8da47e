import { type Edges, edgesOf } from './edges';

/** Greys of an image: what lies at `center - width / 2` or below is black, at `center + width / 2` or above white. */
export interface Window {
  center: number;
  width: number;
}

/** A series of images as the kernel sends it (`application/vnd.workbench.image-series+json`). */
export interface SeriesData {
  title: string;
  rows: number;
  columns: number;
  /** Distance between rows and between columns in mm. */
  spacing: [number | null, number | null];
  /** Number of each slice in the series, from 1. */
  slices: number[];
  /** Place of each slice along the patient's length in mm. */
  positions: (number | null)[];
  /** How many slices the series has, of which those above are shown. */
  of: number;
  window: Window;
  unit: string | null;
  note: string | null;
  inverted: boolean;
  /** Where its edges lie in the patient; null when the images do not say. */
  edges: Edges | null;
  /** Value = stored number * slope + intercept. */
  slope: number;
  intercept: number;
  /** Stored numbers: slice by slice, row by row. */
  stored: Int16Array;
}

/** More pixels than this are no output of ours; they would only fill the page's memory. */
const mostPixels = 16 * 1024 * 1024;

class BrokenSeries extends Error {}

function need(condition: boolean, what: string): asserts condition {
  if (!condition) throw new BrokenSeries(what);
}

const isNumber = (value: unknown): value is number => typeof value === 'number' && Number.isFinite(value);
const isSize = (value: unknown): value is number => Number.isInteger(value) && (value as number) > 0 && (value as number) <= 16384;
const textOf = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value.slice(0, 500) : null);
const numberOrNull = (value: unknown): number | null => (isNumber(value) ? value : null);

/** Reads and unpacks what a kernel sent; what is not whole, or too large, is an error in words. */
export async function readSeries(value: unknown): Promise<SeriesData> {
  const sent = (typeof value === 'object' && value !== null ? value : {}) as Record<string, unknown>;
  const { version, rows, columns, slices, encoding, pixels } = sent;
  need(version === 1 && encoding === 'int16-zlib' && typeof pixels === 'string', 'it is of a kind that this page does not know');
  need(isSize(rows) && isSize(columns), 'its size is missing');
  need(Array.isArray(slices) && slices.length > 0 && slices.every(isNumber), 'its slices are missing');
  const count = rows * columns * slices.length;
  need(count <= mostPixels, 'it has too many pixels');
  const positions = Array.isArray(sent.positions) ? sent.positions : [];
  const [rowSpacing, columnSpacing] = Array.isArray(sent.spacing) ? sent.spacing : [];
  const [center, width] = Array.isArray(sent.window) ? sent.window : [];
  const [slope, intercept] = [isNumber(sent.slope) && sent.slope > 0 ? sent.slope : 1, numberOrNull(sent.intercept) ?? 0];
  const stored = await unpack(pixels, count);
  return {
    title: textOf(sent.title) ?? 'Series of images',
    rows,
    columns,
    spacing: [numberOrNull(rowSpacing), numberOrNull(columnSpacing)],
    slices,
    positions: slices.map((_, i) => numberOrNull(positions[i])),
    of: isSize(sent.of) ? sent.of : slices.length,
    window: isNumber(center) && isNumber(width) && width > 0 ? { center, width } : wholeRange(stored, slope, intercept),
    unit: textOf(sent.unit),
    note: textOf(sent.note),
    inverted: sent.inverted === true,
    edges: Array.isArray(sent.orientation) && sent.orientation.every(isNumber) ? edgesOf(sent.orientation) : null,
    slope,
    intercept,
    stored
  };
}

/** Inflates (RFC 1950) into exactly as many numbers as the size says; what would inflate to more is stopped. */
async function unpack(base64: string, count: number): Promise<Int16Array> {
  const bytes = new Uint8Array(count * 2);
  let filled = 0;
  try {
    const packed = Uint8Array.from(atob(base64), letter => letter.charCodeAt(0));
    const reader = new Blob([packed]).stream().pipeThrough(new DecompressionStream('deflate')).getReader();
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      need(filled + value.length <= bytes.length, 'it has more pixels than its size says');
      bytes.set(value, filled);
      filled += value.length;
    }
  } catch (error) {
    if (error instanceof BrokenSeries) throw error;
    throw new BrokenSeries('its pixels are damaged');
  }
  need(filled === bytes.length, 'it has fewer pixels than its size says');
  const view = new DataView(bytes.buffer);
  return Int16Array.from({ length: count }, (_, i) => view.getInt16(i * 2, true));
}

/** From the least to the greatest value. */
export function wholeRange(stored: Int16Array, slope: number, intercept: number): Window {
  let [least, most] = [32767, -32768];
  for (const number of stored) {
    if (number < least) least = number;
    if (number > most) most = number;
  }
  return { center: ((least + most) / 2) * slope + intercept, width: Math.max(slope, (most - least) * slope) };
}
