/**
 * Fits the answer scorer: a listwise ranking model (softmax over the candidates of a question) and a
 * logistic model of how sure the best candidate is. Both linear, L2-regularised, fitted by Adam on
 * all examples at once, so that equal input gives equal weights.
 */

export interface CandidateExample {
  x: Float64Array;
  /** 0 wrong … 1 right and short. */
  worth: number;
}

export interface QuestionExample {
  id: string;
  answerable: boolean;
  candidates: CandidateExample[];
}

const STEPS = 300;
const RATE = 0.15;

/** Where a fit starts and what it may change. */
export interface FitFrom {
  prior: Float64Array;
  l2: number;
  /** Indices that keep their prior value; none when absent. */
  frozen?: ReadonlySet<number>;
}

/** Minimises a differentiable loss, pulled towards the prior; `gradient(w, out)` adds the loss's gradient at w to out. */
function adam(
  { prior, l2, frozen }: FitFrom,
  gradient: (w: Float64Array, out: Float64Array) => void,
): Float64Array {
  const size = prior.length;
  const w = Float64Array.from(prior);
  const mean = new Float64Array(size);
  const square = new Float64Array(size);
  for (let step = 1; step <= STEPS; step += 1) {
    const g = new Float64Array(size);
    gradient(w, g);
    for (let i = 0; i < size; i += 1) {
      if (frozen?.has(i)) continue;
      const gi = g[i]! + l2 * (w[i]! - prior[i]!);
      mean[i] = 0.9 * mean[i]! + 0.1 * gi;
      square[i] = 0.999 * square[i]! + 0.001 * gi * gi;
      const unbiased = mean[i]! / (1 - 0.9 ** step);
      w[i] = w[i]! - (RATE * unbiased) / (Math.sqrt(square[i]! / (1 - 0.999 ** step)) + 1e-8);
    }
  }
  return w;
}

/** Weights that put worthy candidates first, near the prior where the examples are silent. Questions without one are left out. */
export function fitRanking(examples: readonly QuestionExample[], from: FitFrom): Float64Array {
  const usable = examples.filter(({ candidates }) => candidates.some(({ worth }) => worth > 0));
  return adam(from, (w, out) => {
    for (const { candidates } of usable) addRankingGradient(candidates, w, out, 1 / usable.length);
  });
}

function addRankingGradient(
  candidates: readonly CandidateExample[],
  w: Float64Array,
  out: Float64Array,
  scale: number,
): void {
  const scores = candidates.map(({ x }) => dot(w, x));
  const top = Math.max(...scores);
  const odds = scores.map((score) => Math.exp(score - top));
  const all = odds.reduce((sum, value) => sum + value, 0);
  const good = odds.reduce((sum, value, i) => sum + value * candidates[i]!.worth, 0);
  for (const [i, { x, worth }] of candidates.entries()) {
    const push = scale * (odds[i]! / all - (odds[i]! * worth) / good);
    for (let k = 0; k < x.length; k += 1) out[k] = out[k]! + push * x[k]!;
  }
}

export interface ConfidenceExample {
  x: Float64Array;
  right: boolean;
  /** Weight of the example. */
  weight: number;
}

/** Log-odds weights; x holds its own constant for the bias. */
export function fitConfidence(examples: readonly ConfidenceExample[], from: FitFrom): Float64Array {
  const total = examples.reduce((sum, { weight }) => sum + weight, 0);
  return adam(from, (w, out) => {
    for (const { x, right, weight } of examples) {
      const error = (sigmoid(dot(w, x)) - (right ? 1 : 0)) * (weight / total);
      for (let k = 0; k < x.length; k += 1) out[k] = out[k]! + error * x[k]!;
    }
  });
}

/** Index of the best candidate; -1 when there is none. */
export function bestOf(candidates: readonly CandidateExample[], w: Float64Array): number {
  let best = -1;
  let top = Number.NEGATIVE_INFINITY;
  for (const [i, { x }] of candidates.entries()) {
    const score = dot(w, x);
    if (score > top) [top, best] = [score, i];
  }
  return best;
}

export function sigmoid(value: number): number {
  return 1 / (1 + Math.exp(-value));
}

export function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i += 1) sum += a[i]! * b[i]!;
  return sum;
}
