/**
 * The table of rows while it is being trained: forward and backward of "weighted sum of rows,
 * L2-normalised", and row-wise Adagrad (one running mean square a row, so rare features learn in
 * large steps and frequent ones in small).
 */
import type { Bags } from './bags.ts';
import { seededRandom } from './random.ts';

export interface TableShape {
  dimension: number;
  features: Uint32Array;
  /** Starting norm of each feature's row. */
  startWeights: Float32Array;
  /** Rows after the features', shared by tokens that have none. */
  buckets: number;
  /** Starting norm of a bucket's row. */
  bucketWeight: number;
}

const EPSILON = 1e-8;

/** The starting table: pseudo-random signs of each feature, scaled. Untrained, it already is a random projection of tf-idf. */
export function startingTable(shape: TableShape): Float32Array {
  const { dimension, features, startWeights } = shape;
  const rows = features.length + shape.buckets;
  const table = new Float32Array(rows * dimension);
  for (let row = 0; row < rows; row++) {
    const random = seededRandom(features[row] ?? row);
    const unit = (startWeights[row] ?? shape.bucketWeight) / Math.sqrt(dimension);
    for (let d = 0; d < dimension; d++)
      table[row * dimension + d] = random.next() < 0.5 ? unit : -unit;
  }
  return table;
}

/** Vectors (count × dimension), normalised, and the length each had before. */
export interface Encoded {
  vectors: Float32Array;
  norms: Float32Array;
}

export function encodeBags(table: Float32Array, dimension: number, bag: Bags): Encoded {
  const vectors = new Float32Array(bag.count * dimension);
  const norms = new Float32Array(bag.count);
  const sum = new Float64Array(dimension);
  for (let t = 0; t < bag.count; t++) {
    sum.fill(0);
    const end = bag.starts[t + 1]!;
    let e = bag.starts[t]!;
    for (; e + 4 <= end; e += 4) addFourRows(sum, table, bag, e);
    for (; e < end; e++) {
      const base = bag.rows[e]! * dimension;
      const weight = bag.weights[e]!;
      for (let d = 0; d < dimension; d++) sum[d] = sum[d]! + weight * table[base + d]!;
    }
    let squares = 0;
    for (let d = 0; d < dimension; d++) squares += sum[d]! * sum[d]!;
    const norm = Math.sqrt(squares);
    norms[t] = norm;
    if (norm === 0) continue;
    for (let d = 0; d < dimension; d++) vectors[t * dimension + d] = sum[d]! / norm;
  }
  return { vectors, norms };
}

// Four rows in one pass over the running sum: most of the run's time is spent here.
function addFourRows(sum: Float64Array, table: Float32Array, bag: Bags, entry: number): void {
  const dimension = sum.length;
  const a = bag.rows[entry]! * dimension;
  const b = bag.rows[entry + 1]! * dimension;
  const c = bag.rows[entry + 2]! * dimension;
  const d = bag.rows[entry + 3]! * dimension;
  const wa = bag.weights[entry]!;
  const wb = bag.weights[entry + 1]!;
  const wc = bag.weights[entry + 2]!;
  const wd = bag.weights[entry + 3]!;
  for (let k = 0; k < dimension; k++) {
    sum[k] =
      sum[k]! + wa * table[a + k]! + wb * table[b + k]! + wc * table[c + k]! + wd * table[d + k]!;
  }
}

export interface Optimiser {
  /** Adds the gradient of a bag's texts, given the loss's gradient by their normalised vectors. */
  backward(bag: Bags, encoded: Encoded, vectorGradients: Float32Array): void;
  /** Applies and forgets the gathered gradients. */
  step(learningRate: number): void;
}

/** Row-wise Adagrad on `table`. */
export function rowAdagrad(table: Float32Array, dimension: number): Optimiser {
  const rowCount = table.length / dimension;
  const squares = new Float32Array(rowCount);
  const slots = new Int32Array(rowCount).fill(-1);
  let touched: number[] = [];
  let gradients = new Float32Array(4096 * dimension);

  function slotOf(row: number): number {
    let slot = slots[row]!;
    if (slot >= 0) return slot;
    slot = touched.length;
    slots[row] = slot;
    touched.push(row);
    if (touched.length * dimension > gradients.length) {
      const larger = new Float32Array(gradients.length * 2);
      larger.set(gradients);
      gradients = larger;
    }
    return slot;
  }

  function backward(bag: Bags, { vectors, norms }: Encoded, vectorGradients: Float32Array): void {
    const gradient = new Float64Array(dimension);
    for (let t = 0; t < bag.count; t++) {
      const norm = norms[t]!;
      if (norm === 0) continue;
      const at = t * dimension;
      // Through the normalisation: only the part across the vector moves it.
      let along = 0;
      for (let d = 0; d < dimension; d++) along += vectorGradients[at + d]! * vectors[at + d]!;
      for (let d = 0; d < dimension; d++) {
        gradient[d] = (vectorGradients[at + d]! - along * vectors[at + d]!) / norm;
      }
      for (let e = bag.starts[t]!; e < bag.starts[t + 1]!; e++) {
        const base = slotOf(bag.rows[e]!) * dimension;
        const weight = bag.weights[e]!;
        for (let d = 0; d < dimension; d++) {
          gradients[base + d] = gradients[base + d]! + weight * gradient[d]!;
        }
      }
    }
  }

  function step(learningRate: number): void {
    for (const [slot, row] of touched.entries()) {
      const from = slot * dimension;
      const to = row * dimension;
      let sum = 0;
      for (let d = 0; d < dimension; d++) sum += gradients[from + d]! * gradients[from + d]!;
      squares[row] = squares[row]! + sum / dimension;
      const rate = learningRate / (Math.sqrt(squares[row]!) + EPSILON);
      for (let d = 0; d < dimension; d++)
        table[to + d] = table[to + d]! - rate * gradients[from + d]!;
      slots[row] = -1;
    }
    gradients.fill(0, 0, touched.length * dimension);
    touched = [];
  }

  return { backward, step };
}
