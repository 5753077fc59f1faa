/**
 * From a text to its vector: each piece is the weighted sum of its features' rows, made a unit
 * vector; the text is the weighted sum of its pieces, made a unit vector. Works in buffers of its
 * own and allocates only the result, since reranking embeds hundreds of sentences a question.
 */
import { countWeight, PIECE_TOKENS_MAX, pieceWeight } from './features.ts';
import { ROW_WEIGHT_MAX, rowSum, SUMMED_ROWS_MAX } from './row-sum.ts';
import { tokenRows } from './token-rows.ts';
import type { Weights } from './weights.ts';

// A piece is at most PIECE_TOKENS_MAX tokens of three features each, which may share a bucket.
const COUNT_MAX = 3 * PIECE_TOKENS_MAX;
const COUNT_WEIGHTS = Float64Array.from({ length: COUNT_MAX + 1 }, (_, n) => countWeight(n));
const PIECE_WEIGHTS = Float64Array.from({ length: PIECE_TOKENS_MAX + 1 }, (_, n) => pieceWeight(n));

/** The embedding function of a set of weights: L2-normalised, or all zeros for text without a feature. */
export function textEncoder(weights: Weights): (text: string) => Float32Array {
  const { dimension } = weights;
  const tokens = tokenRows(weights);
  const { exactRows, foldedRows, bigramRows, pieceEnds } = tokens;
  const { sum } = rowSum(weights.entries, dimension);
  const rowWeights = wholeScales(weights.scales);
  const counts = new Uint8Array(rowWeights.length);
  const usedRows = new Int32Array(SUMMED_ROWS_MAX);
  const usedWeights = new Int32Array(SUMMED_ROWS_MAX);
  const total = new Float64Array(dimension);

  function collect(from: number, to: number): number {
    let used = 0;
    for (let i = from; i < to; i++) {
      const exact = exactRows[i]!;
      if (exact >= 0 && counts[exact]!++ === 0) usedRows[used++] = exact;
      const folded = foldedRows[i]!;
      if (folded >= 0 && counts[folded]!++ === 0) usedRows[used++] = folded;
      const bigram = bigramRows[i]!;
      if (bigram >= 0 && counts[bigram]!++ === 0) usedRows[used++] = bigram;
    }
    for (let i = 0; i < used; i++) {
      const row = usedRows[i]!;
      usedWeights[i] = COUNT_WEIGHTS[counts[row]!]! * rowWeights[row]! + 0.5;
      counts[row] = 0;
    }
    return used;
  }

  return (text) => {
    const pieces = tokens.read(text);
    total.fill(0);
    let from = 0;
    for (let p = 0; p < pieces; p++) {
      const to = pieceEnds[p]!;
      const piece = sum(usedRows, usedWeights, collect(from, to));
      const norm = length(piece);
      if (norm > 0) {
        const share = PIECE_WEIGHTS[to - from]! / norm;
        for (let k = 0; k < dimension; k++) total[k] = total[k]! + share * piece[k]!;
      }
      from = to;
    }
    return unit(total);
  };
}

/** Scales in units so small that the heaviest row, at its greatest count, just stays within bounds. */
function wholeScales(scales: Float32Array): Float64Array {
  const heaviest = scales.reduce((max, scale) => Math.max(max, scale), 0) || 1;
  const unit = (ROW_WEIGHT_MAX - 1) / (heaviest * countWeight(COUNT_MAX));
  return Float64Array.from(scales, (scale) => scale * unit);
}

function length(values: Float64Array | Int32Array): number {
  let squares = 0;
  for (let k = 0; k < values.length; k++) squares += values[k]! * values[k]!;
  return Math.sqrt(squares);
}

function unit(values: Float64Array): Float32Array {
  const vector = new Float32Array(values.length);
  const norm = length(values);
  if (norm === 0) return vector;
  for (let k = 0; k < values.length; k++) vector[k] = values[k]! / norm;
  return vector;
}
