/**
 * Texts as the encoder sees them, while training: the rows of a text's features and how much each
 * counts. Training takes a text as one piece even where the encoder would cut it: summing whole
 * passages teaches rows what to weigh, which measured better than training on pieces.
 */
import { featureTable } from '../feature-table.ts';
import { bigramFeature, countWeight } from '../features.ts';
import type { TableShape } from './table.ts';
import type { TokenFeatureIds } from './vocabulary.ts';

/** Texts as weighted rows: text t is entries [starts[t], starts[t + 1]). */
export interface Bags {
  count: number;
  starts: Int32Array;
  rows: Int32Array;
  weights: Float32Array;
}

export interface BagBuilder {
  /** Adds tokens [from, to) to the text being built; `strip` is the chance of a token to lose its diacritics. */
  addTokens(tokens: ArrayLike<number>, from: number, to: number, strip: number): void;
  endText(): void;
  /** The texts ended so far; the next addTokens begins anew. */
  take(): Bags;
}

/** Builds bags by the rules of features.ts. `chance` decides which tokens lose their diacritics. */
export function bagBuilder(
  shape: TableShape,
  ids: TokenFeatureIds,
  chance: (probability: number) => boolean,
): BagBuilder {
  const { rowOf } = featureTable(shape.features);
  const firstBucket = shape.features.length;
  const tokenRow = (feature: number) => {
    const row = rowOf(feature);
    return row >= 0 || shape.buckets === 0 ? row : firstBucket + (feature % shape.buckets);
  };
  const exactRows = Int32Array.from(ids.exact, (feature) =>
    feature === 0 ? -1 : tokenRow(feature),
  );
  const foldedRows = Int32Array.from(ids.folded, tokenRow);
  const counts = new Uint16Array(shape.features.length + shape.buckets);
  let touched: number[] = [];
  let starts = [0];
  let rows: number[] = [];
  let weights: number[] = [];

  function touch(row: number): void {
    if (row >= 0 && counts[row]!++ === 0) touched.push(row);
  }

  function addTokens(tokens: ArrayLike<number>, from: number, to: number, strip: number): void {
    let previous = 0;
    for (let i = from; i < to; i++) {
      const id = tokens[i]!;
      const folded = ids.folded[id]!;
      if (strip === 0 || !chance(strip)) touch(exactRows[id]!);
      touch(foldedRows[id]!);
      if (previous !== 0) touch(rowOf(bigramFeature(previous, folded)));
      previous = folded;
    }
  }

  function endText(): void {
    for (const row of touched) {
      rows.push(row);
      weights.push(countWeight(counts[row]!));
      counts[row] = 0;
    }
    touched = [];
    starts.push(rows.length);
  }

  function take(): Bags {
    const taken = {
      count: starts.length - 1,
      starts: Int32Array.from(starts),
      rows: Int32Array.from(rows),
      weights: Float32Array.from(weights),
    };
    starts = [0];
    rows = [];
    weights = [];
    return taken;
  }

  return { addTokens, endText, take };
}
