/**
 * Chooses the features that get rows of their own. Tokens by frequency; bigrams by how much more
 * often the two stand together than chance would have it, times how often: those are the words
 * and set phrases of Vietnamese, most of which have two syllables.
 */
import { bigramFeature, tokenFeatures } from '../features.ts';
import type { TrainingText } from './training-text.ts';

export interface FeatureChoice {
  features: Uint32Array;
  /** Starting weight of each feature's row: inverse frequency, damped. */
  weights: Float32Array;
}

/** A token feature seen less often than this is left to the buckets. */
const TOKEN_COUNT_MIN = 15;
const BIGRAM_COUNT_MIN = 8;
const BIGRAM_SLOTS = 2 ** 24;
const TOKEN_SHARE_MAX = 0.5;

/** Token id → its features, with 0 for "none". */
export interface TokenFeatureIds {
  exact: Uint32Array;
  folded: Uint32Array;
}

export function featuresOfVocabulary(vocabulary: readonly string[]): TokenFeatureIds {
  const exact = new Uint32Array(vocabulary.length);
  const folded = new Uint32Array(vocabulary.length);
  for (const [id, token] of vocabulary.entries()) {
    const features = tokenFeatures(token);
    exact[id] = features.exact;
    folded[id] = features.folded;
  }
  return { exact, folded };
}

/** At most rowsMax features: the most frequent tokens (at most half the rows), then the best bigrams. */
export function chooseFeatures(
  text: TrainingText,
  ids: TokenFeatureIds,
  rowsMax: number,
): FeatureChoice {
  const tokenCounts = countTokens(text, ids);
  const total = text.tokens.length;
  const chosen = [...tokenCounts]
    .filter(([, count]) => count >= TOKEN_COUNT_MIN)
    .sort((a, b) => b[1] - a[1] || a[0] - b[0])
    .slice(0, Math.floor(rowsMax * TOKEN_SHARE_MAX));
  const taken = new Set(chosen.map(([feature]) => feature));
  const bigrams = scoredBigrams(text, ids, tokenCounts)
    .filter((bigram) => !taken.has(bigram.feature))
    .slice(0, rowsMax - chosen.length);
  const counts = [...chosen, ...bigrams.map(({ feature, count }) => [feature, count] as const)];
  return {
    features: Uint32Array.from(counts, ([feature]) => feature),
    weights: Float32Array.from(counts, ([, count]) => inverseFrequency(count, total)),
  };
}

/** ln(1 + tokens per occurrence / passage length), so that a word of every passage weighs next to nothing. */
function inverseFrequency(count: number, total: number): number {
  return Math.log(1 + total / 100 / count);
}

function countTokens(text: TrainingText, ids: TokenFeatureIds): Map<number, number> {
  const perId = new Int32Array(text.vocabulary.length);
  for (const id of text.tokens) perId[id]!++;
  const counts = new Map<number, number>();
  for (let id = 0; id < perId.length; id++) {
    for (const feature of [ids.exact[id]!, ids.folded[id]!]) {
      if (feature !== 0) counts.set(feature, (counts.get(feature) ?? 0) + perId[id]!);
    }
  }
  return counts;
}

interface ScoredBigram {
  feature: number;
  count: number;
  score: number;
}

function scoredBigrams(
  text: TrainingText,
  ids: TokenFeatureIds,
  tokenCounts: Map<number, number>,
): ScoredBigram[] {
  const { tokens, sentenceStarts } = text;
  const keys = new Uint32Array(BIGRAM_SLOTS);
  const counts = new Int32Array(BIGRAM_SLOTS);
  const lefts = new Uint32Array(BIGRAM_SLOTS);
  const rights = new Uint32Array(BIGRAM_SLOTS);
  let used = 0;
  for (let s = 0; s + 1 < sentenceStarts.length; s++) {
    for (let i = sentenceStarts[s]! + 1; i < sentenceStarts[s + 1]!; i++) {
      const left = ids.folded[tokens[i - 1]!]!;
      const right = ids.folded[tokens[i]!]!;
      const feature = bigramFeature(left, right);
      let slot = feature & (BIGRAM_SLOTS - 1);
      while (keys[slot] !== 0 && keys[slot] !== feature) slot = (slot + 1) & (BIGRAM_SLOTS - 1);
      if (keys[slot] === 0) {
        // Once the table is nearly full, bigrams not seen so far are rare enough to miss.
        if (used > BIGRAM_SLOTS * 0.8) continue;
        used++;
        keys[slot] = feature;
        lefts[slot] = left;
        rights[slot] = right;
      }
      counts[slot]!++;
    }
  }
  const scored: ScoredBigram[] = [];
  for (let slot = 0; slot < BIGRAM_SLOTS; slot++) {
    const count = counts[slot]!;
    if (count < BIGRAM_COUNT_MIN) continue;
    const expected =
      ((tokenCounts.get(lefts[slot]!) ?? 1) * (tokenCounts.get(rights[slot]!) ?? 1)) /
      tokens.length;
    const score = count * Math.log(count / expected);
    if (score > 0) scored.push({ feature: keys[slot]!, count, score });
  }
  return scored.sort((a, b) => b.score - a.score || a.feature - b.feature);
}
