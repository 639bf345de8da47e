import type { SeriesData, Window } from './seriesData';

/** Windows that radiologists use for CT, in Hounsfield units. */
export const hounsfieldPresets: readonly { name: string; window: Window }[] = [
  { name: 'Lung', window: { center: -600, width: 1500 } },
  { name: 'Soft tissue', window: { center: 40, width: 400 } },
  { name: 'Bone', window: { center: 480, width: 2500 } }
];

/** A slice as red, green, blue and opacity, eight bits each, grey through the window. */
export function drawSlice(series: SeriesData, index: number, { center, width }: Window, into: Uint8ClampedArray): void {
  const { stored, slope, intercept, inverted } = series;
  const size = series.rows * series.columns;
  const low = center - width / 2;
  for (let pixel = 0; pixel < size; pixel++) {
    const value = (stored[index * size + pixel] ?? 0) * slope + intercept;
    const share = Math.min(1, Math.max(0, (value - low) / width));
    const grey = Math.round(255 * (inverted ? 1 - share : share));
    into[4 * pixel] = into[4 * pixel + 1] = into[4 * pixel + 2] = grey;
    into[4 * pixel + 3] = 255;
  }
}

/** The value at a pixel of a slice. */
export function valueAt(series: SeriesData, index: number, row: number, column: number): number {
  return (series.stored[(index * series.rows + row) * series.columns + column] ?? 0) * series.slope + series.intercept;
}

/** Which windows the sliders reach: all values, the presets and the window that came along. */
export function reachOf(series: SeriesData, whole: Window): { least: number; most: number; widest: number; step: number } {
  const windows = [whole, series.window, ...(series.unit === 'HU' ? hounsfieldPresets.map(preset => preset.window) : [])];
  return {
    least: Math.min(whole.center - whole.width / 2, ...windows.map(({ center }) => center)),
    most: Math.max(whole.center + whole.width / 2, ...windows.map(({ center }) => center)),
    widest: Math.max(...windows.map(({ width }) => width)),
    step: series.slope === 1 ? 1 : whole.width / 1000
  };
}
