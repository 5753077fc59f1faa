/** Keeps the best few of many without sorting the many: a heap whose root is the worst that is kept. */
export interface BestFirst {
  offer(id: number, score: number): void;
  /** True when a score is too low to be kept. */
  refuses(score: number): boolean;
  /** What was kept, best first; of equal scores the lower id. */
  take(): { id: number; score: number }[];
  /** The ids of what was kept, in no particular order. */
  ids(): Float64Array;
}

/** A keeper of at most `most` entries. */
export function createBestFirst(most: number): BestFirst {
  const ids = new Float64Array(most);
  const scores = new Float64Array(most);
  let size = 0;

  const isWorse = (a: number, b: number) =>
    scores[a]! < scores[b]! || (scores[a] === scores[b] && ids[a]! > ids[b]!);

  function swap(a: number, b: number): void {
    [ids[a], ids[b]] = [ids[b]!, ids[a]!];
    [scores[a], scores[b]] = [scores[b]!, scores[a]!];
  }

  function rise(from: number): void {
    let at = from;
    while (at > 0) {
      const above = (at - 1) >> 1;
      if (!isWorse(at, above)) return;
      swap(at, above);
      at = above;
    }
  }

  function sink(): void {
    let at = 0;
    for (;;) {
      const left = 2 * at + 1;
      if (left >= size) return;
      const right = left + 1;
      const worse = right < size && isWorse(right, left) ? right : left;
      if (!isWorse(worse, at)) return;
      swap(worse, at);
      at = worse;
    }
  }

  return {
    refuses: (score) => most === 0 || (size === most && score < scores[0]!),
    offer(id, score) {
      if (size < most) {
        ids[size] = id;
        scores[size] = score;
        rise(size++);
        return;
      }
      if (most === 0 || score < scores[0]! || (score === scores[0] && id > ids[0]!)) return;
      ids[0] = id;
      scores[0] = score;
      sink();
    },
    ids: () => ids.subarray(0, size),
    take() {
      const kept = Array.from({ length: size }, (_, at) => ({ id: ids[at]!, score: scores[at]! }));
      return kept.sort((a, b) => b.score - a.score || a.id - b.id);
    },
  };
}
