/**
 * Compares words by meaning where they differ in form: "qua đời" and "đã chết". A word is two
 * neighbouring syllables; each word of the question is met by the nearest word of the text, by the
 * embedder's vectors.
 */
import type { MatchToken, QuestionTerm } from './term-match.ts';

export interface SoftMatcher {
  /** Weighted mean over the question's words of the best cosine with a word of the text, 0..1. */
  coverage(tokens: readonly MatchToken[]): number;
}

interface Word {
  vector: Float32Array;
  weight: number;
}

const QUESTION_WORDS_MAX = 24;
const TEXT_WORDS_MAX = 160;

/** Remembers the vectors of words of one question's candidates. */
export function createSoftMatcher(
  terms: readonly QuestionTerm[],
  embed: (text: string) => Float32Array,
): SoftMatcher {
  const vectors = new Map<string, Float32Array>();
  const vectorOf = (word: string) => {
    const known = vectors.get(word);
    if (known) return known;
    const made = embed(word);
    vectors.set(word, made);
    return made;
  };
  const asked = questionWords(terms, vectorOf);
  const nearest = new Map<string, Float32Array>();
  const cosinesOf = (word: string) => {
    const known = nearest.get(word);
    if (known) return known;
    const vector = vectorOf(word);
    const made = Float32Array.from(asked, (one) => dot(one.vector, vector));
    nearest.set(word, made);
    return made;
  };
  return {
    coverage(tokens) {
      const best = new Float32Array(asked.length);
      for (let i = 1; i < Math.min(tokens.length, TEXT_WORDS_MAX); i += 1) {
        const cosines = cosinesOf(`${tokens[i - 1]!.exact} ${tokens[i]!.exact}`);
        for (let k = 0; k < best.length; k += 1) best[k] = Math.max(best[k]!, cosines[k]!);
      }
      let covered = 0;
      let total = 0;
      for (const [k, { weight }] of asked.entries()) {
        covered += weight * best[k]!;
        total += weight;
      }
      return total === 0 ? 0 : covered / total;
    },
  };
}

/** The question's neighbouring topic syllables as words. */
function questionWords(
  terms: readonly QuestionTerm[],
  vectorOf: (word: string) => Float32Array,
): Word[] {
  const words: Word[] = [];
  for (let i = 0; i < terms.length && words.length < QUESTION_WORDS_MAX; i += 1) {
    const term = terms[i]!;
    const next = terms[i + 1];
    if (term.weight === 0) continue;
    const pair = next && next.weight > 0;
    const weight = pair ? term.weight + next.weight : term.weight;
    words.push({ vector: vectorOf(pair ? `${term.exact} ${next.exact}` : term.exact), weight });
  }
  return words;
}

function dot(a: Float32Array, b: Float32Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i += 1) sum += a[i]! * b[i]!;
  return sum;
}
