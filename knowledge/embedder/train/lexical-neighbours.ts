/**
 * Passages that share rare bigrams with a passage: the ones a search by words would confuse with
 * it. Put into one batch they are each other's hard negatives. Near copies (legal texts repeat each
 * other) are left out, because a question about one is as well answered by the other.
 */
import { featureTable } from '../feature-table.ts';
import { bigramFeature } from '../features.ts';
import type { Random } from './random.ts';
import { isUsable, type TrainingText } from './training-text.ts';
import type { TokenFeatureIds } from './vocabulary.ts';

export interface LexicalNeighbours {
  /** Up to `limit` passages, nearest first. */
  of(passage: number, limit: number): number[];
}

/** Bigrams in more passages than this say little and make long lists. */
const PASSAGES_PER_BIGRAM_MAX = 3000;
/** A seed is compared by this many of its bigrams, chosen at random, so that it meets others each time. */
const BIGRAMS_COMPARED_MAX = 16;
/** Above this share of common bigrams a passage counts as a near copy. */
const COPY_SHARE = 0.6;

export function lexicalNeighbours(
  text: TrainingText,
  ids: TokenFeatureIds,
  features: Uint32Array,
  random: Random,
): LexicalNeighbours {
  const { rowOf } = featureTable(features);
  const counts = new Int32Array(features.length);
  forEachBigram(text, ids, rowOf, features.length, (row) => counts[row]!++);
  const starts = new Int32Array(features.length + 1);
  for (let row = 0; row < features.length; row++) {
    const kept = counts[row]! <= PASSAGES_PER_BIGRAM_MAX ? counts[row]! : 0;
    starts[row + 1] = starts[row]! + kept;
  }
  const postings = new Int32Array(starts[features.length]!);
  const filled = new Int32Array(features.length);
  forEachBigram(text, ids, rowOf, features.length, (row, passage) => {
    if (counts[row]! <= PASSAGES_PER_BIGRAM_MAX) postings[starts[row]! + filled[row]!++] = passage;
  });
  const shared = new Uint8Array(text.passageCount);

  function of(passage: number, limit: number): number[] {
    const rows = rareRows(passage);
    const touched: number[] = [];
    for (const row of rows) {
      for (let k = starts[row]!; k < starts[row + 1]!; k++) {
        const other = postings[k]!;
        if (shared[other]!++ === 0) touched.push(other);
      }
    }
    const most = Math.max(2, Math.ceil(rows.length * COPY_SHARE));
    const found = touched
      .filter((other) => other !== passage && shared[other]! >= 2 && shared[other]! <= most)
      .sort((a, b) => shared[b]! - shared[a]! || a - b)
      .slice(0, limit);
    for (const other of touched) shared[other] = 0;
    return found;
  }

  function rareRows(passage: number): number[] {
    const rows = new Set<number>();
    bigramsOfPassage(text, ids, rowOf, passage, (row) => {
      if (starts[row + 1]! > starts[row]!) rows.add(row);
    });
    const list = [...rows];
    for (let i = 0; i < Math.min(list.length, BIGRAMS_COMPARED_MAX); i++) {
      const j = i + random.below(list.length - i);
      [list[i], list[j]] = [list[j]!, list[i]!];
    }
    return list.slice(0, BIGRAMS_COMPARED_MAX);
  }

  return { of };
}

function forEachBigram(
  text: TrainingText,
  ids: TokenFeatureIds,
  rowOf: (feature: number) => number,
  rowCount: number,
  visit: (row: number, passage: number) => void,
): void {
  // A bigram that repeats in a passage is visited once.
  const seenIn = new Int32Array(rowCount).fill(-1);
  for (let passage = 0; passage < text.passageCount; passage++) {
    if (!isUsable(text, passage)) continue;
    bigramsOfPassage(text, ids, rowOf, passage, (row) => {
      if (seenIn[row] === passage) return;
      seenIn[row] = passage;
      visit(row, passage);
    });
  }
}

function bigramsOfPassage(
  text: TrainingText,
  ids: TokenFeatureIds,
  rowOf: (feature: number) => number,
  passage: number,
  visit: (row: number) => void,
): void {
  const from = text.sentenceStarts[text.passageStarts[passage]!]!;
  const to = text.sentenceStarts[text.passageStarts[passage + 1]!]!;
  for (let i = from + 1; i < to; i++) {
    const left = ids.folded[text.tokens[i - 1]!]!;
    const row = rowOf(bigramFeature(left, ids.folded[text.tokens[i]!]!));
    if (row >= 0) visit(row);
  }
}
