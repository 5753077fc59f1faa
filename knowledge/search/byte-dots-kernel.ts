/**
 * The WebAssembly kernel of byte-dots.ts: the dot products of one vector of 16-bit numbers with many
 * rows of bytes, sixteen columns at a time.
 *
 *   run(query, rows, end, dimension, out): for each row from `rows` to `end`, the dimension a multiple
 *     of 16:  i32 at out = Σ query[k] × row[k]; out += 4
 */
import {
  type Assembled,
  againIfLess,
  assemble,
  constant,
  DOT_PAIRS,
  END,
  extractWord,
  get,
  I32,
  I32_ADD,
  loadVector,
  loop,
  SPLAT,
  set,
  storeWord,
  tee,
  V128,
  VECTOR_ADD,
  widenBytes,
} from '../embedder/wasm-assembly.ts';

/** A kernel with so much memory of its own; undefined where the engine refuses SIMD. */
export function byteDotsKernel(memoryBytes: number): Assembled | undefined {
  return assemble(5, functionBody(), memoryBytes);
}

// Parameters, then locals: numbers first, vectors after them.
const QUERY = 0;
const ROW = 1;
const ROWS_END = 2;
const DIMENSION = 3;
const OUT = 4;
const K = 5;
const QUERY_AT = 6;
const EVEN = 7;
const ODD = 8;

function addEight(sums: number, offset: number): number[] {
  return [
    ...[...get(ROW), ...get(K), I32_ADD, ...widenBytes(offset)],
    ...[...get(QUERY_AT), ...loadVector(2 * offset)],
    ...[...DOT_PAIRS, ...get(sums), ...VECTOR_ADD, ...set(sums)],
  ];
}

function functionBody(): number[] {
  const addSixteenColumns = [
    ...addEight(EVEN, 0),
    ...addEight(ODD, 8),
    ...[...get(QUERY_AT), ...constant(32), I32_ADD, ...set(QUERY_AT)],
    ...againIfLess([...get(K), ...constant(16), I32_ADD, ...tee(K)], DIMENSION),
  ];
  const clear = [...constant(0), ...SPLAT];
  const lane = (number: number) => [...get(EVEN), ...extractWord(number)];
  const oneRow = [
    ...[...clear, ...set(EVEN), ...clear, ...set(ODD)],
    ...[...constant(0), ...set(K), ...get(QUERY), ...set(QUERY_AT)],
    ...loop(...addSixteenColumns),
    ...[...get(EVEN), ...get(ODD), ...VECTOR_ADD, ...set(EVEN)],
    ...[...get(OUT), ...lane(0), ...lane(1), I32_ADD],
    ...[...lane(2), ...lane(3), I32_ADD, I32_ADD, ...storeWord(0)],
    ...[...get(OUT), ...constant(4), I32_ADD, ...set(OUT)],
    ...againIfLess([...get(ROW), ...get(DIMENSION), I32_ADD, ...tee(ROW)], ROWS_END),
  ];
  const locals = [2, 2, I32, 2, V128];
  return [...locals, ...loop(...oneRow), END];
}
