import classes from './StateWord.module.css';

export type Tone = 'good' | 'warn' | 'bad' | 'info' | 'quiet';

/** A state: a word with a coloured dot. The word alone says everything; the colour only helps to find it. */
export function StateWord({ tone, children, title }: { tone: Tone; children: string; title?: string }) {
  return (
    <span className={classes.word} data-tone={tone} title={title}>
      {children}
    </span>
  );
}

const tones: Record<string, Tone> = {
  submitted: 'info',
  requested: 'info',
  granted: 'good',
  active: 'good',
  allowed: 'good',
  ok: 'good',
  success: 'good',
  idle: 'good',
  busy: 'info',
  starting: 'info',
  restarting: 'warn',
  dead: 'bad',
  declined: 'bad',
  refused: 'bad',
  revoked: 'bad',
  failed: 'bad',
  expired: 'quiet',
  withdrawn: 'quiet',
  none: 'quiet'
};

export const toneOf = (state: string): Tone => tones[state.toLowerCase()] ?? 'quiet';

/** A state as the server names it, with a capital. */
export const StateOf = ({ state, title }: { state: string; title?: string }) => (
  <StateWord tone={toneOf(state)} title={title}>
    {state.charAt(0).toUpperCase() + state.slice(1)}
  </StateWord>
);
