/** Ranking measures, as trec_eval defines them (linear gain, log2 discount), averaged over queries. */

export interface RankingScores {
  ndcg10: number;
  recall1: number;
  recall5: number;
  recall10: number;
  recall100: number;
  mrr10: number;
}

/** One query: the ids found, best first, against the grades of the relevant ones. */
export function scoreRanking(
  found: readonly string[],
  grades: ReadonlyMap<string, number>,
): RankingScores {
  const first = found.slice(0, 10).findIndex((id) => grades.has(id));
  const recall = (depth: number) =>
    found.slice(0, depth).filter((id) => grades.has(id)).length / grades.size;
  return {
    ndcg10: ndcg(found, grades, 10),
    recall1: recall(1),
    recall5: recall(5),
    recall10: recall(10),
    recall100: recall(100),
    mrr10: first < 0 ? 0 : 1 / (first + 1),
  };
}

/** The mean of each measure; zeros for no rankings. */
export function meanScores(all: readonly RankingScores[]): RankingScores {
  const mean = (pick: (scores: RankingScores) => number) =>
    all.length === 0 ? 0 : all.reduce((sum, scores) => sum + pick(scores), 0) / all.length;
  return {
    ndcg10: mean((s) => s.ndcg10),
    recall1: mean((s) => s.recall1),
    recall5: mean((s) => s.recall5),
    recall10: mean((s) => s.recall10),
    recall100: mean((s) => s.recall100),
    mrr10: mean((s) => s.mrr10),
  };
}

/** The value below which the share of the values lies (nearest rank); 0 for none. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)] ?? 0;
}

function ndcg(
  found: readonly string[],
  grades: ReadonlyMap<string, number>,
  depth: number,
): number {
  const gain = (values: number[]) =>
    values.slice(0, depth).reduce((sum, grade, rank) => sum + grade / Math.log2(rank + 2), 0);
  const ideal = gain([...grades.values()].sort((a, b) => b - a));
  return ideal === 0 ? 0 : gain(found.map((id) => grades.get(id) ?? 0)) / ideal;
}
