/**
 * Numbers written as words: "bốn" and 4, "mười lăm" and 15, "năm mươi phần trăm" and 50. Single
 * words that are also other words ("năm" = year, "ba" = father) count only inside a longer number.
 */

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
