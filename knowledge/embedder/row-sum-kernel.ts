/**
 * The WebAssembly kernel of row-sum.ts. It adds four rows at a time: 8 entries of two rows are widened to 16 bits and
 * interleaved, and one instruction multiplies them by their rows' weights and adds the pairs.
 *
 *   add(list, end, dimension): for each step of the list (4 row addresses, weights a|b<<16, c|d<<16),
 *     for k = 0, 8, … < dimension:  i32 sums at 4k += a·A[k] + b·B[k] + c·C[k] + d·D[k]
 */

import {
  type Assembled,
  againIfLess,
  assemble,
  constant,
  DOT_PAIRS,
  END,
  get,
  I32,
  I32_ADD,
  loadVector,
  loadWord,
  loop,
  SPLAT,
  set,
  shuffle,
  storeVector,
  tee,
  V128,
  VECTOR_ADD,
  widenBytes,
} from './wasm-assembly.ts';

/** A kernel with so much memory of its own; undefined where the engine refuses SIMD. */
export function rowSumKernel(memoryBytes: number): Assembled | undefined {
  return assemble(3, functionBody(), memoryBytes);
}

/** 16-bit lanes 0–3 of two vectors, alternating; the upper ones are 8 bytes further on. */
const LOWER_LANES = [0, 1, 16, 17, 2, 3, 18, 19, 4, 5, 20, 21, 6, 7, 22, 23];
const UPPER_LANES = LOWER_LANES.map((lane) => lane + 8);

// Parameters, then locals: numbers first, vectors after them.
const LIST = 0;
const LIST_END = 1;
const DIMENSION = 2;
const K = 3;
const ROWS = [4, 5, 6, 7];
const SUMS = 8;
const WEIGHTS_AB = 9;
const WEIGHTS_CD = 10;
const A = 11;
const B = 12;
const C = 13;
const D = 14;

function addFour(lanes: readonly number[], offset: number): number[] {
  return [
    ...get(SUMS),
    ...get(SUMS),
    ...loadVector(offset),
    ...[...get(A), ...get(B), ...shuffle(lanes), ...get(WEIGHTS_AB), ...DOT_PAIRS, ...VECTOR_ADD],
    ...[...get(C), ...get(D), ...shuffle(lanes), ...get(WEIGHTS_CD), ...DOT_PAIRS, ...VECTOR_ADD],
    ...storeVector(offset),
  ];
}

function functionBody(): number[] {
  const addEightColumns = [
    ...ROWS.flatMap((row, i) => [...get(row), ...get(K), I32_ADD, ...widenBytes(0), ...set(A + i)]),
    ...addFour(LOWER_LANES, 0),
    ...addFour(UPPER_LANES, 16),
    ...[...get(SUMS), ...constant(32), I32_ADD, ...set(SUMS)],
    ...againIfLess([...get(K), ...constant(8), I32_ADD, ...tee(K)], DIMENSION),
  ];
  const addOneStep = [
    ...ROWS.flatMap((row, i) => [...get(LIST), ...loadWord(4 * i), ...set(row)]),
    ...[...get(LIST), ...loadWord(16), ...SPLAT, ...set(WEIGHTS_AB)],
    ...[...get(LIST), ...loadWord(20), ...SPLAT, ...set(WEIGHTS_CD)],
    ...[...constant(0), ...set(K), ...constant(0), ...set(SUMS)],
    ...loop(...addEightColumns),
    ...againIfLess([...get(LIST), ...constant(24), I32_ADD, ...tee(LIST)], LIST_END),
  ];
  const locals = [2, 6, I32, 6, V128];
  return [...locals, ...loop(...addOneStep), END];
}
