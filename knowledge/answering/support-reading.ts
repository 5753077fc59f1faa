/**
 * Reads a Vietnamese text as the things a support check compares: document numbers, dates, numbers
 * and words, each in one canonical form. It is deliberately not the search tokenizer: there "08/8/2023"
 * is three tokens, here it is one date, equal to "ngày 8 tháng 8 năm 2023".
 */
import { cleanText, fold } from '../text/normalise.ts';
import { type Word, wordsOf } from './support-words.ts';

/** Fields that the writer left out are absent: "tháng 8/2023" has no day. */
export interface CalendarDate {
  day?: number;
  month?: number;
  year?: number;
}

interface Placed {
  /** As written. */
  raw: string;
  /** What stands between this token and the one before it, punctuation included. */
  gap: string;
}

export type Token =
  | (Placed & { kind: 'document'; id: string; numbers: number[] })
  | (Placed & { kind: 'date'; date: CalendarDate; parts: number[] })
  | (Placed & { kind: 'number'; values: number[] })
  | (Placed & Word & { kind: 'word' });

type Unplaced = Token extends infer T ? (T extends Token ? Omit<T, keyof Placed> : never) : never;

interface Pattern {
  regex: RegExp;
  /** Undefined when the digits are not what the pattern looks for (month 50): the next pattern tries. */
  make(match: RegExpExecArray): Unplaced[] | undefined;
}

const DASH = '[-–—]';
const CAPITALS = '[A-ZĐ][\\p{L}]*';

// Most specific first. A document number needs letters on both sides of a second separator
// ("20-NQ/TW") or a year in the middle ("17/2023/QH15"), so that "năm 2020 - HTX" is none.
const digitPatterns: Pattern[] = [
  {
    regex: new RegExp(
      `\\d{1,5}\\s?/\\s?\\d{4}\\s?/\\s?${CAPITALS}\\d*(?:${DASH}${CAPITALS})*|` +
        `\\d{1,5}\\s?(?:${DASH}|/)\\s?${CAPITALS}\\s?(?:${DASH}|/)\\s?${CAPITALS}(?:${DASH}${CAPITALS})*`,
      'uy',
    ),
    make: ([raw]) => [
      { kind: 'document', id: documentId(raw), numbers: (raw.match(/\d+/g) ?? []).map(Number) },
    ],
  },
  { regex: /(\d{4})-(\d{2})-(\d{2})(?!\d)/y, make: (m) => date(m[3], m[2], m[1]) },
  {
    regex: /(\d{1,2})\s?[/.–-]\s?(\d{1,2})\s?[/.–-]\s?(\d{4})(?!\d)/y,
    make: (m) => date(m[1], m[2], m[3]),
  },
  {
    regex: /(\d{1,2})\s+tháng\s+(\d{1,2})(?:,?\s+năm\s+(\d{4})|\s?[/.-]\s?(\d{4}))?(?!\d)/iy,
    make: (m) => date(m[1], m[2], m[3] ?? m[4]),
  },
  {
    regex: /(\d{1,2})\s?[/-]\s?(\d{1,2}),?\s+năm\s+(\d{4})(?!\d)/iy,
    make: (m) => date(m[1], m[2], m[3]),
  },
  { regex: /(\d{1,2})\s?[/-]\s?(\d{4})(?!\d)/y, make: (m) => date(undefined, m[1], m[2]) },
  { regex: /(\d{1,2})\/(\d{1,2})(?![\d/])/y, make: (m) => date(m[1], m[2], undefined) },
  {
    regex:
      /\d{1,3}(?:[. ]\d{3})+(?!\d)(?:,\d+)?|\d{1,3}(?:,\d{3})+(?!\d)(?:\.\d+)?|\d+(?:[.,]\d+)?/y,
    make: ([raw]) => [{ kind: 'number', values: numberValues(raw) }],
  },
];

const letterPatterns: Pattern[] = [
  {
    regex: /tháng\s+(\d{1,2})(?:\s+năm\s+(\d{4})|\s?[/.–-]\s?(\d{4}))?(?![\d%])/iy,
    make: (m) => date(undefined, m[1], m[2] ?? m[3]),
  },
  { regex: /năm\s+(\d{4})(?!\d)/iy, make: (m) => date(undefined, undefined, m[1]) },
  {
    regex: /%|phần\s+trăm/iy,
    make: () => [{ kind: 'word', text: '%', capital: false, startsSentence: false }],
  },
  {
    regex: /[\p{L}\p{M}]+/uy,
    make: (m) => wordsOf(m[0], m.input, m.index).map((word) => ({ kind: 'word', ...word })),
  },
];

const WORD_START = /[\p{L}\p{M}%]/u;

/** The tokens of a text, in order. Any string. */
export function readText(text: string): Token[] {
  const clean = cleanText(text);
  const tokens: Token[] = [];
  let gapStart = 0;
  let at = 0;
  while (at < clean.length) {
    const found = firstMatch(clean, at);
    if (!found) {
      at += 1;
      continue;
    }
    const gap = clean.slice(gapStart, at);
    // An expanded abbreviation is several words of one place: only the first has the gap.
    found.tokens.forEach((token, i) => {
      tokens.push({ ...token, raw: found.raw, gap: i === 0 ? gap : ' ' });
    });
    at += found.raw.length;
    gapStart = at;
  }
  return tokens;
}

function firstMatch(text: string, at: number): { raw: string; tokens: Unplaced[] } | undefined {
  const first = text[at]!;
  const isDigit = first >= '0' && first <= '9';
  if (!isDigit && !WORD_START.test(first)) return undefined;
  for (const { regex, make } of isDigit ? digitPatterns : letterPatterns) {
    regex.lastIndex = at;
    const match = regex.exec(text);
    const tokens = match && make(match);
    if (tokens) return { raw: match[0], tokens };
  }
  return undefined;
}

function date(day?: string, month?: string, year?: string): Unplaced[] | undefined {
  if (day !== undefined && (Number(day) < 1 || Number(day) > 31)) return undefined;
  if (month !== undefined && (Number(month) < 1 || Number(month) > 12)) return undefined;
  if (year !== undefined && (Number(year) < 1900 || Number(year) > 2100)) return undefined;
  const value: CalendarDate = {};
  if (day !== undefined) value.day = Number(day);
  if (month !== undefined) value.month = Number(month);
  if (year !== undefined) value.year = Number(year);
  // "29/10 HTX" is done against planned as often as a day: without a year both readings stand.
  const parts = day !== undefined && year === undefined ? [Number(day), Number(month)] : [];
  return [{ kind: 'date', date: value, parts }];
}

/** "20 –NQ/TW" → "20-NQ-TW"; which separator was typed carries no meaning. */
function documentId(raw: string): string {
  return fold(raw)
    .toUpperCase()
    .replace(/\s+/g, '')
    .replace(/[-–—/]/g, '-')
    .replace(/^0+(?=\d)/, '');
}

/**
 * Every value that a written number may have: "5.752" is five thousand and a half in Vietnamese
 * and 5.752 elsewhere, "5,752" the reverse. Two numbers agree when a reading is shared.
 */
export function numberValues(raw: string): number[] {
  const compact = raw.replace(/ /g, '');
  const separators = compact.replace(/\d/g, '');
  if (separators === '') return [Number(compact)];
  const isMixed = separators.includes('.') && separators.includes(',');
  const last = compact.slice(Math.max(compact.lastIndexOf('.'), compact.lastIndexOf(',')) + 1);
  const digits = compact.replace(/[.,]/g, '');
  const decimal = Number(`${digits.slice(0, digits.length - last.length)}.${last}`);
  if (isMixed) return [decimal];
  if (separators.length > 1) return [Number(digits)];
  return last.length === 3 ? [Number(digits), decimal] : [decimal];
}
