/**
 * Turns features into one score, and the best candidate's score into how sure the answer is.
 * Both are linear in the features; the weights are learned from questions with known answers by
 * `npm run calibrate` and kept in scorer-weights.json with the features' names.
 */
import { FEATURE_NAMES, type Features } from './features.ts';
import weights from './scorer-weights.json' with { type: 'json' };

export interface ScorerWeights {
  /** Weight per feature, for ranking candidates of one question. */
  ranking: Record<string, number>;
  /**
   * By the kind of document: weight per feature of the best candidate, plus "bias" and "margin", as
   * log-odds that it answers. News and laws are unsure for different reasons.
   */
  confidence: { article: Record<string, number>; legal: Record<string, number> };
  /** An answer less sure than this is not given; by the kind of document it is from. */
  threshold: { article: number; legal: number };
}

export const scorerWeights: ScorerWeights = weights;

/** The ranking score of a candidate; comparable within one question. */
export function rankingScore(features: Features, by: ScorerWeights = scorerWeights): number {
  let score = 0;
  for (const name of FEATURE_NAMES) score += (by.ranking[name] ?? 0) * features[name];
  return score;
}

/** Log-odds that an answer loses when the other kind of source was surely wanted. */
const OTHER_SOURCE = 2;

/**
 * Probability (0..1) that the best candidate answers the question. `margin` is its lead in ranking
 * score; `otherSource` is -1 when the question surely wants the other kind of source, 0 when not.
 */
export function confidence(
  features: Features,
  margin: number,
  otherSource: number,
  by: ScorerWeights = scorerWeights,
): number {
  const own = by.confidence[features.legal > 0 ? 'legal' : 'article'];
  let logOdds = (own.bias ?? 0) + (own.margin ?? 0) * margin + OTHER_SOURCE * otherSource;
  for (const name of FEATURE_NAMES) logOdds += (own[name] ?? 0) * features[name];
  return 1 / (1 + Math.exp(-logOdds));
}
