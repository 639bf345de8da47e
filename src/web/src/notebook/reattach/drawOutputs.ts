import type { IOutputAreaModel } from '@jupyterlab/outputarea';
import { forFile, type Output } from './executionFold';

type Json = Parameters<IOutputAreaModel['add']>[0];

const asJson = (output: Output) => forFile(output) as unknown as Json;

/**
 * Shows `next` where `before` is shown now. What was only appended is only appended, so that a cell that prints for an hour is not
 * drawn anew with every line.
 */
export function drawOutputs(area: IOutputAreaModel, before: Output[] | undefined, next: Output[]): void {
  const old = before ?? [];
  let same = 0;
  while (same < old.length && old[same] === next[same]) same++;
  const grown = old[same];
  const now = next[same];
  if (before && same === old.length) {
    for (const output of next.slice(same)) area.add(asJson(output));
  } else if (before && same === old.length - 1 && grown && now && growth(grown, now) !== null) {
    area.add(asJson({ ...now, text: growth(grown, now) }));
    for (const output of next.slice(same + 1)) area.add(asJson(output));
  } else {
    area.fromJSON(next.map(asJson));
  }
}

/** The text by which a stream grew; null when it is not a stream that grew. */
function growth(old: Output, now: Output): string | null {
  if (old.output_type !== 'stream' || now.output_type !== 'stream' || old.name !== now.name) return null;
  const [was, is] = [String(old.text), String(now.text)];
  return is.startsWith(was) ? is.slice(was.length) : null;
}
