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

/** For each candidate its reciprocal ranks in the order of RANK_NAMES; of equal values the earlier ranks first. */
export function reciprocalRanks(candidates: readonly PassageFeatures[]): Float64Array[] {
  const ranks = candidates.map(() => new Float64Array(RANKED_BY.length));
  const order = Uint32Array.from(candidates.keys());
  for (const [view, name] of RANKED_BY.entries()) {
    const values = Float64Array.from(candidates, (features) => features[name]);
    order.sort((a, b) => values[b]! - values[a]! || a - b);
    for (const [rank, at] of order.entries()) ranks[at]![view] = 1 / (RANK_OFFSET + rank);
  }
  return ranks;
}
