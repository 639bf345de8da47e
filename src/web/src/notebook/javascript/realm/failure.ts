import type { Failure } from '../messages';
import { lineOfSyntaxError } from './cellCode';

/** Lines that the engine writes before the first line of a function made from text. */
const linesBefore = 2;

/** How engines call a cell's code in stack traces: they take no name with a space in it. */
export const sourceName = (name: string): string => `workbench:${encodeURIComponent(name)}`;

/** The frames of a cell's own code: "at name (cell 3, line 2, column 5)". */
export function framesOf(stack: string): string[] {
  return stack.split('\n').flatMap(line => {
    // Chromium writes "at f (workbench:cell%203:4:9)", Firefox "f@workbench:cell%203:4:9".
    const match = /^\s*(?:at\s+)?(?:async\s+)?(.*?)\s*[(@]?\s*workbench:(.+?):(\d+):(\d+)\)?$/.exec(line);
    if (!match) return [];
    const [, place = '', cell = '', row, column] = match;
    const name = /^(eval|anonymous|async anonymous|Object\.<anonymous>)?$/.test(place.trim()) ? '' : ` ${place.trim()}`;
    return [`   at${name} ${decodeURIComponent(cell)}, line ${Number(row) - linesBefore}, column ${column}`];
  });
}

/** An error of a cell as Jupyter reports errors. */
export function failure(thrown: unknown, code: string, name: string): Failure {
  const error = thrown instanceof Error ? thrown : undefined;
  const ename = error?.name ?? 'Thrown';
  const evalue = error ? error.message : String(thrown);
  const frames = framesOf(error?.stack ?? '');
  const line = error instanceof SyntaxError && frames.length === 0 ? lineOfSyntaxError(code) : null;
  const where = line === null ? frames : [`   at ${name}, line ${line}`];
  return { status: 'error', ename, evalue, traceback: [`${ename}: ${evalue}`, ...where] };
}
