/**
 * Where a question's terms and pairs stand in a passage. A passage is walked once; its statements,
 * some fifty of which overlap in a long article of law, then only look at the places in their stretch.
 */
import type { QuestionReading } from '../question/question.ts';
import { holdsAt, pairIndexOf, RANK, termIndexOf } from './term-index.ts';
import { type MatchToken, type Presence, shareOfPairs, worthOf } from './term-match.ts';

/** All stretches run from one token up to another, which is not in it any more. */
export interface TermPlaces {
  /** How well each term is present in a stretch. */
  presence(from: number, to: number): Presence;
  /** Share of the pairs' weight that stands in a stretch, 0..1. */
  pairCoverage(from: number, to: number): number;
}

/** Terms (or pairs) that stand somewhere, by the token they begin with, ascending. */
class Places {
  readonly starts: number[] = [];
  readonly ends: number[] = [];
  readonly which: number[] = [];
  readonly ranks: number[] = [];

  add(start: number, end: number, which: number, rank: number): void {
    this.starts.push(start);
    this.ends.push(end);
    this.which.push(which);
    this.ranks.push(rank);
  }

  /** The highest rank of each of so many in a stretch, 0 for none. */
  ranksWithin(from: number, to: number, count: number): number[] {
    const best: number[] = [];
    for (let i = 0; i < count; i += 1) best.push(0);
    const { starts, ends, which, ranks } = this;
    for (let i = firstAtLeast(starts, from); i < starts.length && starts[i]! < to; i += 1) {
      if (ends[i]! <= to && ranks[i]! > best[which[i]!]!) best[which[i]!] = ranks[i]!;
    }
    return best;
  }
}

/** Walks a passage's tokens. */
export function placesIn(
  { terms, pairs }: Pick<QuestionReading, 'terms' | 'pairs'>,
  tokens: readonly MatchToken[],
): TermPlaces {
  const ofTerms = new Places();
  const ofPairs = new Places();
  const { meet } = termIndexOf(terms);
  const index = pairIndexOf(pairs);
  for (let at = 0; at < tokens.length; at += 1) {
    const token = tokens[at]!;
    const { hits, phrases } = meet(token);
    for (const { term, rank } of hits) ofTerms.add(at, at + 1, term, rank);
    for (const { term, syllables } of phrases) {
      if (!holdsAt(tokens, at, syllables)) continue;
      ofTerms.add(at, at + syllables.length, term, RANK.alternative);
    }
    const second = at + 1 < tokens.length ? tokens[at + 1]!.folded : undefined;
    const held = second === undefined ? undefined : index.get(token.folded)?.get(second);
    if (held) for (const pair of held) ofPairs.add(at, at + 2, pair, 1);
  }
  return {
    presence: (from, to) => worthOf(ofTerms.ranksWithin(from, to, terms.length)),
    pairCoverage: (from, to) => shareOfPairs(pairs, ofPairs.ranksWithin(from, to, pairs.length)),
  };
}

/** The first of ascending values that is not below one; their number when all are. */
function firstAtLeast(values: readonly number[], least: number): number {
  let from = 0;
  for (let high = values.length; from < high; ) {
    const middle = (from + high) >> 1;
    if (values[middle]! < least) from = middle + 1;
    else high = middle;
  }
  return from;
}
