/**
 * Turns the candidates' features into an order. The first places go by a weighted sum of a passage's own
 * features; the places behind them by a second sum that also weighs how the passage stands among all
 * candidates by each feature alone. So the first places stay what they are, and a passage that only one
 * view finds has a chance at the others. Weights are learned by `npm run train-reranker` and kept in
 * weights/reranker.json with the features' names. Questions typed without diacritics have weights of
 * their own, since their words tell less.
 */
import { z } from 'zod';
import type { PassageFeatures } from './passage-features.ts';
import type { Accents } from './query-analysis.ts';
import { RANK_NAMES, reciprocalRanks } from './reciprocal-ranks.ts';
import weightsFile from './weights/reranker.json' with { type: 'json' };

const weightsSchema = z.record(z.string(), z.number());
const typingsSchema = z.object({ accented: weightsSchema, folded: weightsSchema });

/** Weights by feature name, for the first places and for those behind; "bias" is added. */
const rerankerWeightsSchema = z.object({ first: typingsSchema, behind: typingsSchema });

export interface Reranker {
  /** 0 to 1, higher is better; comparable across questions of one corpus. */
  score(features: PassageFeatures): number;
  /** Scored candidates, the best score first, in the order of their places. */
  place<T extends { features: PassageFeatures }>(ranked: readonly T[]): T[];
}

/** Places by the first sum; of 3 to 7 all gave the same figures (see README.md). */
export const FIRST_PLACES = 6;

const shipped = rerankerWeightsSchema.parse(weightsFile);

/** The reranker for a question typed so. */
export function createReranker(accents: Accents): Reranker {
  const typing = accents === 'full' ? 'accented' : 'folded';
  const { bias = 0, ...own } = shipped.first[typing];
  const first = Object.entries(own);
  const behind = Object.entries(shipped.behind[typing]).filter(([name]) => !isRank(name));
  const byRank = RANK_NAMES.map((name) => shipped.behind[typing][name] ?? 0);

  const sum = (weights: readonly [string, number][], features: PassageFeatures) => {
    let total = 0;
    for (const [name, weight] of weights)
      total += weight * (features[name as keyof PassageFeatures] ?? 0);
    return total;
  };
  return {
    score: (features) => 1 / (1 + Math.exp(-(bias + sum(first, features)))),
    place(ranked) {
      const ranks = reciprocalRanks(ranked.map(({ features }) => features));
      const behindFirst = ranked.map((candidate, at) => ({
        candidate,
        value: byRank.reduce(
          (total, weight, view) => total + weight * ranks[at]![view]!,
          sum(behind, candidate.features),
        ),
      }));
      const rest = behindFirst.slice(FIRST_PLACES).sort((a, b) => b.value - a.value);
      return [...ranked.slice(0, FIRST_PLACES), ...rest.map(({ candidate }) => candidate)];
    },
  };
}

function isRank(name: string): boolean {
  return RANK_NAMES.includes(name);
}
