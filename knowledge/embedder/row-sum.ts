/**
 * Sums weighted rows of 8-bit entries in 32-bit integers: the innermost work of embedding. Two
 * implementations give the very same numbers: plain TypeScript, and a WebAssembly kernel that is
 * some ten times faster (SIMD; JavaScript has none). Integers, because their sums do not depend on
 * the order or the machine, so neither do vectors.
 */
import { rowSumKernel } from './row-sum-kernel.ts';

/** |weight| at most; the kernel multiplies 16-bit numbers. */
export const ROW_WEIGHT_MAX = 32_767;
/** Rows of one sum at most. With entries up to 127 and the greatest weight the sum stays below 2^31. */
export const SUMMED_ROWS_MAX = 512;

export interface RowSum {
  /** Σ weights[i] × row rows[i], i < count ≤ SUMMED_ROWS_MAX. The returned view is overwritten by the next call. */
  sum(rows: Int32Array, weights: Int32Array, count: number): Int32Array;
}

/** The faster one this machine has. `entries` is rows × dimension, the dimension a multiple of 8. */
export function rowSum(entries: Int8Array, dimension: number): RowSum {
  return simdRowSum(entries, dimension) ?? plainRowSum(entries, dimension);
}

export function plainRowSum(entries: Int8Array, dimension: number): RowSum {
  const sums = new Int32Array(dimension);
  return {
    sum(rows, weights, count) {
      sums.fill(0);
      for (let i = 0; i < count; i++) {
        const base = rows[i]! * dimension;
        const weight = weights[i]!;
        for (let d = 0; d < dimension; d++) {
          sums[d] = sums[d]! + Math.imul(weight, entries[base + d]!);
        }
      }
      return sums;
    },
  };
}

const ROWS_PER_STEP = 4;
/** Four row addresses and two packed pairs of weights. */
const STEP_WORDS = 6;

/** Undefined where the engine has no WebAssembly SIMD (processors from before 2008). */
export function simdRowSum(entries: Int8Array, dimension: number): RowSum | undefined {
  // Memory: the sums, the list of steps, a row of zeros that fills up the last step, the entries.
  const listAt = dimension * 4;
  const listWords = (SUMMED_ROWS_MAX / ROWS_PER_STEP) * STEP_WORDS;
  const zerosAt = listAt + listWords * 4;
  const entriesAt = zerosAt + dimension;
  const kernel = rowSumKernel(entriesAt + entries.length);
  if (!kernel) return undefined;
  const { memory, run } = kernel;
  new Int8Array(memory, entriesAt, entries.length).set(entries);
  const sums = new Int32Array(memory, 0, dimension);
  const list = new Int32Array(memory, listAt, listWords);

  function sum(rows: Int32Array, weights: Int32Array, count: number): Int32Array {
    sums.fill(0);
    let word = 0;
    for (let i = 0; i < count; i += ROWS_PER_STEP) {
      for (let k = 0; k < ROWS_PER_STEP; k++) {
        list[word + k] = i + k < count ? entriesAt + rows[i + k]! * dimension : zerosAt;
      }
      list[word + 4] = (weights[i]! & 0xffff) | (weights[i + 1]! << 16);
      list[word + 5] = (weights[i + 2]! & 0xffff) | (weights[i + 3]! << 16);
      word += STEP_WORDS;
    }
    if (word > 0) run(listAt, listAt + word * 4, dimension);
    return sums;
  }

  return { sum };
}
