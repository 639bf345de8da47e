/** A slider with its name and its value in words beside it. */
export class Range {
  readonly node = document.createElement('label');
  readonly input = document.createElement('input');
  private readonly words = document.createElement('span');

  constructor(name: string, least: number, most: number, step: number, changed: (value: number) => void) {
    const title = document.createElement('span');
    title.textContent = name;
    this.words.className = 'wb-series-words';
    const line = document.createElement('span');
    line.className = 'wb-series-line';
    line.append(title, this.words);
    Object.assign(this.input, { type: 'range', min: String(least), max: String(most), step: String(step) });
    this.input.setAttribute('aria-label', name);
    this.input.addEventListener('input', () => changed(this.input.valueAsNumber));
    this.node.append(line, this.input);
  }

  show(value: number, words: string): void {
    this.input.value = String(value);
    this.words.textContent = words;
    this.input.setAttribute('aria-valuetext', words);
  }
}
