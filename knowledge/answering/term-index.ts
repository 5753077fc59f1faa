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

export interface TermIndex {
  /** The terms that a token meets by itself. */
  hits(token: MatchToken): readonly Hit[];
  /** Alternatives of several syllables. */
  phrases: readonly { term: number; syllables: readonly string[] }[];
}

const NO_HITS: readonly Hit[] = [];
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
  const phrases: { term: number; syllables: string[] }[] = [];
  for (const [term, { exact, folded, alternatives, accented }] of terms.entries()) {
    add(byExact, exact, { term, rank: RANK.exact });
    add(byFolded, folded, { term, rank: accented ? RANK.otherDiacritics : RANK.folded });
    for (const other of alternatives) {
      if (other.includes(' ')) phrases.push({ term, syllables: other.split(' ') });
      else add(byFolded, other, { term, rank: RANK.alternative });
    }
  }
  // Tokens that are spelled alike fold alike, and most come many times.
  const known = new Map<string, readonly Hit[]>();
  const hits = (token: MatchToken) => {
    let found = known.get(token.exact);
    if (!found) {
      const own = byExact.get(token.exact) ?? NO_HITS;
      const alike = byFolded.get(token.folded) ?? NO_HITS;
      found = own.length === 0 ? alike : [...own, ...alike];
      known.set(token.exact, found);
    }
    return found;
  };
  return { hits, phrases };
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
