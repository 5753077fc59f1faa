/**
 * Compares a question's terms with a piece of text: how much of the question the text covers.
 * Abbreviations are written out on both sides, so that "HTX" and "hợp tác xã" are one.
 */
import { codeOf } from '../search/passage-terms.ts';
import { SURE_ABBREVIATIONS } from '../text/abbreviations.ts';
import { tokenize } from '../text/tokens.ts';

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

/** The syllables of a text with abbreviations written out. */
export function matchTokens(text: string): MatchToken[] {
  const tokens: MatchToken[] = [];
  for (const token of tokenize(text)) {
    const { start, end } = token;
    const expansion = SURE_ABBREVIATIONS.get(token.text) ?? IN_TEXTS.get(token.text);
    if (!expansion)
      tokens.push({ exact: token.text, folded: codeOf(token.text).folded, start, end });
    else
      for (const part of expansion)
        tokens.push({ exact: part, folded: codeOf(part).folded, start, end });
  }
  return tokens;
}

/** The tokens of a slice of the text that `tokens` were read from, with offsets into the slice. */
export function tokensWithin(
  tokens: readonly MatchToken[],
  start: number,
  end: number,
): MatchToken[] {
  let low = 0;
  for (let high = tokens.length; low < high; ) {
    const middle = (low + high) >> 1;
    if (tokens[middle]!.start < start) low = middle + 1;
    else high = middle;
  }
  const within: MatchToken[] = [];
  for (let i = low; i < tokens.length && tokens[i]!.end <= end; i += 1) {
    const { exact, folded, start: from, end: to } = tokens[i]!;
    within.push({ exact, folded, start: from - start, end: to - start });
  }
  return within;
}

/** Reads tokens, each text once: statements share their lead-ins, and passages their titles. */
export function createTokenReader(): (text: string) => readonly MatchToken[] {
  const read = new Map<string, readonly MatchToken[]>();
  return (text) => {
    let tokens = read.get(text);
    if (!tokens) {
      tokens = matchTokens(text);
      read.set(text, tokens);
    }
    return tokens;
  };
}

/** Which terms stand in a text, as a value 0..1 per term. */
export type Presence = Float32Array;

const OTHER_DIACRITICS = 0.5;

/** How well each term is present in a token sequence. */
export function presence(terms: readonly QuestionTerm[], tokens: readonly MatchToken[]): Presence {
  const exact = new Set<string>();
  const folded = new Set<string>();
  for (const token of tokens) {
    exact.add(token.exact);
    folded.add(token.folded);
  }
  const joined = terms.some((term) => term.alternatives.some((a) => a.includes(' ')))
    ? ` ${tokens.map((token) => token.folded).join(' ')} `
    : '';
  const found = new Float32Array(terms.length);
  for (const [index, term] of terms.entries()) {
    found[index] = presenceOf(term, exact, folded, joined);
  }
  return found;
}

function presenceOf(
  term: QuestionTerm,
  exact: ReadonlySet<string>,
  folded: ReadonlySet<string>,
  joined: string,
): number {
  if (exact.has(term.exact)) return 1;
  if (folded.has(term.folded)) return term.accented ? OTHER_DIACRITICS : 1;
  const same = term.alternatives.some((other) =>
    other.includes(' ') ? joined.includes(` ${other} `) : folded.has(other),
  );
  return same ? 0.8 : 0;
}

/** Share of the question's weight that is present, 0..1. */
export function coverage(terms: readonly QuestionTerm[], found: Presence): number {
  let total = 0;
  let covered = 0;
  for (const [index, term] of terms.entries()) {
    total += term.weight;
    covered += term.weight * found[index]!;
  }
  return total === 0 ? 0 : covered / total;
}

/** Element-wise best of several presences, each scaled by how much its text counts. */
export function mergePresence(parts: readonly (readonly [Presence, number])[]): Presence {
  const merged = new Float32Array(parts[0]?.[0].length ?? 0);
  for (const [found, scale] of parts) {
    for (let i = 0; i < merged.length; i += 1) merged[i] = Math.max(merged[i]!, found[i]! * scale);
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

/** Share of the pairs' weight that is present, 0..1. */
export function pairCoverage(pairs: readonly QuestionPair[], present: ReadonlySet<string>): number {
  let total = 0;
  let covered = 0;
  for (const { folded, weight } of pairs) {
    total += weight;
    if (present.has(folded)) covered += weight;
  }
  return total === 0 ? 0 : covered / total;
}
