/**
 * The Vietnamese embedder that ships with the product: table rows summed by text-encoder.ts. No
 * network, no model runtime, a few microseconds a sentence.
 * Invariant: the vector depends on the text's features alone, so "hoà" and "hòa" are one text.
 */
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Embedder } from './embedder.ts';
import { RULES_VERSION } from './features.ts';
import { textEncoder } from './text-encoder.ts';
import { readWeights } from './weights.ts';

export interface StaticEmbedder extends Embedder {
  /** The vector of any string: L2-normalised, or all zeros when no feature is known. Allocates only the result. */
  embed(text: string): Float32Array;
}

/** Opens the shipped weights, or those in `file`. Throws WeightsError when they are missing or damaged. */
export function openStaticEmbedder(file: string = shippedWeightsFile()): StaticEmbedder {
  const weights = readWeights(file);
  const embed = textEncoder(weights);
  return {
    fingerprint: `static-vi:${RULES_VERSION}:${weights.checksum.slice(0, 16)}`,
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
