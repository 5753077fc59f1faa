/**
 * Texts as the encoder sees them, while training: pieces that are bags of rows, and texts that are
 * weighted sums of unit pieces. Holds the second half of forward and backward; table.ts has the first.
 */
import { featureTable } from '../feature-table.ts';
import {
  bigramFeature,
  countWeight,
  PIECE_TOKENS_MAX,
  PIECE_TOKENS_MIN,
  pieceWeight,
} from '../features.ts';
import { type Bag, type Encoded, encodeBag, type Optimiser, type TableShape } from './table.ts';
import type { TokenFeatureIds } from './vocabulary.ts';

/** Text t is pieces [starts[t], starts[t + 1]). */
export interface Texts {
  count: number;
  starts: Int32Array;
  pieces: Bag;
  pieceWeights: Float32Array;
}

export interface TextsBuilder {
  /** Adds tokens to the text being built; `strip` is the chance of a token to lose its diacritics. */
  addTokens(tokens: ArrayLike<number>, from: number, to: number, strip: number): void;
  /** A sentence border, where a piece ends if it is long enough. */
  border(): void;
  endText(): void;
  /** The texts ended so far; the next addTokens begins anew. */
  take(): Texts;
}

/** Builds texts by the rules of features.ts. `chance` decides which tokens lose their diacritics. */
export function textsBuilder(
  shape: TableShape,
  ids: TokenFeatureIds,
  chance: (probability: number) => boolean,
): TextsBuilder {
  const rows = rowFinder(shape, ids);
  const counts = new Uint16Array(shape.features.length + shape.tokenBuckets + shape.bigramBuckets);
  let touched: number[] = [];
  let tokensInPiece = 0;
  let previous = 0;
  let made = emptyTexts();

  function touch(row: number): void {
    if (row >= 0 && counts[row]!++ === 0) touched.push(row);
  }

  function endPiece(): void {
    if (tokensInPiece === 0) return;
    for (const row of touched) {
      made.rows.push(row);
      made.weights.push(countWeight(counts[row]!));
      counts[row] = 0;
    }
    made.pieceStarts.push(made.rows.length);
    made.pieceWeights.push(pieceWeight(tokensInPiece));
    touched = [];
    tokensInPiece = 0;
    previous = 0;
  }

  function addTokens(tokens: ArrayLike<number>, from: number, to: number, strip: number): void {
    for (let i = from; i < to; i++) {
      if (tokensInPiece >= PIECE_TOKENS_MAX) endPiece();
      const id = tokens[i]!;
      const folded = ids.folded[id]!;
      if (strip === 0 || !chance(strip)) touch(rows.exact[id]!);
      touch(rows.folded[id]!);
      if (previous !== 0) touch(rows.bigram(previous, folded));
      previous = folded;
      tokensInPiece++;
    }
  }

  function border(): void {
    if (tokensInPiece >= PIECE_TOKENS_MIN) endPiece();
  }

  function endText(): void {
    endPiece();
    made.starts.push(made.pieceWeights.length);
  }

  function take(): Texts {
    const taken = made;
    made = emptyTexts();
    return {
      count: taken.starts.length - 1,
      starts: Int32Array.from(taken.starts),
      pieces: {
        count: taken.pieceWeights.length,
        starts: Int32Array.from(taken.pieceStarts),
        rows: Int32Array.from(taken.rows),
        weights: Float32Array.from(taken.weights),
      },
      pieceWeights: Float32Array.from(taken.pieceWeights),
    };
  }

  return { addTokens, border, endText, take };
}

function emptyTexts() {
  return {
    starts: [0],
    pieceStarts: [0],
    pieceWeights: [] as number[],
    rows: [] as number[],
    weights: [] as number[],
  };
}

/** Rows by token id, and of two folded features. */
function rowFinder(shape: TableShape, ids: TokenFeatureIds) {
  const { rowOf } = featureTable(shape.features);
  const { tokenBuckets, bigramBuckets } = shape;
  const firstTokenBucket = shape.features.length;
  const firstBigramBucket = firstTokenBucket + tokenBuckets;
  const tokenRow = (feature: number) => {
    const row = rowOf(feature);
    return row >= 0 || tokenBuckets === 0 ? row : firstTokenBucket + (feature % tokenBuckets);
  };
  return {
    exact: Int32Array.from(ids.exact, (feature) => (feature === 0 ? -1 : tokenRow(feature))),
    folded: Int32Array.from(ids.folded, tokenRow),
    bigram(left: number, right: number): number {
      const feature = bigramFeature(left, right);
      const row = rowOf(feature);
      return row >= 0 || bigramBuckets === 0 ? row : firstBigramBucket + (feature % bigramBuckets);
    },
  };
}

export interface EncodedTexts {
  pieces: Encoded;
  /** count × dimension, normalised, and the length of each before. */
  vectors: Float32Array;
  norms: Float32Array;
}

export function encodeTexts(table: Float32Array, dimension: number, texts: Texts): EncodedTexts {
  const pieces = encodeBag(table, dimension, texts.pieces);
  const vectors = new Float32Array(texts.count * dimension);
  const norms = new Float32Array(texts.count);
  for (let t = 0; t < texts.count; t++) {
    const vector = vectors.subarray(t * dimension, (t + 1) * dimension);
    for (let p = texts.starts[t]!; p < texts.starts[t + 1]!; p++) {
      const weight = texts.pieceWeights[p]!;
      const base = p * dimension;
      for (let d = 0; d < dimension; d++) {
        vector[d] = vector[d]! + weight * pieces.vectors[base + d]!;
      }
    }
    let squares = 0;
    for (let d = 0; d < dimension; d++) squares += vector[d]! * vector[d]!;
    const norm = Math.sqrt(squares);
    norms[t] = norm;
    if (norm > 0) for (let d = 0; d < dimension; d++) vector[d] = vector[d]! / norm;
  }
  return { pieces, vectors, norms };
}

/** Hands the loss's gradient by the texts' vectors down to the rows. */
export function backwardTexts(
  optimiser: Optimiser,
  dimension: number,
  texts: Texts,
  encoded: EncodedTexts,
  gradients: Float32Array,
): void {
  const pieceGradients = new Float32Array(texts.pieces.count * dimension);
  for (let t = 0; t < texts.count; t++) {
    const norm = encoded.norms[t]!;
    if (norm === 0) continue;
    const at = t * dimension;
    let along = 0;
    for (let d = 0; d < dimension; d++) along += gradients[at + d]! * encoded.vectors[at + d]!;
    for (let p = texts.starts[t]!; p < texts.starts[t + 1]!; p++) {
      const share = texts.pieceWeights[p]! / norm;
      const base = p * dimension;
      for (let d = 0; d < dimension; d++) {
        pieceGradients[base + d] = share * (gradients[at + d]! - along * encoded.vectors[at + d]!);
      }
    }
  }
  optimiser.backward(texts.pieces, encoded.pieces, pieceGradients);
}
