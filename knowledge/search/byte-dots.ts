/**
 * Dot products of a question's vector with many vectors, which are kept as two bytes a number: a scan
 * reads the first bytes only, and what comes near is measured by both, as exactly as in 32-bit floats.
 * Two implementations give the very same numbers: plain TypeScript, and a WebAssembly kernel.
 */
import { byteDotsKernel } from './byte-dots-kernel.ts';

/** The kernel adds sixteen columns at a time. */
const COLUMNS_STEP = 16;
/** A vector's entries times its scale are −32,512 … 32,512: 256 × the first byte + the second. */
const ENTRY_MAX = 127 * 256;
const QUERY_ENTRY_MAX = 32_767;
/** Σ |query entry| × 128 stays below 2^31. */
const QUERY_SUM_MAX = 2 ** 24 - 1;

export interface ByteDots {
  /** Sets one row; a shorter vector than the dimension is an error of the caller. */
  put(row: number, vector: Float32Array): void;
  /** Sets the question. */
  ask(query: Float32Array): void;
  /**
   * The first bytes' dot products of all rows, each in units of `unitOf(row)`. The view is
   * overwritten by the next call.
   */
  scan(): Int32Array;
  unitOf(row: number): number;
  /** How far the product by first bytes may be from the true one, in any row. */
  error(): number;
  /** The dot product by both bytes. */
  exact(row: number): number;
}

/** Multiplies the rows from `from` up to `to` of a block of rows with the question, into `out`. */
interface Multiply {
  rows: Int8Array;
  query: Int16Array;
  out: Int32Array;
  run(from: number, to: number): void;
}

/** Room for so many rows; they are zero until they are set. */
export function byteDots(count: number, dimension: number): ByteDots {
  return overRows(count, dimension, simdMultiply) ?? plainByteDots(count, dimension);
}

export function plainByteDots(count: number, dimension: number): ByteDots {
  return overRows(count, dimension, plainMultiply)!;
}

type MakeMultiply = (rows: number, columns: number) => Multiply | undefined;

function overRows(count: number, dimension: number, make: MakeMultiply): ByteDots | undefined {
  const columns = COLUMNS_STEP * Math.ceil(Math.max(1, dimension) / COLUMNS_STEP);
  const multiply = make(2 * count, columns);
  if (!multiply) return undefined;
  const { rows, query, out, run } = multiply;
  const units = new Float32Array(count);
  let queryScale = 1;
  let querySum = 0;
  let largestUnit = 0;

  return {
    put(row, vector) {
      const scale = ENTRY_MAX / (largestOf(vector) || 1);
      units[row] = 256 / scale;
      largestUnit = Math.max(largestUnit, units[row]!);
      const first = row * columns;
      const second = (count + row) * columns;
      for (let k = 0; k < dimension; k++) {
        const entry = Math.round(vector[k]! * scale);
        const high = (entry + 128) >> 8;
        rows[first + k] = high;
        rows[second + k] = entry - 256 * high;
      }
    },
    ask(vector) {
      querySum = 0;
      for (let k = 0; k < dimension; k++) querySum += Math.abs(vector[k]!);
      const byEntry = QUERY_ENTRY_MAX / (largestOf(vector) || 1);
      queryScale = Math.min(byEntry, (QUERY_SUM_MAX - dimension) / (querySum || 1));
      for (let k = 0; k < dimension; k++) query[k] = Math.round(vector[k]! * queryScale);
    },
    scan() {
      run(0, count);
      return out.subarray(0, count);
    },
    unitOf: (row) => units[row]! / queryScale,
    // Half a unit of each entry, and half a unit of the question's, whose partner is below one.
    error: () => 0.51 * (largestUnit * querySum + Math.sqrt(dimension) / queryScale),
    exact(row) {
      run(row, row + 1);
      const high = out[row]!;
      run(count + row, count + row + 1);
      return ((high + out[count + row]! / 256) * units[row]!) / queryScale;
    },
  };
}

function simdMultiply(count: number, columns: number): Multiply | undefined {
  const outAt = columns * 2;
  const rowsAt = outAt + 16 * Math.ceil((count * 4) / 16);
  const kernel = byteDotsKernel(rowsAt + count * columns);
  if (!kernel) return undefined;
  const { memory } = kernel;
  return {
    query: new Int16Array(memory, 0, columns),
    out: new Int32Array(memory, outAt, count),
    rows: new Int8Array(memory, rowsAt, count * columns),
    run(from, to) {
      if (to <= from) return;
      kernel.run(0, rowsAt + from * columns, rowsAt + to * columns, columns, outAt + from * 4);
    },
  };
}

function plainMultiply(count: number, columns: number): Multiply {
  const rows = new Int8Array(count * columns);
  const query = new Int16Array(columns);
  const out = new Int32Array(count);
  return {
    rows,
    query,
    out,
    run(from, to) {
      for (let row = from; row < to; row++) {
        let sum = 0;
        for (let k = 0; k < columns; k++) sum += query[k]! * rows[row * columns + k]!;
        out[row] = sum;
      }
    },
  };
}

function largestOf(vector: Float32Array): number {
  let largest = 0;
  for (let k = 0; k < vector.length; k++) largest = Math.max(largest, Math.abs(vector[k]!));
  return largest;
}
