import type { Output } from '../messages';
import { consoleLine } from './inspect';

/** Characters that one cell may print; what is more is cut with a notice. */
export const longestPrint = 1_000_000;
const flushAt = 32_000;
const flushAfter = 40;

/** The console of one cell: its lines go out in larger pieces, and not without end. */
export class Printing {
  private stream: 'stdout' | 'stderr' = 'stdout';
  private text = '';
  private printed = 0;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly send: (output: Output) => void) {}

  readonly console = Object.freeze({
    ...console,
    log: (...args: unknown[]) => this.print('stdout', args),
    info: (...args: unknown[]) => this.print('stdout', args),
    debug: (...args: unknown[]) => this.print('stdout', args),
    dir: (value: unknown) => this.print('stdout', [value]),
    table: (value: unknown) => this.print('stdout', [value]),
    warn: (...args: unknown[]) => this.print('stderr', args),
    error: (...args: unknown[]) => this.print('stderr', args),
    trace: (...args: unknown[]) => this.print('stderr', args),
    assert: (condition: unknown, ...args: unknown[]) => {
      if (!condition) this.print('stderr', ['Assertion failed:', ...args]);
    }
  });

  flush(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    if (this.text !== '') this.send({ type: 'stream', name: this.stream, text: this.text });
    this.text = '';
  }

  private print(stream: 'stdout' | 'stderr', args: unknown[]): void {
    if (this.printed > longestPrint) return;
    const line = `${consoleLine(args)}\n`;
    this.printed += line.length;
    if (stream !== this.stream) this.flush();
    this.stream = stream;
    this.text += this.printed > longestPrint ? `[More is not shown: a cell prints at most ${longestPrint} characters.]\n` : line;
    if (this.text.length >= flushAt || this.printed > longestPrint) this.flush();
    else this.timer ??= setTimeout(() => this.flush(), flushAfter);
  }
}
