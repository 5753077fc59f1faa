/** An embedder that knows no word: with it, search goes by words alone. */
import type { Embedder } from '../../knowledge/embedder/embedder.ts';

/** Gives the zero vector for every text. */
export function silentEmbedder(): Embedder {
  return {
    fingerprint: 'silent',
    dimension: 4,
    embedQuery: async () => new Float32Array(4),
    embedPassages: async (texts) => texts.map(() => new Float32Array(4)),
  };
}
