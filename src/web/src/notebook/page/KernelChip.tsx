import { useSessions } from '@/api/sessions';
import { StateWord, type Tone } from '@/ui/StateWord';
import { bytes } from '@/ui/words';
import classes from './Notebook.module.css';
import type { KernelFacts } from './useNotebook';

const states: Record<string, [word: string, tone: Tone]> = {
  idle: ['Idle', 'good'],
  busy: ['Busy', 'info'],
  starting: ['Starting', 'info'],
  connecting: ['Connecting', 'info'],
  initializing: ['Starting', 'info'],
  restarting: ['Restarting', 'warn'],
  autorestarting: ['Restarting', 'warn'],
  terminating: ['Stopping', 'warn'],
  disconnected: ['Disconnected', 'bad'],
  dead: ['Dead', 'bad'],
  none: ['No kernel', 'quiet'],
  unknown: ['Connecting', 'info']
};

export function kernelState(kernel: Pick<KernelFacts, 'status' | 'refusal'>): [word: string, tone: Tone] {
  if (kernel.refusal) return ['Refused', 'bad'];
  return states[kernel.status] ?? [kernel.status, 'quiet'];
}

/** The kernel: name, state in words, memory, and when it stops by itself. */
export function KernelChip({ kernel }: { kernel: KernelFacts }) {
  const sessions = useSessions();
  const session = sessions.data?.find(s => s.kernelId === kernel.id);
  const gone = session?.state === 'dead' && kernel.connection !== 'connected';
  const [word, tone] = kernelState(gone ? { ...kernel, status: 'dead' } : kernel);
  const limit = session && [...session.limits, ...session.notHeld].join('\n');
  return (
    <span className={classes.chip} title={limit} data-testid="kernel-chip" data-state={word}>
      <span>{kernel.displayName}</span>
      <StateWord tone={tone}>{word}</StateWord>
      {session?.memoryBytes ? <span className="numbers quiet">{bytes(session.memoryBytes)}</span> : null}
    </span>
  );
}
