/**
 * The Vietnamese embedder that ships with the product: a text's vector is the weighted sum of the
 * rows of its features, L2-normalised. No network, no model runtime, a few microseconds a sentence.
 * Invariant: the vector depends on the text's features alone, so "hoà" and "hòa" are one text.
 */
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { cleanText } from '../text/normalise.ts';
import { tokenize } from '../text/tokens.ts';
import type { Embedder } from './embedder.ts';
import { featureTable } from './feature-table.ts';
import { bigramFeature, TOKENS_MAX, tokenFeatures } from './features.ts';
import { tokenScanner } from './token-scanner.ts';
import { readWeights, type Weights } from './weights.ts';

export interface StaticEmbedder extends Embedder {
  /** The vector of any string: L2-normalised, or all zeros when no feature is known. Allocates only the result. */
  embed(text: string): Float32Array;
}

/** Opens the shipped weights, or those in `file`. Throws WeightsError when they are missing or damaged. */
export function openStaticEmbedder(file: string = shippedWeightsFile()): StaticEmbedder {
  const weights = readWeights(file);
  const embed = textEncoder(weights);
  return {
    fingerprint: `static-vi:${weights.checksum.slice(0, 16)}`,
    dimension: weights.dimension,
    embed,
    embedQuery: async (text) => embed(text),
    embedPassages: async (texts, signal) => embedInSlices(embed, texts, signal),
  };
}

/** Where the repository keeps the weights: found from dist/ as well as from the sources. */
export function shippedWeightsFile(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, 'package.json')) && dirname(folder) !== folder) {
    folder = dirname(folder);
  }
  return join(folder, 'knowledge', 'embedder', 'weights', 'vietnamese.bin');
}

// About 20 ms of work, after which timers and sockets of the same process get their turn.
const SLICE_PASSAGES = 100;

async function embedInSlices(
  embed: (text: string) => Float32Array,
  texts: readonly string[],
  signal: AbortSignal | undefined,
): Promise<Float32Array[]> {
  const vectors: Float32Array[] = [];
  for (const [index, text] of texts.entries()) {
    if (index % SLICE_PASSAGES === 0) {
      signal?.throwIfAborted();
      if (index > 0) await new Promise((resolve) => setImmediate(resolve));
    }
    vectors.push(embed(text));
  }
  return vectors;
}

/** A repeated feature counts less each time: its weight is the square root of its count. */
const COUNT_WEIGHTS = Float64Array.from({ length: TOKENS_MAX + 1 }, (_, count) => Math.sqrt(count));

/** The embedding function of a set of weights. Not re-entrant, which a synchronous function never is. */
export function textEncoder(weights: Weights): (text: string) => Float32Array {
  const { dimension, scales, entries } = weights;
  const tokens = tokenRows(weights);
  const counts = new Uint16Array(scales.length);
  const touched = new Int32Array(Math.min(scales.length, 3 * TOKENS_MAX));
  const sum = new Float64Array(dimension);

  function collect(text: string): number {
    const count = tokens.read(text);
    let used = 0;
    const { exactRows, foldedRows, bigramRows } = tokens;
    for (let i = 0; i < count; i++) {
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

  return (text) => {
    const used = collect(text);
    sum.fill(0);
    let i = 0;
    // Four rows at a time: a quarter of the loads and stores of the running sum.
    for (; i + 4 <= used; i += 4) {
      const [a, b, c, d] = [touched[i]!, touched[i + 1]!, touched[i + 2]!, touched[i + 3]!];
      const [wa, wb, wc, wd] = [takeWeight(a), takeWeight(b), takeWeight(c), takeWeight(d)];
      addFour(sum, entries, dimension, a, b, c, d, wa, wb, wc, wd);
    }
    for (; i < used; i++) {
      const row = touched[i]!;
      const weight = takeWeight(row);
      const base = row * dimension;
      for (let k = 0; k < dimension; k++) sum[k] = sum[k]! + weight * entries[base + k]!;
    }
    return normalised(sum);
  };
}

function addFour(
  sum: Float64Array,
  entries: Int8Array,
  dimension: number,
  a: number,
  b: number,
  c: number,
  d: number,
  wa: number,
  wb: number,
  wc: number,
  wd: number,
): void {
  const [baseA, baseB, baseC, baseD] = [a * dimension, b * dimension, c * dimension, d * dimension];
  for (let k = 0; k < dimension; k++) {
    sum[k] =
      sum[k]! +
      wa * entries[baseA + k]! +
      wb * entries[baseB + k]! +
      wc * entries[baseC + k]! +
      wd * entries[baseD + k]!;
  }
}

function normalised(sum: Float64Array): Float32Array {
  let squares = 0;
  for (let k = 0; k < sum.length; k++) squares += sum[k]! * sum[k]!;
  const vector = new Float32Array(sum.length);
  if (squares === 0) return vector;
  const inverse = 1 / Math.sqrt(squares);
  for (let k = 0; k < sum.length; k++) vector[k] = sum[k]! * inverse;
  return vector;
}

interface TokenRows {
  /** Row numbers of token i, or -1; bigramRows[i] joins token i-1 and token i. */
  readonly exactRows: Int32Array;
  readonly foldedRows: Int32Array;
  readonly bigramRows: Int32Array;
  /** Fills the arrays from a text and returns how many tokens it has. */
  read(text: string): number;
}

// Remembered spellings; forgotten all at once when full, which a corpus of real text never makes it.
const CACHE_SLOTS = 2 ** 17;
const CACHED_MAX = CACHE_SLOTS / 2;

function tokenRows(weights: Weights): TokenRows {
  const { rowOf } = featureTable(weights.features);
  const firstTokenBucket = weights.features.length;
  const firstBigramBucket = firstTokenBucket + weights.tokenBuckets;
  const scanner = tokenScanner(TOKENS_MAX);
  const exactRows = new Int32Array(TOKENS_MAX);
  const foldedRows = new Int32Array(TOKENS_MAX);
  const bigramRows = new Int32Array(TOKENS_MAX);

  const cachedA = new Int32Array(CACHE_SLOTS);
  const cachedB = new Int32Array(CACHE_SLOTS);
  const cachedExact = new Int32Array(CACHE_SLOTS);
  const cachedFolded = new Int32Array(CACHE_SLOTS);
  /** The folded feature; 0 marks a free slot. */
  const cachedFeature = new Uint32Array(CACHE_SLOTS);
  let cached = 0;

  const bucket = (feature: number, first: number, buckets: number) =>
    buckets === 0 ? -1 : first + (feature % buckets);

  function tokenRow(feature: number): number {
    const row = rowOf(feature);
    return row >= 0 ? row : bucket(feature, firstTokenBucket, weights.tokenBuckets);
  }

  function bigramRow(left: number, right: number): number {
    const feature = bigramFeature(left, right);
    const row = rowOf(feature);
    return row >= 0 ? row : bucket(feature, firstBigramBucket, weights.bigramBuckets);
  }

  function slotOf(text: string, token: number): number {
    const a = scanner.keysA[token]!;
    const b = scanner.keysB[token]!;
    let slot = (a ^ (a >>> 15)) & (CACHE_SLOTS - 1);
    while (cachedFeature[slot] !== 0) {
      if (cachedA[slot] === a && cachedB[slot] === b) return slot;
      slot = (slot + 1) & (CACHE_SLOTS - 1);
    }
    if (cached >= CACHED_MAX) {
      cachedFeature.fill(0);
      cached = 0;
      return slotOf(text, token);
    }
    const raw = text.slice(scanner.starts[token], scanner.ends[token]);
    const features = tokenFeatures(tokenize(raw)[0]?.text ?? raw);
    cached++;
    cachedA[slot] = a;
    cachedB[slot] = b;
    cachedFeature[slot] = features.folded;
    cachedFolded[slot] = tokenRow(features.folded);
    cachedExact[slot] = features.exact === 0 ? -1 : tokenRow(features.exact);
    return slot;
  }

  function readFast(text: string, count: number): number {
    let previous = 0;
    for (let i = 0; i < count; i++) {
      const slot = slotOf(text, i);
      const folded = cachedFeature[slot]!;
      exactRows[i] = cachedExact[slot]!;
      foldedRows[i] = cachedFolded[slot]!;
      bigramRows[i] = previous === 0 ? -1 : bigramRow(previous, folded);
      previous = folded;
    }
    return count;
  }

  function readSlowly(text: string): number {
    let previous = 0;
    const found = tokenize(cleanText(text)).slice(0, TOKENS_MAX);
    for (const [i, token] of found.entries()) {
      const { exact, folded } = tokenFeatures(token.text);
      exactRows[i] = exact === 0 ? -1 : tokenRow(exact);
      foldedRows[i] = tokenRow(folded);
      bigramRows[i] = previous === 0 ? -1 : bigramRow(previous, folded);
      previous = folded;
    }
    return found.length;
  }

  function read(text: string): number {
    const count = scanner.scan(text);
    return count >= 0 ? readFast(text, count) : readSlowly(text);
  }

  return { exactRows, foldedRows, bigramRows, read };
}
