/**
 * Names: whether every person, place and organisation of a claim stands in its evidence. A name is
 * a run of capitalised syllables, so nothing needs to be known about Vietnamese names.
 */
import type { Token } from './support-reading.ts';
import { OPENING_WORDS } from './support-words.ts';

type WordToken = Extract<Token, { kind: 'word' }>;

/** Capitalised out of respect or habit; they name nothing by themselves. */
const COMMON_HEADS = new Set(
  (
    'hội nghị đại lễ luật nghị quyết chương kế nhà điều khoản mục phụ thông quy đề dự ông bà đồng anh chị cô tp ' +
    'hợp tổ doanh công xí ban sở phòng huyện quận xã phường tỉnh thành cụm ngành ngày năm tháng sáng chiều'
  ).split(' '),
);
const COURTESY = new Set(['ông', 'bà', 'anh', 'chị', 'cô', 'đồng', 'chí']);
export const NAME_PART_MIN = 2;
export interface Run {
  words: string[];
  /** Index of the first word among the words of its text. */
  at: number;
  startsSentence: boolean;
}

/** The words of a text without its numbers and dates, and the capitalised runs among them. */
export function runsOf(tokens: readonly Token[]): { words: WordToken[]; runs: Run[] } {
  const words: WordToken[] = [];
  const runs: Run[] = [];
  let open: Run | undefined;
  for (const token of tokens) {
    if (token.kind !== 'word') {
      open = undefined;
      continue;
    }
    const isBreak = !/^\s*$/.test(token.gap);
    if (!token.capital) open = undefined;
    else if (open && !isBreak && !token.startsSentence) open.words.push(token.text);
    else {
      open = { words: [token.text], at: words.length, startsSentence: token.startsSentence };
      runs.push(open);
    }
    words.push(token);
  }
  return { words, runs };
}

/** The names of a claim that stand in none of the evidence texts. */
export function missingNames(
  claim: readonly Token[],
  evidence: readonly (readonly Token[])[],
): string[] {
  const { words, runs } = runsOf(claim);
  const texts = evidence.map((tokens) => wordTexts(tokens));
  const known = new Set(texts.flat());
  const missing: string[] = [];
  for (const run of runs) {
    const name = trimmed(run);
    if (name.length === 0 || isHeldName(name, texts)) continue;
    if (name.length === 1) {
      const isWord = run.startsSentence || known.has(name[0]!) || COMMON_HEADS.has(name[0]!);
      if (isWord) continue;
    }
    const isAbbreviated = isInitialsOf(
      name,
      words.slice(run.at).map((word) => word.text),
      texts,
      evidence,
    );
    if (!isAbbreviated) missing.push(written(run, name.length, words));
  }
  return missing;
}

/** One entry per token; numbers and dates match no word. */
export const wordTexts = (tokens: readonly Token[]): string[] =>
  tokens.map((token) => (token.kind === 'word' ? token.text : '\u0000'));

/** The last `length` words of a run as the claim writes them. */
export const written = (run: Run, length: number, words: readonly WordToken[]): string =>
  words
    .slice(run.at + run.words.length - length, run.at + run.words.length)
    .map((word) => word.raw)
    .join(' ');

function trimmed(run: Run): string[] {
  let words = run.words;
  while (words.length > 0 && COURTESY.has(words[0]!)) words = words.slice(1);
  const opens = run.startsSentence && words.length > 1 && OPENING_WORDS.has(words[0]!);
  return opens ? words.slice(1) : words;
}

/** In one place, or as pieces of at least two syllables each ("Hải Phòng" + "Nguyễn Văn Thành"). */
function isHeldName(name: readonly string[], texts: readonly string[][]): boolean {
  if (name.length === 1) return texts.some((text) => text.includes(name[0]!));
  let at = 0;
  while (at < name.length) {
    let length = name.length - at;
    while (
      length >= NAME_PART_MIN &&
      !texts.some((text) => includesRun(text, name.slice(at, at + length)))
    ) {
      length -= 1;
    }
    if (length < NAME_PART_MIN) return false;
    at += length;
    if (name.length - at === 1) return false;
  }
  return true;
}

function includesRun(text: readonly string[], run: readonly string[]): boolean {
  return positions(text, run).length > 0;
}

/** Where a run of words stands in a text, as indexes. */
export function positions(text: readonly string[], run: readonly string[]): number[] {
  const found: number[] = [];
  for (let i = text.indexOf(run[0]!); i >= 0; i = text.indexOf(run[0]!, i + 1)) {
    if (run.every((word, k) => text[i + k] === word)) found.push(i);
  }
  return found;
}

/** "ĐBSCL" against "đồng bằng sông Cửu Long", in either direction. */
function isInitialsOf(
  name: readonly string[],
  following: readonly string[],
  texts: readonly string[][],
  evidence: readonly (readonly Token[])[],
): boolean {
  const letters = name.length === 1 ? name[0]! : '';
  if (letters.length >= 3 && texts.some((text) => initials(text).includes(letters))) return true;
  const start = initials(following);
  return evidence.some((tokens) =>
    tokens.some(
      (token) =>
        token.kind === 'word' &&
        /^\p{Lu}{3,}$/u.test(token.raw) &&
        token.raw.length >= name.length &&
        start.startsWith(token.raw.toLowerCase()),
    ),
  );
}

const initials = (words: readonly string[]): string =>
  words
    .filter((word) => word !== 'và')
    .map((word) => word[0] ?? '')
    .join('');
