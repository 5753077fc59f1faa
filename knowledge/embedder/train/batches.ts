/**
 * Chooses the passages of a batch: clusters of passages that are hard to tell apart, from one group
 * or near each other by their words, so that the in-batch negatives of a query are hard. Each file has its share of clusters by the square
 * root of its size, so that a small collection is not drowned by a large one.
 */
import type { Random } from './random.ts';
import { isUsable, type TrainingText } from './training-text.ts';

export interface BatchMaker {
  /** `size` different passages. */
  passages(size: number): number[];
}

/** Passages of one cluster stand at most this many times the cluster's size apart. */
const WINDOW_FACTOR = 4;
const TRIES_MAX = 10_000;

export function batchMaker(
  text: TrainingText,
  groupsOfFiles: readonly { from: number; to: number; tokens: number }[],
  clusterSize: number,
  neighbours: { of(passage: number, limit: number): number[]; share: number },
  random: Random,
): BatchMaker {
  const usable = Int32Array.from(
    Array.from({ length: text.passageCount }, (_, passage) => passage).filter((passage) =>
      isUsable(text, passage),
    ),
  );
  const groupOf = new Int32Array(text.passageCount);
  for (let g = 0; g < text.groupCount; g++) {
    groupOf.fill(g, text.groupStarts[g]!, text.groupStarts[g + 1]!);
  }
  const files = groupsOfFiles
    .map(({ from, to, tokens }) => ({
      from: lowerBound(usable, text.groupStarts[from]!),
      to: lowerBound(usable, text.groupStarts[to] ?? text.passageCount),
      weight: Math.sqrt(tokens),
    }))
    .filter((file) => file.to > file.from);
  const weightSum = files.reduce((sum, file) => sum + file.weight, 0);

  function pickFile(): { from: number; to: number } {
    let left = random.next() * weightSum;
    for (const file of files) {
      left -= file.weight;
      if (left < 0) return file;
    }
    return files.at(-1)!;
  }

  function passages(size: number): number[] {
    const taken = new Set<number>();
    for (let tries = 0; taken.size < size && tries < TRIES_MAX; tries++) {
      const file = pickFile();
      const seed = file.from + random.below(file.to - file.from);
      if (random.chance(neighbours.share)) {
        const wanted = Math.min(clusterSize, size - taken.size);
        for (const passage of [usable[seed]!, ...neighbours.of(usable[seed]!, wanted - 1)]) {
          taken.add(passage);
        }
        continue;
      }
      const group = groupOf[usable[seed]!];
      const reach = clusterSize * WINDOW_FACTOR;
      let low = seed;
      while (low > file.from && seed - low < reach / 2 && groupOf[usable[low - 1]!] === group)
        low--;
      let high = seed + 1;
      while (high < file.to && high - low < reach && groupOf[usable[high]!] === group) high++;
      const wanted = Math.min(clusterSize, high - low, size - taken.size);
      for (let i = 0; i < wanted; i++) taken.add(usable[low + random.below(high - low)]!);
    }
    return [...taken];
  }

  return { passages };
}

function lowerBound(sorted: Int32Array, value: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle]! < value) low = middle + 1;
    else high = middle;
  }
  return low;
}
