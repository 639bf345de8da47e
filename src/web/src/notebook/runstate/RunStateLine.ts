import type { CodeCell, CodeCellModel } from '@jupyterlab/cells';
import { durationWords, exactTime } from '@/ui/time';
import { type RunState, runStateOf, type Timing } from './runState';

const tick = 200;

/** A cell can put out thousands of things within a second; the line says it once. */
const pause = 50;

function wordsOf(state: RunState, now: number): string {
  switch (state.phase) {
    case 'never':
      return '';
    case 'queued':
      return 'Queued';
    case 'running':
      return state.since ? `Running ${durationWords(now - Date.parse(state.since))}` : 'Running';
    case 'skipped':
      return 'Not run: a cell before it failed';
    case 'stopped':
      return 'Stopped';
    default: {
      const word = state.phase === 'failed' ? 'Failed' : 'Done';
      return state.milliseconds === undefined ? word : `${word} in ${durationWords(state.milliseconds)}`;
    }
  }
}

/** The line over a code cell that says where its run stands: queued, running with a live clock, done with its time. */
export class RunStateLine {
  readonly node = document.createElement('span');
  private timer: ReturnType<typeof setInterval> | undefined;
  private coming: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly cell: CodeCell) {
    this.node.className = 'wb-run-state';
    const { model } = cell;
    const draw = () => this.draw();
    model.stateChanged.connect(draw);
    model.metadataChanged.connect(draw);
    model.outputs.changed.connect(() => {
      this.coming ??= setTimeout(draw, pause);
    });
    cell.disposed.connect(() => {
      clearTimeout(this.coming);
      this.stopClock();
    });
    draw();
  }

  private draw(): void {
    this.coming = undefined;
    if (this.cell.isDisposed) return;
    const state = stateOf(this.cell.model);
    this.node.dataset.phase = state.phase;
    this.cell.node.dataset.runState = state.phase;
    this.node.textContent = wordsOf(state, Date.now());
    this.node.title = 'at' in state && state.at ? exactTime(new Date(state.at)) : '';
    if (state.phase !== 'running') this.stopClock();
    else this.timer ??= setInterval(() => this.draw(), tick);
  }

  private stopClock(): void {
    clearInterval(this.timer);
    this.timer = undefined;
  }
}

export function stateOf(model: CodeCell['model'] | CodeCellModel): RunState {
  let failed = false;
  for (let i = 0; i < model.outputs.length && !failed; i++) failed = model.outputs.get(i).type === 'error';
  return runStateOf({
    executionState: model.executionState === 'running' ? 'running' : 'idle',
    executionCount: model.executionCount ?? null,
    timing: (model.getMetadata('execution') as Timing | undefined) ?? {},
    failed
  });
}
