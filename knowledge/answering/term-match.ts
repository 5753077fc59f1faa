/**
 * Compares a question's terms with a piece of text: how much of the question the text covers.
 * Abbreviations are written out on both sides, so that "HTX" and "hợp tác xã" are one.
 */
import { tokenScanner } from '../embedder/token-scanner.ts';
import { codeOf } from '../search/passage-terms.ts';
import { createTokenSpellings } from '../search/token-spellings.ts';
import { SURE_ABBREVIATIONS } from '../text/abbreviations.ts';
import { tokenize } from '../text/tokens.ts';
import { holdsAt, pairIndexOf, RANK, termIndexOf } from './term-index.ts';

/** One syllable of a text, as it is compared. */
export interface MatchToken {
  exact: string;
  folded: string;
  /** UTF-16 offsets of the word the syllable came from (an abbreviation gives several syllables). */
  start: number;
  end: number;
}

/** A syllable of the question with its importance. */
export interface QuestionTerm {
  exact: string;
  folded: string;
  /** Rarity (idf) times a discount for terms inherited from earlier turns; 0 for function words. */
  weight: number;
  /** Folded syllables (or syllable sequences) that mean the same: "chet" for "qua doi". */
  alternatives: readonly string[];
  /** True when the writer typed the syllable with diacritics, so that a differing one is another word. */
  accented: boolean;
}

/** Abbreviations that official texts use with one meaning, besides the sure ones. */
const IN_TEXTS: ReadonlyMap<string, readonly string[]> = new Map(
  Object.entries({
    tht: ['tổ', 'hợp', 'tác'],
    lm: ['liên', 'minh'],
    tp: ['thành', 'phố'],
    dn: ['doanh', 'nghiệp'],
    tw: ['trung', 'ương'],
    bch: ['ban', 'chấp', 'hành'],
    btv: ['ban', 'thường', 'vụ'],
  }),
);

/** The syllables that one word of a text stands for. */
type Reading = readonly Pick<MatchToken, 'exact' | 'folded'>[];

/** Longer texts are read the slow way; no passage is as long. */
const SCANNED_MAX = 4096;
const scanner = tokenScanner(SCANNED_MAX);
// Words repeat: nearly every one of a corpus is one of a few thousand.
const spellings = createTokenSpellings();
/** By the number of a spelling. */
const readings: Reading[] = [];

/** The syllables of a text with abbreviations written out. */
export function matchTokens(text: string): MatchToken[] {
  const tokens: MatchToken[] = [];
  const add = (reading: Reading, start: number, end: number) => {
    for (const { exact, folded } of reading) tokens.push({ exact, folded, start, end });
  };
  const count = scanner.scan(text);
  if (count < 0 || count === SCANNED_MAX) {
    for (const token of tokenize(text)) add(readingOf(token.text), token.start, token.end);
    return tokens;
  }
  spellings.forgetIfFull();
  if (readings.length > spellings.texts.length) readings.length = 0;
  for (let i = 0; i < count; i += 1) {
    const number = spellings.ofScanned(text, scanner, i);
    readings[number] ??= readingOf(spellings.texts[number]!);
    add(readings[number], scanner.starts[i]!, scanner.ends[i]!);
  }
  return tokens;
}

function readingOf(token: string): Reading {
  const syllables = SURE_ABBREVIATIONS.get(token) ?? IN_TEXTS.get(token) ?? [token];
  return syllables.map((exact) => ({ exact, folded: codeOf(exact).folded }));
}

/** Which tokens of a text stand in a slice of it: from the first of them up to the one behind the last. */
export function stretchWithin(
  tokens: readonly MatchToken[],
  start: number,
  end: number,
): { from: number; to: number } {
  let from = 0;
  for (let high = tokens.length; from < high; ) {
    const middle = (from + high) >> 1;
    if (tokens[middle]!.start < start) from = middle + 1;
    else high = middle;
  }
  let to = from;
  for (let high = tokens.length; to < high; ) {
    const middle = (to + high) >> 1;
    if (tokens[middle]!.end <= end) to = middle + 1;
    else high = middle;
  }
  return { from, to };
}

/** Tokens with offsets from `start` on. */
export function shifted(tokens: readonly MatchToken[], start: number): MatchToken[] {
  return tokens.map(({ exact, folded, start: from, end: to }) => ({
    exact,
    folded,
    start: from - start,
    end: to - start,
  }));
}

/** The tokens of a text. */
export type ReadTokens = (text: string) => readonly MatchToken[];

/** Tokens kept, some 60 bytes each with their text: what a few hundred passages hold. */
const TOKENS_KEPT_MAX = 120_000;
/** What a text costs besides its tokens, counted in tokens. */
const TEXT_COST = 4;

/**
 * Reads tokens, and keeps those of the texts read lately: statements share their lead-ins, and
 * questions the passages of the few laws that most of them are about.
 */
export function createTokenReader(): ReadTokens {
  // A Map remembers the order of insertion: the first key is the one unused for longest.
  const kept = new Map<string, readonly MatchToken[]>();
  let cost = 0;
  return (text) => {
    const known = kept.get(text);
    const tokens = known ?? matchTokens(text);
    if (known) kept.delete(text);
    else cost += tokens.length + TEXT_COST;
    kept.set(text, tokens);
    for (const [oldest, { length }] of kept) {
      if (cost <= TOKENS_KEPT_MAX) break;
      kept.delete(oldest);
      cost -= length + TEXT_COST;
    }
    return tokens;
  };
}

/**
 * Which terms stand in a text, as a value 0..1 per term. A plain array: a thousand are made a
 * question, and typed arrays of more than 16 numbers are slow to make and to collect.
 */
export type Presence = readonly number[];

const OTHER_DIACRITICS = 0.5;

/** By rank: what a syllable of that rank is worth, none first. */
const WORTH = [0, 0.8, OTHER_DIACRITICS, 1, 1] as const;
let ranks = new Uint8Array(64);

/** How well each term is present in a token sequence. */
export function presence(terms: readonly QuestionTerm[], tokens: readonly MatchToken[]): Presence {
  if (ranks.length < terms.length) ranks = new Uint8Array(terms.length);
  ranks.fill(0, 0, terms.length);
  const { meet } = termIndexOf(terms);
  // Walked thousands of times a question: by index, since iterators leave garbage behind.
  for (let at = 0; at < tokens.length; at += 1) {
    const { hits, phrases } = meet(tokens[at]!);
    for (let i = 0; i < hits.length; i += 1) {
      const { term, rank } = hits[i]!;
      if (rank > ranks[term]!) ranks[term] = rank;
    }
    for (let i = 0; i < phrases.length; i += 1) {
      const { term, syllables } = phrases[i]!;
      if (ranks[term] === 0 && holdsAt(tokens, at, syllables)) ranks[term] = RANK.alternative;
    }
  }
  return worthOf(ranks, terms.length);
}

/** From the rank of each term, 0 for one that is absent. */
export function worthOf(best: ArrayLike<number>, count = best.length): Presence {
  const worth: number[] = [];
  for (let i = 0; i < count; i += 1) worth.push(WORTH[best[i]!]!);
  return worth;
}

const alone = new WeakMap<QuestionTerm, readonly [QuestionTerm]>();

/** How well one term is present in a token sequence. */
export function presenceOf(term: QuestionTerm, tokens: readonly MatchToken[]): number {
  // The same list for the same term, so that it is made ready to be looked up only once.
  const terms = alone.get(term) ?? ([term] as const);
  alone.set(term, terms);
  return presence(terms, tokens)[0]!;
}

/** Share of the question's weight that is present, 0..1. */
export function coverage(terms: readonly QuestionTerm[], found: Presence): number {
  let total = 0;
  let covered = 0;
  for (let i = 0; i < terms.length; i += 1) {
    const { weight } = terms[i]!;
    total += weight;
    covered += weight * found[i]!;
  }
  return total === 0 ? 0 : covered / total;
}

/** Element-wise best of several presences, each scaled by how much its text counts. */
export function mergePresence(parts: readonly (readonly [Presence, number])[]): Presence {
  const [first] = parts;
  const merged: number[] = [];
  for (let i = 0; i < (first?.[0].length ?? 0); i += 1) {
    let best = 0;
    for (let part = 0; part < parts.length; part += 1) {
      const [found, scale] = parts[part]!;
      best = Math.max(best, found[i]! * scale);
    }
    merged.push(best);
  }
  return merged;
}

/** Two neighbouring syllables of the question ("An Phát"), which name things that neither does alone. */
export interface QuestionPair {
  folded: string;
  weight: number;
}

/** The neighbouring pairs of a text, as they are compared. */
export function pairsIn(tokens: readonly MatchToken[]): ReadonlySet<string> {
  const present = new Set<string>();
  for (let i = 1; i < tokens.length; i += 1) {
    present.add(`${tokens[i - 1]!.folded}_${tokens[i]!.folded}`);
  }
  return present;
}

/** Which pairs of a question stand in a token sequence: 1 or 0 per pair. */
export function pairsHeld(
  pairs: readonly QuestionPair[],
  tokens: readonly MatchToken[],
): Uint8Array {
  const held = new Uint8Array(pairs.length);
  const index = pairIndexOf(pairs);
  for (let i = 1; i < tokens.length; i += 1) {
    const at = index.get(tokens[i - 1]!.folded)?.get(tokens[i]!.folded);
    if (at) for (const position of at) held[position] = 1;
  }
  return held;
}

/** Share of the pairs' weight that stands in a token sequence, 0..1. */
export function pairCoverage(
  pairs: readonly QuestionPair[],
  tokens: readonly MatchToken[],
): number {
  return shareOfPairs(pairs, pairsHeld(pairs, tokens));
}

/** Share of the pairs' weight that is held, 0..1: 1 for a pair that is. */
export function shareOfPairs(pairs: readonly QuestionPair[], held: ArrayLike<number>): number {
  let total = 0;
  let covered = 0;
  for (let i = 0; i < pairs.length; i += 1) {
    const { weight } = pairs[i]!;
    total += weight;
    if (held[i] === 1) covered += weight;
  }
  return total === 0 ? 0 : covered / total;
}
