/**
 * Looks terms up by the syllables of a text instead of the text's syllables by the terms: a text is
 * walked once and nothing is made of its syllables. Built once per question and kept as long as its
 * terms are, since some thousand statements are compared with them.
 */
import type { MatchToken, QuestionPair, QuestionTerm } from './term-match.ts';

/** How a syllable meets a term; the higher counts where several do. */
export const RANK = { alternative: 1, otherDiacritics: 2, folded: 3, exact: 4 } as const;

export interface Hit {
  /** Position among the terms. */
  term: number;
  rank: number;
}

/** An alternative of several syllables. */
export interface Phrase {
  term: number;
  syllables: readonly string[];
}

/** What a token may be of a question. */
export interface Met {
  /** The terms that it meets by itself. */
  hits: readonly Hit[];
  /** The alternatives that it may begin: of hundreds that a question has, seldom any. */
  phrases: readonly Phrase[];
}

export interface TermIndex {
  meet(token: MatchToken): Met;
}

const NO_HITS: readonly Hit[] = [];
const NO_PHRASES: readonly Phrase[] = [];
const NOTHING: Met = { hits: NO_HITS, phrases: NO_PHRASES };
const termIndexes = new WeakMap<readonly QuestionTerm[], TermIndex>();
const pairIndexes = new WeakMap<readonly QuestionPair[], PairIndex>();

/** The index of these terms, which must not change any more. */
export function termIndexOf(terms: readonly QuestionTerm[]): TermIndex {
  let index = termIndexes.get(terms);
  if (!index) {
    index = buildTermIndex(terms);
    termIndexes.set(terms, index);
  }
  return index;
}

function buildTermIndex(terms: readonly QuestionTerm[]): TermIndex {
  const byExact = new Map<string, Hit[]>();
  const byFolded = new Map<string, Hit[]>();
  const byFirst = new Map<string, Phrase[]>();
  for (const [term, { exact, folded, alternatives, accented }] of terms.entries()) {
    add(byExact, exact, { term, rank: RANK.exact });
    add(byFolded, folded, { term, rank: accented ? RANK.otherDiacritics : RANK.folded });
    for (const other of alternatives) {
      const syllables = other.split(' ');
      if (syllables.length > 1) add(byFirst, syllables[0]!, { term, syllables });
      else add(byFolded, other, { term, rank: RANK.alternative });
    }
  }
  // Tokens that are spelled alike fold alike, and most come many times.
  const known = new Map<string, Met>();
  const meet = (token: MatchToken) => {
    let met = known.get(token.exact);
    if (!met) {
      const own = byExact.get(token.exact) ?? NO_HITS;
      const alike = byFolded.get(token.folded) ?? NO_HITS;
      const hits = own.length === 0 ? alike : [...own, ...alike];
      const phrases = byFirst.get(token.folded) ?? NO_PHRASES;
      met = hits.length + phrases.length === 0 ? NOTHING : { hits, phrases };
      known.set(token.exact, met);
    }
    return met;
  };
  return { meet };
}

/** True when the syllables stand side by side from a token on. */
export function holdsAt(
  tokens: readonly MatchToken[],
  at: number,
  syllables: readonly string[],
): boolean {
  if (at + syllables.length > tokens.length) return false;
  for (let k = 0; k < syllables.length; k += 1) {
    if (tokens[at + k]!.folded !== syllables[k]) return false;
  }
  return true;
}

/** First syllable → second syllable → positions among the pairs. */
export type PairIndex = ReadonlyMap<string, ReadonlyMap<string, readonly number[]>>;

/** The index of these pairs, which must not change any more. */
export function pairIndexOf(pairs: readonly QuestionPair[]): PairIndex {
  const known = pairIndexes.get(pairs);
  if (known) return known;
  const index = new Map<string, Map<string, number[]>>();
  for (const [position, { folded }] of pairs.entries()) {
    const [first = '', second = ''] = folded.split('_');
    const seconds = index.get(first) ?? new Map<string, number[]>();
    index.set(first, seconds);
    add(seconds, second, position);
  }
  pairIndexes.set(pairs, index);
  return index;
}

function add<T>(lists: Map<string, T[]>, key: string, value: T): void {
  const list = lists.get(key);
  if (list) list.push(value);
  else lists.set(key, [value]);
}
