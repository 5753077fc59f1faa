/**
 * InfoNCE with in-batch negatives, both directions: each query must pick its passage among the
 * batch's passages, and each passage its query. Cosine similarities are multiplied by a scale
 * (the inverse temperature) before the softmax.
 */
export interface Contrast {
  /** Mean of both directions. */
  loss: number;
  /** Share of queries whose own passage came first. */
  hits: number;
  queryGradients: Float32Array;
  passageGradients: Float32Array;
}

/** `isExcluded(i, j)`: passage j is no negative of query i (the same passage, or as right as its own). */
export function contrast(
  queries: Float32Array,
  passages: Float32Array,
  dimension: number,
  scale: number,
  isExcluded: (query: number, passage: number) => boolean,
): Contrast {
  const count = queries.length / dimension;
  const logits = similarities(queries, passages, dimension, scale);
  for (let i = 0; i < count; i++) {
    for (let j = 0; j < count; j++) {
      if (i !== j && isExcluded(i, j)) logits[i * count + j] = Number.NEGATIVE_INFINITY;
    }
  }
  const gradient = new Float32Array(count * count);
  let loss = 0;
  let hits = 0;
  for (let i = 0; i < count; i++) {
    const row = softmaxInto(gradient, logits, i * count, 1, count, i);
    loss += row.loss;
    if (row.isBest) hits++;
    loss += softmaxInto(gradient, logits, i, count, count, i).loss;
  }
  // d loss / d cosine: softmax minus one-hot, both directions, averaged over 2 × count terms.
  const factor = scale / (2 * count);
  for (let k = 0; k < gradient.length; k++) gradient[k] = gradient[k]! * factor;
  return {
    loss: loss / (2 * count),
    hits: hits / count,
    queryGradients: multiply(gradient, passages, count, dimension, false),
    passageGradients: multiply(gradient, queries, count, dimension, true),
  };
}

function similarities(
  queries: Float32Array,
  passages: Float32Array,
  dimension: number,
  scale: number,
): Float32Array {
  const count = queries.length / dimension;
  const logits = new Float32Array(count * count);
  for (let i = 0; i < count; i++) {
    const a = i * dimension;
    let j = 0;
    // Four passages at once: independent sums keep the processor's adders busy.
    for (; j + 4 <= count; j += 4) {
      const [b0, b1, b2, b3] = [j, j + 1, j + 2, j + 3].map((n) => n * dimension) as [
        number,
        number,
        number,
        number,
      ];
      let [s0, s1, s2, s3] = [0, 0, 0, 0];
      for (let d = 0; d < dimension; d++) {
        const q = queries[a + d]!;
        s0 += q * passages[b0 + d]!;
        s1 += q * passages[b1 + d]!;
        s2 += q * passages[b2 + d]!;
        s3 += q * passages[b3 + d]!;
      }
      logits.set([s0 * scale, s1 * scale, s2 * scale, s3 * scale], i * count + j);
    }
    for (; j < count; j++) {
      let sum = 0;
      for (let d = 0; d < dimension; d++) sum += queries[a + d]! * passages[j * dimension + d]!;
      logits[i * count + j] = sum * scale;
    }
  }
  return logits;
}

/** Adds softmax − one-hot of one row (stride 1) or column (stride count) to `gradient`. */
function softmaxInto(
  gradient: Float32Array,
  logits: Float32Array,
  from: number,
  stride: number,
  count: number,
  target: number,
): { loss: number; isBest: boolean } {
  const own = logits[from + target * stride]!;
  let max = own;
  for (let k = 0; k < count; k++) max = Math.max(max, logits[from + k * stride]!);
  let sum = 0;
  for (let k = 0; k < count; k++) sum += Math.exp(logits[from + k * stride]! - max);
  for (let k = 0; k < count; k++) {
    const at = from + k * stride;
    gradient[at] = gradient[at]! + Math.exp(logits[at]! - max) / sum - (k === target ? 1 : 0);
  }
  return { loss: Math.log(sum) + max - own, isBest: own === max };
}

/** gradient × others, or its transpose × others. */
function multiply(
  gradient: Float32Array,
  others: Float32Array,
  count: number,
  dimension: number,
  transposed: boolean,
): Float32Array {
  const result = new Float32Array(count * dimension);
  for (let i = 0; i < count; i++) {
    for (let j = 0; j < count; j++) {
      const weight = gradient[transposed ? j * count + i : i * count + j]!;
      // Below this a term cannot change a float32 sum; most negatives are that easy.
      if (Math.abs(weight) < 1e-9) continue;
      for (let d = 0; d < dimension; d++) {
        result[i * dimension + d] =
          result[i * dimension + d]! + weight * others[j * dimension + d]!;
      }
    }
  }
  return result;
}
