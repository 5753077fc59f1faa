/**
 * From a text to its vector: each piece is the weighted sum of its features' rows, made a unit
 * vector; the text is the weighted sum of its pieces, made a unit vector. Works in buffers of its
 * own and allocates only the result, since reranking embeds hundreds of sentences a question.
 */
import { countWeight, pieceWeight, TOKENS_MAX } from './features.ts';
import { tokenRows } from './token-rows.ts';
import type { Weights } from './weights.ts';

const COUNT_WEIGHTS = Float64Array.from({ length: TOKENS_MAX + 1 }, (_, n) => countWeight(n));
const PIECE_WEIGHTS = Float64Array.from({ length: TOKENS_MAX + 1 }, (_, n) => pieceWeight(n));
const FEATURES_PER_TOKEN = 3;

/** The embedding function of a set of weights: L2-normalised, or all zeros for text without a feature. */
export function textEncoder(weights: Weights): (text: string) => Float32Array {
  const { dimension, scales, entries } = weights;
  const tokens = tokenRows(weights);
  const { exactRows, foldedRows, bigramRows, pieceEnds } = tokens;
  const counts = new Uint16Array(scales.length);
  const touched = new Int32Array(FEATURES_PER_TOKEN * TOKENS_MAX);
  const piece = new Float64Array(dimension);
  const sum = new Float64Array(dimension);

  function collect(from: number, to: number): number {
    let used = 0;
    for (let i = from; i < to; i++) {
      const exact = exactRows[i]!;
      if (exact >= 0 && counts[exact]!++ === 0) touched[used++] = exact;
      const folded = foldedRows[i]!;
      if (folded >= 0 && counts[folded]!++ === 0) touched[used++] = folded;
      const bigram = bigramRows[i]!;
      if (bigram >= 0 && counts[bigram]!++ === 0) touched[used++] = bigram;
    }
    return used;
  }

  function takeWeight(row: number): number {
    const weight = COUNT_WEIGHTS[counts[row]!]! * scales[row]!;
    counts[row] = 0;
    return weight;
  }

  function sumRows(used: number): void {
    piece.fill(0);
    let i = 0;
    // Four rows at a time: a quarter of the loads and stores of the running sum.
    for (; i + 4 <= used; i += 4) {
      const a = touched[i]!;
      const b = touched[i + 1]!;
      const c = touched[i + 2]!;
      const d = touched[i + 3]!;
      const wa = takeWeight(a);
      const wb = takeWeight(b);
      const wc = takeWeight(c);
      const wd = takeWeight(d);
      addFour(piece, entries, a, b, c, d, wa, wb, wc, wd);
    }
    for (; i < used; i++) {
      const base = touched[i]! * dimension;
      const weight = takeWeight(touched[i]!);
      for (let k = 0; k < dimension; k++) piece[k] = piece[k]! + weight * entries[base + k]!;
    }
  }

  return (text) => {
    const pieces = tokens.read(text);
    sum.fill(0);
    let from = 0;
    for (let p = 0; p < pieces; p++) {
      const to = pieceEnds[p]!;
      sumRows(collect(from, to));
      const norm = length(piece);
      if (norm > 0) {
        const share = PIECE_WEIGHTS[to - from]! / norm;
        for (let k = 0; k < dimension; k++) sum[k] = sum[k]! + share * piece[k]!;
      }
      from = to;
    }
    return unit(sum);
  };
}

function addFour(
  sum: Float64Array,
  entries: Int8Array,
  a: number,
  b: number,
  c: number,
  d: number,
  wa: number,
  wb: number,
  wc: number,
  wd: number,
): void {
  const dimension = sum.length;
  const baseA = a * dimension;
  const baseB = b * dimension;
  const baseC = c * dimension;
  const baseD = d * dimension;
  for (let k = 0; k < dimension; k++) {
    sum[k] =
      sum[k]! +
      wa * entries[baseA + k]! +
      wb * entries[baseB + k]! +
      wc * entries[baseC + k]! +
      wd * entries[baseD + k]!;
  }
}

function length(values: Float64Array): number {
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
