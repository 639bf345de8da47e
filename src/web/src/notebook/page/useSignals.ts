import type { ISignal } from '@lumino/signaling';
import { useEffect, useReducer } from 'react';

/** Draws again whenever one of these Lumino signals is emitted. The list has to be the same for the same `subject`. */
// biome-ignore lint/suspicious/noExplicitAny: any signal will do, its arguments are not looked at
export function useSignals(subject: object | undefined, signals: () => ISignal<any, any>[]): void {
  const [, redraw] = useReducer((n: number) => n + 1, 0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the subject decides which signals there are
  useEffect(() => {
    if (!subject) return;
    const slot = () => redraw();
    const all = signals();
    for (const signal of all) signal.connect(slot);
    redraw();
    return () => {
      for (const signal of all) signal.disconnect(slot);
    };
  }, [subject]);
}
