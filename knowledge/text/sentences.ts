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

const STOP = /[.!?…]+["”’»')\]]*/gu;
const NEXT_SENTENCE = /^\s+["“‘«'([–-]*\s*[\p{Lu}\d]/u;
// Web text often loses the space: "… phát triển.Nâng cao …". Two letters, so that "T.T" is safe.
const GLUED_SENTENCE = /^\p{Lu}\p{Ll}/u;

// Titles and place words that are written with a full stop and followed by a name, in any case.
const ABBREVIATIONS = new Set(
  'tp tx tt q h p x ts ths pgs gs bs ks ls đ/c đc ttg tr vd nxb mr mrs ms dr'.split(' '),
);
// The same, but only with a capital: in small letters these are words ("ấm no.", "th").
const CAPITALISED_ABBREVIATIONS = new Set(['No', 'Th', 'St', 'Ô', 'B', 'Đ', 'CN', 'NSND', 'NSƯT']);
// The number of a khoản, a điều or a heading at the start of a line: "1.", "Điều 30.", "II.", "a.".
const LEADING_NUMBER =
  /^\s*(?:(?:Điều|Chương|Mục|Phần|Khoản|Phụ lục|Bảng|Hình|Bước|Câu)\s+)?(?:\d{1,3}(?:\.\d{1,2})*|[IVXLC]{1,5}|[a-zđ])$/iu;

// What stands before a full stop is judged by its last words; a limit keeps odd input linear.
const CONTEXT_CHARS = 60;

/** The sentences of a text, in order, without overlap. */
export function sentences(text: string): Span[] {
  const spans: Span[] = [];
  for (const line of text.matchAll(/[^\n]+/g)) {
    let from = line.index;
    const lineEnd = line.index + line[0].length;
    for (const stop of line[0].matchAll(STOP)) {
      const at = line.index + stop.index;
      const end = at + stop[0].length;
      if (
        !endsSentence(
          text.slice(Math.max(from, at - CONTEXT_CHARS), at),
          stop[0],
          text.slice(end, Math.min(lineEnd, end + CONTEXT_CHARS)),
        )
      )
        continue;
      push(spans, text, from, end);
      from = end;
    }
    push(spans, text, from, lineEnd);
  }
  return spans;
}

function endsSentence(before: string, stop: string, after: string): boolean {
  if (NEXT_SENTENCE.test(after)) return stop !== '.' || !isAbbreviation(before);
  const isGlued =
    GLUED_SENTENCE.test(after) && (stop.startsWith('…') || /\p{Ll}{2}$/u.test(before));
  return isGlued && !isAbbreviation(before) && !/[/@.]\S*$/.test(before);
}

function isAbbreviation(before: string): boolean {
  if (LEADING_NUMBER.test(before)) return true;
  const { previous, last } = lastWords(before);
  if (ABBREVIATIONS.has(last.toLowerCase()) || CAPITALISED_ABBREVIATIONS.has(last)) return true;
  // A single capital after a capitalised word is an initial ("Nguyễn V. An"), else a grade ("loại A.").
  return /^\p{Lu}$/u.test(last) && (previous === '' || /^\p{Lu}/u.test(previous));
}

/** The letters that end the text, and the word before them when nothing but quotes stands between. */
function lastWords(before: string): { previous: string; last: string } {
  const space = before.search(/\s\S*$/);
  const word = before.slice(space + 1);
  const [, last] = /^[(“"]*([\p{L}/]+)$/u.exec(word) ?? [];
  if (last === undefined) return { previous: '', last: /[\p{L}/]+$/u.exec(word)?.[0] ?? '' };
  const rest = before.slice(0, space + 1).trimEnd();
  return { previous: rest.slice(rest.search(/\s\S*$/) + 1), last };
}

function push(spans: Span[], text: string, from: number, to: number): void {
  const slice = text.slice(from, to);
  const start = from + (slice.length - slice.trimStart().length);
  const end = from + slice.trimEnd().length;
  if (end > start) spans.push({ start, end });
}
