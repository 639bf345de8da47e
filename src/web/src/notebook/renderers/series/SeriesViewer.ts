import { wordsOf } from './edges';
import { drawSlice, hounsfieldPresets, reachOf, valueAt } from './greys';
import { Range } from './range';
import { type SeriesData, type Window, wholeRange } from './seriesData';

const number = (value: number): string =>
  (Math.abs(value) >= 100 ? Math.round(value) : Number(value.toPrecision(3)))
    .toLocaleString('en', { useGrouping: false })
    .replace('-', '−');

const downwards: Record<string, number> = { ArrowDown: 1, ArrowUp: -1, PageDown: 10, PageUp: -10 };

/**
 * Scrolls through a series of images, with window and level. Wheel and drag belong to it only while it has the focus, so that the page can be
 * scrolled past it; on a touch screen a sideways swipe goes through the images and an upright one scrolls the page.
 */
export class SeriesViewer {
  readonly node = document.createElement('div');
  private readonly canvas = document.createElement('canvas');
  private readonly value = document.createElement('div');
  private readonly buttons = new Map<HTMLButtonElement, Window>();
  private readonly image: Range;
  private readonly level: Range;
  private readonly width: Range;
  private readonly pixels: ImageData;
  private readonly whole: Window;
  private readonly middle: number;
  private index: number;
  private window: Window;
  private drawing = 0;

  constructor(private readonly series: SeriesData) {
    this.index = this.middle = Math.floor(series.slices.length / 2);
    this.window = series.window;
    this.whole = wholeRange(series.stored, series.slope, series.intercept);
    this.pixels = new ImageData(series.columns, series.rows);
    const reach = reachOf(series, this.whole);
    this.image = new Range('Image', 1, series.slices.length, 1, place => this.go(place - 1));
    this.level = new Range('Level', reach.least, reach.most, reach.step, center => this.see({ ...this.window, center }));
    this.width = new Range('Width', reach.step, reach.widest, reach.step, width => this.see({ ...this.window, width }));
    this.build();
    this.listen();
    this.draw();
  }

  private build(): void {
    const { series } = this;
    this.node.className = 'wb-series';
    this.node.setAttribute('role', 'group');
    this.node.setAttribute('aria-label', series.title);
    Object.assign(this.canvas, { width: series.columns, height: series.rows });
    this.canvas.setAttribute('role', 'img');
    const [rowSpacing, columnSpacing] = series.spacing;
    this.canvas.style.aspectRatio = String((series.columns * (columnSpacing ?? 1)) / (series.rows * (rowSpacing ?? 1)));
    this.value.className = 'wb-note wb-series-value';
    const stage = block('wb-series-stage', block('wb-series-picture', this.canvas, ...this.letters()), this.value);
    const controls = block('wb-series-controls', this.image.node, this.level.node, this.width.node, this.presets(), this.note());
    this.node.append(text('wb-title', series.title), block('wb-series-body', stage, controls));
  }

  /** Which side of the patient each edge is; the picture's label says it in words. */
  private letters(): HTMLElement[] {
    return Object.entries(this.series.edges ?? {}).map(([edge, letter]) => {
      const node = text(`wb-series-edge wb-series-${edge}`, letter);
      node.setAttribute('aria-hidden', 'true');
      return node;
    });
  }

  private presets(): HTMLElement {
    const named = [...(this.series.unit === 'HU' ? hounsfieldPresets : []), { name: 'Whole range', window: this.whole }];
    for (const { name, window } of named) {
      const node = button(name, () => this.see(window));
      this.buttons.set(node, window);
    }
    const reset = button('Reset', () => {
      this.window = this.series.window;
      this.go(this.middle);
    });
    reset.title = 'The window that the images came with, and the middle of the series';
    const group = block('wb-series-presets', ...this.buttons.keys(), reset);
    group.setAttribute('role', 'group');
    group.setAttribute('aria-label', 'Window');
    return group;
  }

  private note(): HTMLElement {
    const isTouch = matchMedia('(pointer: coarse)').matches;
    const how = isTouch
      ? 'Swipe sideways over the image to go through the series.'
      : 'Click the image; then the wheel and the arrow keys go through the series. Drag up or down for the level, sideways for the width.';
    return text('wb-note', [this.series.note, how].filter(Boolean).join(' '));
  }

  private listen(): void {
    const { canvas } = this;
    let from: { x: number; y: number; index: number; window: Window; isTouch: boolean } | null = null;
    canvas.addEventListener('mousedown', event => event.preventDefault()); // else the cell takes the focus back
    // After the notebook has made the cell the active one, which takes the focus.
    canvas.addEventListener('click', () => this.image.input.focus({ preventScroll: true }));
    canvas.addEventListener('pointerdown', event => {
      if (event.button !== 0) return;
      this.image.input.focus({ preventScroll: true });
      canvas.setPointerCapture(event.pointerId);
      from = { x: event.clientX, y: event.clientY, index: this.index, window: this.window, isTouch: event.pointerType === 'touch' };
    });
    canvas.addEventListener('pointermove', event => {
      this.tell(event);
      if (!from) return;
      const [right, down] = [event.clientX - from.x, event.clientY - from.y];
      if (from.isTouch) this.go(from.index + Math.round((right / canvas.clientWidth) * Math.max(10, this.series.slices.length)));
      else {
        const scale = this.whole.width / 512;
        this.see({ center: from.window.center + down * scale, width: Math.max(from.window.width + right * scale, this.series.slope) });
      }
    });
    for (const end of ['pointerup', 'pointercancel'] as const) canvas.addEventListener(end, () => (from = null));
    canvas.addEventListener('pointerleave', () => (this.value.textContent = ''));
    canvas.addEventListener('wheel', event => this.wheel(event), { passive: false });
    this.node.addEventListener('focusin', () => addEventListener('keydown', this.keepKeys, true)); // before the notebook's listener on the document
    this.node.addEventListener('focusout', () => this.dispose());
  }

  private wheel(event: WheelEvent): void {
    if (!this.node.contains(document.activeElement) || event.ctrlKey || event.deltaY === 0) return;
    event.preventDefault();
    this.go(this.index + Math.sign(event.deltaY));
  }

  /**
   * The notebook's own shortcuts for arrows and the like (next cell) are set aside while a slider has the focus, all others stay. The mark has to
   * stand on the slider itself: the shortcuts are for whatever has the focus, and are found there before any node around it is looked at.
   */
  private readonly keepKeys = (event: KeyboardEvent): void => {
    const { target } = event;
    if (!(target instanceof HTMLInputElement && this.node.contains(target))) return;
    target.toggleAttribute('data-lm-suppress-shortcuts', /^(Arrow|Page|Home$|End$)/.test(event.key));
    // A slider grows upwards; a series is read downwards, as the wheel goes through it.
    const step = target === this.image.input && !event.altKey && !event.ctrlKey && !event.metaKey ? downwards[event.key] : undefined;
    if (step === undefined) return;
    event.preventDefault();
    this.go(this.index + step);
  };

  dispose(): void {
    removeEventListener('keydown', this.keepKeys, true);
  }

  private tell(event: PointerEvent): void {
    const { canvas, series } = this;
    const [column, row] = [
      Math.floor((event.offsetX / canvas.clientWidth) * series.columns),
      Math.floor((event.offsetY / canvas.clientHeight) * series.rows)
    ];
    const isInside = column >= 0 && column < series.columns && row >= 0 && row < series.rows;
    this.value.textContent = isInside ? `Row ${row}, column ${column}: ${this.withUnit(valueAt(series, this.index, row, column))}` : '';
  }

  private go(index: number): void {
    this.index = Math.min(this.series.slices.length - 1, Math.max(0, index));
    this.draw();
  }

  private see(window: Window): void {
    this.window = window;
    this.draw();
  }

  private withUnit(value: number): string {
    return this.series.unit ? `${number(value)} ${this.series.unit}` : number(value);
  }

  /** Words at once, pixels with the next frame: a drag asks for more than the screen can show. */
  private draw(): void {
    const { series, index, window } = this;
    const position = series.positions[index];
    const place = `${series.slices[index]} of ${series.of}${typeof position === 'number' ? ` at ${number(position)} mm` : ''}`;
    this.image.show(index + 1, place);
    this.level.show(window.center, this.withUnit(window.center));
    this.width.show(window.width, this.withUnit(window.width));
    const edges = series.edges ? `; ${wordsOf(series.edges)}` : '';
    this.canvas.setAttribute('aria-label', `Image ${place}, level ${number(window.center)}, width ${number(window.width)}${edges}`);
    for (const [button, { center, width }] of this.buttons) {
      button.setAttribute('aria-pressed', String(center === window.center && width === window.width));
    }
    cancelAnimationFrame(this.drawing);
    this.drawing = requestAnimationFrame(() => {
      drawSlice(series, index, window, this.pixels.data);
      this.canvas.getContext('2d')?.putImageData(this.pixels, 0, 0);
    });
  }
}

function button(name: string, pressed: () => void): HTMLButtonElement {
  const node = document.createElement('button');
  node.type = 'button';
  node.textContent = name;
  node.addEventListener('click', pressed);
  return node;
}

function block(name: string, ...children: HTMLElement[]): HTMLElement {
  const node = document.createElement('div');
  node.className = name;
  node.append(...children);
  return node;
}

function text(name: string, words: string): HTMLElement {
  const node = document.createElement('div');
  node.className = name;
  node.textContent = words;
  return node;
}
