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

/** Most negatives are so easy that their share of a gradient is lost in rounding; they are skipped. */
const NEGLIGIBLE_GRADIENT = 1e-6;

/** `exclusions[i]`: passages that are no negatives of query i, because they are as right as its own. */
export function contrast(
  queries: Float32Array,
  passages: Float32Array,
  dimension: number,
  scale: number,
  exclusions: readonly (readonly number[])[],
): Contrast {
  const count = queries.length / dimension;
  // e^(scale × (cosine − 1)) never overflows, so one exponential serves both directions.
  const odds = similarities(queries, passages, dimension);
  for (let k = 0; k < odds.length; k++) odds[k] = Math.exp(scale * (odds[k]! - 1));
  for (const [i, excluded] of exclusions.entries()) {
    for (const j of excluded) if (i !== j) odds[i * count + j] = 0;
  }
  const byQuery = new Float64Array(count);
  const byPassage = new Float64Array(count);
  let hits = 0;
  for (let i = 0; i < count; i++) {
    let best = 0;
    for (let j = 0; j < count; j++) {
      const value = odds[i * count + j]!;
      byQuery[i] = byQuery[i]! + value;
      byPassage[j] = byPassage[j]! + value;
      if (value > best) best = value;
    }
    if (odds[i * count + i] === best) hits++;
  }
  let loss = 0;
  const gradient = new Float32Array(count * count);
  // d loss / d cosine: softmax minus one-hot, both directions, averaged over 2 × count terms.
  const factor = scale / (2 * count);
  for (let i = 0; i < count; i++) {
    const own = odds[i * count + i]!;
    loss += Math.log((byQuery[i]! / own) * (byPassage[i]! / own));
    for (let j = 0; j < count; j++) {
      const at = i * count + j;
      const share = odds[at]! / byQuery[i]! + odds[at]! / byPassage[j]!;
      gradient[at] = factor * (i === j ? share - 2 : share);
    }
  }
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
): Float64Array {
  const count = queries.length / dimension;
  const cosines = new Float64Array(count * count);
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
      cosines.set([s0, s1, s2, s3], i * count + j);
    }
    for (; j < count; j++) {
      let sum = 0;
      for (let d = 0; d < dimension; d++) sum += queries[a + d]! * passages[j * dimension + d]!;
      cosines[i * count + j] = sum;
    }
  }
  return cosines;
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
  const sum = new Float64Array(dimension);
  for (let i = 0; i < count; i++) {
    sum.fill(0);
    for (let j = 0; j < count; j++) {
      const weight = gradient[transposed ? j * count + i : i * count + j]!;
      if (Math.abs(weight) < NEGLIGIBLE_GRADIENT) continue;
      const base = j * dimension;
      for (let d = 0; d < dimension; d++) sum[d] = sum[d]! + weight * others[base + d]!;
    }
    result.set(sum, i * dimension);
  }
  return result;
}
