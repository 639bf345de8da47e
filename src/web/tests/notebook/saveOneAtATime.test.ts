import { describe, expect, it } from 'vitest';
import { type Saveable, saveOneAtATime } from '../../src/notebook/saving/saveOneAtATime';

/** A context whose saves end when the test says so, and which calls itself clean when one has ended, as JupyterLab's does. */
class HeldContext implements Saveable {
  readonly ready = Promise.resolve();
  isDisposed = false;
  version = 0;
  readonly sent: number[] = [];
  private readonly slots: (() => void)[] = [];
  private readonly held: { end: () => void; fail: () => void }[] = [];
  readonly model = { dirty: false, contentChanged: { connect: (slot: () => void) => this.slots.push(slot) } };

  change(): void {
    this.version += 1;
    this.model.dirty = true;
    for (const slot of this.slots) slot();
  }

  async save(): Promise<void> {
    this.sent.push(this.version);
    await new Promise<void>((end, fail) => this.held.push({ end, fail: () => fail(new Error('refused')) }));
    this.model.dirty = false;
  }

  async end(outcome: 'end' | 'fail' = 'end'): Promise<void> {
    this.held.shift()?.[outcome]();
    await settled();
  }
}

const settled = () => new Promise(resolve => setTimeout(resolve));

function held(): HeldContext {
  const context = new HeldContext();
  saveOneAtATime(context);
  return context;
}

describe('saveOneAtATime', () => {
  it('a save during a save waits for its end and sends the newest version once', async () => {
    const context = held();
    context.change();
    const first = context.save();
    await settled();
    context.change();
    const second = context.save();
    const third = context.save();
    await settled();
    expect(context.sent).toEqual([1]);
    await context.end();
    await first;
    expect(context.sent).toEqual([1, 2]);
    await context.end();
    await Promise.all([second, third]);
    expect(context.sent).toEqual([1, 2]);
    expect(context.model.dirty).toBe(false);
  });

  it('a change while a save is under way leaves the notebook dirty', async () => {
    const context = held();
    context.change();
    const save = context.save();
    await settled();
    context.change();
    await context.end();
    await save;
    expect(context.model.dirty).toBe(true);
  });

  it('a refused save is told to its caller and does not hold up the next', async () => {
    const context = held();
    context.change();
    const refused = expect(context.save()).rejects.toThrow('refused');
    await settled();
    const next = context.save();
    await context.end('fail');
    await refused;
    await context.end();
    await next;
    expect(context.sent).toEqual([1, 1]);
  });
});
