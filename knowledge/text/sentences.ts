/**
 * Vietnamese sentence borders. A full stop ends a sentence only when a new one visibly begins, so
 * that "TP. Hải Phòng", "Q. Kiến An", "TS. Nguyễn Văn A", "2.270" and dates stay whole. A line
 * break always ends one, since cleaned text keeps one paragraph or list item a line.
 */

export interface Span {
  /** UTF-16 offsets; text.slice(start, end) is trimmed and not empty. */
  start: number;
  end: number;
}

// Titles and place words that are written with a full stop and followed by a name.
const ABBREVIATIONS = new Set(
  'tp tt tx q h p x ts ths pgs gs bs ks ks ls cn ô b đ/c đc tr st th no nr vd tk ttg mr mrs ms dr'.split(
    ' ',
  ),
);

/** The sentences of a text, in order, without overlap. */
export function sentences(text: string): Span[] {
  const spans: Span[] = [];
  for (const line of text.matchAll(/[^\n]+/g)) {
    let from = line.index;
    const lineEnd = line.index + line[0].length;
    for (const stop of line[0].matchAll(/[.!?…]+["”’')\]]*(?=\s+["“‘'(–-]?\s*[\p{Lu}\d“"])/gu)) {
      const end = line.index + stop.index + stop[0].length;
      if (stop[0] === '.' && isAbbreviation(text.slice(from, end - 1))) continue;
      push(spans, text, from, end);
      from = end;
    }
    push(spans, text, from, lineEnd);
  }
  return spans;
}

function isAbbreviation(before: string): boolean {
  const last = /(?:^|[\s(“"])([\p{L}/]+)$/u.exec(before)?.[1] ?? '';
  // A single capital is an initial ("Nguyễn V. A"); "1." at the start of a khoản is its number.
  return (
    /^\p{Lu}$/u.test(last) || ABBREVIATIONS.has(last.toLowerCase()) || /^\s*\d{1,3}$/.test(before)
  );
}

function push(spans: Span[], text: string, from: number, to: number): void {
  const slice = text.slice(from, to);
  const start = from + (slice.length - slice.trimStart().length);
  const end = from + slice.trimEnd().length;
  if (end > start) spans.push({ start, end });
}
