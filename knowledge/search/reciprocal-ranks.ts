/**
 * How a passage stands among all candidates by one feature at a time. The weighted sum of features puts
 * a passage down that is near the top by one view only; its reciprocal ranks still tell of it.
 */
import type { PassageFeatures } from './passage-features.ts';

/** The views by which candidates are ranked. */
const RANKED_BY = [
  'words',
  'pairs',
  'window',
  'windowInContext',
  'cosine',
  'sentenceCosine',
  'windowCosine',
  'telling',
  'coverage',
  'near40',
  'wordsFolded',
] as const satisfies readonly (keyof PassageFeatures)[];

/** Names of the reciprocal ranks, in order. */
export const RANK_NAMES: readonly string[] = RANKED_BY.map((name) => `rank:${name}`);

/** Added to a rank, the first being 0: what the first place is worth above the second. */
const RANK_OFFSET = 3;

/** Candidates at most; their number fits below the value in a sorting key. */
const CANDIDATES_MAX = 256;
/** Values are compared to this precision and lie within ±VALUE_MAX, so that a key is a whole number. */
const PRECISION = 2 ** 32;
const VALUE_MAX = 64;

/**
 * For each candidate its reciprocal ranks in the order of RANK_NAMES; of equal values the earlier ranks
 * first. Takes 256 candidates at most.
 */
export function reciprocalRanks(candidates: readonly PassageFeatures[]): Float64Array[] {
  const ranks = candidates.map(() => new Float64Array(RANKED_BY.length));
  // Numbers sort ten times faster than positions with a comparison: a key holds both.
  const keys = new Float64Array(candidates.length);
  for (const [view, name] of RANKED_BY.entries()) {
    for (let at = 0; at < keys.length; at++) {
      const value = Math.round((VALUE_MAX - candidates[at]![name]) * PRECISION);
      keys[at] = value * CANDIDATES_MAX + at;
    }
    keys.sort();
    for (let rank = 0; rank < keys.length; rank++) {
      const key = keys[rank]!;
      // The remainder, without the slow division of numbers that are not small.
      const at = key - Math.floor(key / CANDIDATES_MAX) * CANDIDATES_MAX;
      ranks[at]![view] = 1 / (RANK_OFFSET + rank);
    }
  }
  return ranks;
}
