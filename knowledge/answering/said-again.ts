/**
 * How a statement takes up the words of the question: leaves them out or merely says them again.
 */
import type { QuestionReading } from '../question/question.ts';
import { type MatchToken, type Presence, pairsHeld } from './term-match.ts';

/** Share of the statement's syllables that the question already said: near 1 it tells nothing new. */
export function restates(question: QuestionReading, tokens: readonly MatchToken[]): number {
  if (tokens.length === 0) return 1;
  const said = new Set(question.terms.map((term) => term.folded));
  return tokens.filter((token) => said.has(token.folded)).length / tokens.length;
}

/** The weight of the rarest question syllable that stands nowhere around, as a share of the heaviest. */
export function missingShare(question: QuestionReading, found: Presence): number {
  let heaviest = 0;
  let missing = 0;
  for (const [index, term] of question.terms.entries()) {
    heaviest = Math.max(heaviest, term.weight);
    missing = Math.max(missing, term.weight * (1 - found[index]!));
  }
  return heaviest === 0 ? 1 : missing / heaviest;
}

/** The weight of the rarest question pair that neither the statement nor its document's title and place hold. */
export function missingPair({ pairs }: QuestionReading, around: readonly MatchToken[]): number {
  let heaviest = 0;
  let missing = 0;
  const held = pairsHeld(pairs, around);
  for (const [index, { weight }] of pairs.entries()) {
    heaviest = Math.max(heaviest, weight);
    if (weight > missing && held[index] === 0) missing = weight;
  }
  return heaviest === 0 ? 0 : missing / heaviest;
}

/**
 * The share of the question, by weight, that stands nowhere in a document, given as folded words
 * with single spaces: however well one statement reads, half a question untold is another question.
 */
export function untoldShare({ terms }: QuestionReading, words: string): number {
  let total = 0;
  let untold = 0;
  for (const { folded, alternatives, weight } of terms) {
    total += weight;
    const isTold = [folded, ...alternatives].some((one) => words.includes(` ${one} `));
    if (!isTold) untold += weight;
  }
  return total === 0 ? 0 : untold / total;
}
