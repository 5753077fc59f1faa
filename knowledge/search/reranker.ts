/**
 * Turns a passage's features into one score: a weighted sum, with weights learned by
 * `npm run train-reranker` and kept in weights/reranker.json with the features' names. Questions
 * typed without diacritics have weights of their own, since their words tell less.
 */
import { z } from 'zod';
import type { PassageFeatures } from './passage-features.ts';
import type { Accents } from './query-analysis.ts';
import weightsFile from './weights/reranker.json' with { type: 'json' };

const weightsSchema = z.record(z.string(), z.number());

/** Weights by feature name, for questions with and without diacritics; "bias" is added. */
export const rerankerWeightsSchema = z.object({ accented: weightsSchema, folded: weightsSchema });

export type RerankerWeights = z.infer<typeof rerankerWeightsSchema>;

export interface Reranker {
  /** 0 to 1, higher is better; comparable across questions of one corpus. */
  score(features: PassageFeatures): number;
}

/** The reranker for a question typed so. */
export function createReranker(
  accents: Accents,
  weights: RerankerWeights = rerankerWeightsSchema.parse(weightsFile),
): Reranker {
  const { bias = 0, ...byName } = accents === 'full' ? weights.accented : weights.folded;
  const known = Object.entries(byName);
  return {
    score(features) {
      let total = bias;
      for (const [name, weight] of known) {
        total += weight * (features[name as keyof PassageFeatures] ?? 0);
      }
      return 1 / (1 + Math.exp(-total));
    },
  };
}
