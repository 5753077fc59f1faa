/**
 * Where a found answer stands: beside the noun that was asked for ("56 đơn vị" for "mấy đơn vị"),
 * and amid how much else of the question.
 */
import type { QuestionReading } from '../question/question.ts';
import {
  coverage,
  type MatchToken,
  pairsIn,
  presence,
  presenceOf,
  type QuestionTerm,
} from './term-match.ts';

/**
 * How well the noun that was asked for stands beside a found answer: "56 đơn vị" for "mấy đơn vị",
 * "quận Kiến An" for "quận nào". 1 right after it, less further off.
 */
export function focusNear(
  question: QuestionReading,
  tokens: readonly MatchToken[],
  spans: readonly { start: number; end: number }[],
): number {
  const focus = focusTerms(question);
  if (focus.length === 0 || spans.length === 0) return 0;
  let best = 0;
  for (const span of spans.slice(0, SPANS_MAX)) {
    const first = tokens.findIndex((token) => token.end > span.start);
    if (first < 0) continue;
    const next = tokens.findIndex((token) => token.start >= span.end);
    const after = next < 0 ? [] : tokens.slice(next, next + 4);
    const around = tokens.slice(Math.max(0, first - 3), first);
    const inside = tokens.slice(first, next < 0 ? undefined : next);
    const stands = presenceOf(focus[0]!, inside) > 0 ? 1 : 0;
    best = Math.max(best, stands, followed(focus, after), 0.6 * followed(focus, around));
  }
  return best;
}

const SPANS_MAX = 16;

function focusTerms(question: QuestionReading): QuestionTerm[] {
  const { focus } = question.intent;
  if (focus.length === 0) return [];
  const at = question.terms.findIndex((_, i) =>
    focus.every((part, k) => question.terms[i + k]?.folded === part),
  );
  return at < 0
    ? question.terms.filter((term) => focus.includes(term.folded))
    : question.terms.slice(at, at + focus.length);
}

/** The first focus syllable in the given tokens counts most, and more the sooner it comes. */
function followed(focus: readonly QuestionTerm[], tokens: readonly MatchToken[]): number {
  const [head, ...rest] = focus;
  if (!head) return 0;
  for (const [distance] of tokens.entries()) {
    const from = tokens.slice(distance, distance + 4);
    if (presenceOf(head, from.slice(0, wordsOf(head))) === 0) continue;
    const more =
      rest.length === 0
        ? 1
        : rest.filter((term) => presenceOf(term, from) > 0).length / rest.length;
    return (0.7 + 0.3 * more) / (1 + 0.5 * distance);
  }
  return 0;
}

/** Syllables that a term may take in the text: an alternative of two needs two. */
function wordsOf(term: QuestionTerm): number {
  return Math.max(1, ...term.alternatives.map((other) => other.split(' ').length));
}

const NEAR_SYLLABLES = 12;

/** How much of the question stands within a few syllables of the best-placed answer span, 0..1. */
export function nearTerms(
  question: QuestionReading,
  tokens: readonly MatchToken[],
  spans: readonly { start: number; end: number }[],
): number {
  let best = 0;
  for (const span of spans.slice(0, 12)) {
    const at = tokens.findIndex((token) => token.end > span.start);
    if (at < 0) continue;
    const window = tokens.slice(Math.max(0, at - NEAR_SYLLABLES), at + NEAR_SYLLABLES);
    best = Math.max(best, coverage(question.terms, presence(question.terms, window)));
  }
  return best;
}

/**
 * 1 when the noun that was counted in the question ("mấy tấn", "bao nhiêu cán bộ") stands nowhere in
 * the tokens, in no other word for it either; 0 when it does or the question counts nothing.
 */
export function focusMissing(question: QuestionReading, tokens: readonly MatchToken[]): number {
  const [head, next] = focusTerms(question);
  if (!head || (head.weight === 0 && !COUNTED_THOUGH_MUTE.has(head.folded))) return 0;
  const word = next && `${head.folded}_${next.folded}`;
  const isWord = word !== undefined && question.pairs.some(({ folded }) => folded === word);
  if (isWord && pairsIn(tokens).has(word)) return 0;
  const stands = presenceOf(head, tokens);
  if (stands >= (isWord ? 1 : 0.5) && !isWord) return 0;
  if (isWord && alternativesStand(head, tokens)) return 0;
  return 1;
}

/** Nouns people count that carry no topic elsewhere. */
const COUNTED_THOUGH_MUTE = new Set(['nguoi', 'cai', 'lan']);

function alternativesStand(term: QuestionTerm, tokens: readonly MatchToken[]): boolean {
  const joined = ` ${tokens.map((token) => token.folded).join(' ')} `;
  return term.alternatives.some((other) => joined.includes(` ${other} `));
}
