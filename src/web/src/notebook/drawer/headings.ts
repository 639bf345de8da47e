export interface Heading {
  cell: number;
  line: number;
  level: number;
  text: string;
}

/** The ATX headings of Markdown cells (CommonMark 0.31, 4.2), without those inside fenced code. */
export function headingsOf(cells: { type: string; source: string }[]): Heading[] {
  return cells.flatMap(({ type, source }, cell) => {
    if (type !== 'markdown') return [];
    let fenced = false;
    return source.split('\n').flatMap((text, line): Heading[] => {
      if (/^\s{0,3}(```|~~~)/.test(text)) fenced = !fenced;
      const match = fenced ? null : /^\s{0,3}(#{1,6})\s+(.+?)\s*#*\s*$/.exec(text);
      return match?.[1] && match[2] ? [{ cell, line, level: match[1].length, text: match[2].replace(/[*_`]/g, '') }] : [];
    });
  });
}
