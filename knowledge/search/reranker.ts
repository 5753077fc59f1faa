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
const rerankers = { accented: makeReranker('accented'), folded: makeReranker('folded') };

/** The reranker for a question typed so. */
export function createReranker(accents: Accents): Reranker {
  return accents === 'full' ? rerankers.accented : rerankers.folded;
}

function makeReranker(typing: 'accented' | 'folded'): Reranker {
  const bias = shipped.first[typing].bias ?? 0;
  const first = weighedSum(shipped.first[typing]);
  const behind = weighedSum(shipped.behind[typing]);
  const byRank = RANK_NAMES.map((name) => shipped.behind[typing][name] ?? 0);
  return {
    score: (features) => 1 / (1 + Math.exp(-(bias + first(features)))),
    place(ranked) {
      const ranks = reciprocalRanks(ranked.map(({ features }) => features));
      const rest = ranked.slice(FIRST_PLACES).map((candidate, at) => {
        let value = behind(candidate.features);
        const own = ranks[FIRST_PLACES + at]!;
        for (let view = 0; view < byRank.length; view++) value += byRank[view]! * own[view]!;
        return { candidate, value };
      });
      rest.sort((a, b) => b.value - a.value);
      return [...ranked.slice(0, FIRST_PLACES), ...rest.map(({ candidate }) => candidate)];
    },
  };
}

/** A weighted sum of features. Weights are lined up with the features once: all are made alike. */
function weighedSum(weights: Readonly<Record<string, number>>) {
  let lined: Float64Array | undefined;
  return (features: PassageFeatures): number => {
    lined ??= Float64Array.from(Object.keys(features), (name) => weights[name] ?? 0);
    const values = Object.values(features) as number[]; // every feature is a number
    let total = 0;
    for (let k = 0; k < lined.length; k++) total += lined[k]! * values[k]!;
    return total;
  };
}
