/**
 * Numbers written as words: "bốn" and 4, "mười lăm" and 15, "năm mươi phần trăm" and 50. Single
 * words that are also other words ("năm" = year, "ba" = father) count only inside a longer number.
 */
import { fold } from './normalise.ts';

const UNITS = new Map<string, number>([
  ['không', 0],
  ['một', 1],
  ['mốt', 1],
  ['hai', 2],
  ['ba', 3],
  ['bốn', 4],
  ['tư', 4],
  ['năm', 5],
  ['lăm', 5],
  ['nhăm', 5],
  ['sáu', 6],
  ['bảy', 7],
  ['bẩy', 7],
  ['tám', 8],
  ['chín', 9],
]);

const ALONE = new Set(['hai', 'ba', 'bốn', 'sáu', 'bảy', 'tám', 'chín']);

/** The word for 1 to 10, by which a passage may give the number. */
export const NUMBER_WORDS: readonly string[] =
  'không một hai ba bốn năm sáu bảy tám chín mười'.split(' ');

/** Numerals from 2 to 39 that are neither a letter by themselves nor a Vietnamese syllable ("vi", "xi"). */
const ROMAN = new Map(
  ['', 'x', 'xx', 'xxx'].flatMap((tens, t) =>
    ['', 'i', 'ii', 'iii', 'iv', 'v', 'vi', 'vii', 'viii', 'ix'].map(
      (ones, n) => [`${tens}${ones}`, 10 * t + n] as const,
    ),
  ),
);
/** Numerals only where a word before them says so. */
const UNSURE_ROMAN = new Map(['i', 'v', 'vi', 'x', 'xi'].map((form) => [form, ROMAN.get(form)!]));
for (const unsure of ['', ...UNSURE_ROMAN.keys()]) ROMAN.delete(unsure);
/** What numerals follow, in folded syllables: "đại hội lần thứ VI", "khóa XI", "thế kỷ X", "quý I". */
const BEFORE_ROMAN = /(?:^| )(?:lan thu|khoa|the ky|quy(?= (?:1|i)$)) \w+$/;

/** The number that a lower-case Roman numeral means; undefined when it may be something else. */
export function romanNumber(word: string): number | undefined {
  return ROMAN.get(word);
}

/**
 * The other form of a number that an ordinal word introduces: "6" for the "vi" of "lần thứ VI" and
 * "vi" for the "6" of "lần thứ 6". Tokens as tokens.ts cuts them; undefined where there is none.
 */
export function otherOrdinalForm(tokens: readonly string[], at: number): string | undefined {
  const token = tokens[at]!;
  const other =
    UNSURE_ROMAN.get(token)?.toString() ??
    [...UNSURE_ROMAN].find(([, value]) => String(value) === token)?.[0];
  if (other === undefined) return undefined;
  const before = tokens
    .slice(Math.max(0, at - 2), at + 1)
    .map(fold)
    .join(' ');
  return BEFORE_ROMAN.test(before) ? other : undefined;
}

export interface NumberWord {
  value: number;
  /** Positions in the list of tokens: from inclusive, to exclusive. */
  from: number;
  to: number;
}

/** Finds numbers of 1 to 99, and hundreds, spelt out with diacritics in a list of lower-case tokens. */
export function findNumberWords(tokens: readonly string[]): NumberWord[] {
  const found: NumberWord[] = [];
  for (let from = 0; from < tokens.length; ) {
    const read = readNumber(tokens, from);
    if (read) found.push(read);
    from = read ? read.to : from + 1;
  }
  return found;
}

function readNumber(tokens: readonly string[], from: number): NumberWord | undefined {
  const unit = UNITS.get(tokens[from] ?? '');
  const next = tokens[from + 1];
  if (unit !== undefined && unit > 0 && next === 'trăm') {
    const rest = readTens(tokens, from + 2);
    return { value: unit * 100 + (rest?.value ?? 0), from, to: rest?.to ?? from + 2 };
  }
  return readTens(tokens, from);
}

function readTens(tokens: readonly string[], from: number): NumberWord | undefined {
  const first = tokens[from] ?? '';
  const unit = UNITS.get(first);
  const after = (at: number) => UNITS.get(tokens[at] ?? '') ?? 0;
  if (first === 'mười') {
    const ones = after(from + 1);
    return { value: 10 + ones, from, to: from + (ones > 0 ? 2 : 1) };
  }
  if (
    unit !== undefined &&
    unit > 1 &&
    (tokens[from + 1] === 'mươi' || tokens[from + 1] === 'chục')
  ) {
    const ones = after(from + 2);
    return { value: unit * 10 + ones, from, to: from + (ones > 0 ? 3 : 2) };
  }
  if (unit !== undefined && ALONE.has(first)) return { value: unit, from, to: from + 1 };
  return undefined;
}
