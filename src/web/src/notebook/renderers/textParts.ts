/** What of a long text is drawn: its beginning and its end. */
export interface TextParts {
  head: string;
  /** Empty when the whole text is the head. */
  tail: string;
  /** Characters between the two, which are not drawn. */
  left: number;
}

/** Characters of a text that are drawn at its end, and at first at its beginning: some hundred screens, drawn within a frame or two. */
export const partCharacters = 100_000;

/** How far a cut moves to fall between two lines. */
const longestLine = 2_000;

/** Begins and ends of a text, cut between lines where there are lines. */
export function partsOf(text: string, headCharacters = partCharacters): TextParts {
  if (text.length <= headCharacters + 2 * partCharacters) return { head: text, tail: '', left: 0 };
  const end = cutBefore(text, headCharacters);
  const start = cutBehind(text, text.length - partCharacters);
  return { head: text.slice(0, end), tail: text.slice(start), left: start - end };
}

function cutBefore(text: string, at: number): number {
  const line = text.lastIndexOf('\n', at - 1) + 1;
  return line > at - longestLine ? line : whole(text, at);
}

function cutBehind(text: string, at: number): number {
  const line = text.indexOf('\n', at) + 1;
  return line > 0 && line < at + longestLine ? line : whole(text, at);
}

/** Not between the two halves of one character (UTF-16 surrogates). */
const whole = (text: string, at: number): number => (/[\uDC00-\uDFFF]/.test(text.charAt(at)) ? at + 1 : at);
