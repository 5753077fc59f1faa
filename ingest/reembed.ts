/**
 * Vectors of different embedders cannot be compared, so a corpus holds those of one only. When
 * another embedder is configured, every passage is embedded again before anything new comes in.
 */
import type { Corpus } from '../knowledge/corpus/corpus.ts';
import type { Embedder } from '../knowledge/embedder/embedder.ts';
import { passageInContext } from '../knowledge/search/embed-document.ts';
import { retryWhileBusy } from './busy.ts';

export interface ReembedOptions {
  corpus: Corpus;
  embedder: Embedder;
  onProgress: (progress: { phase: 'reembedding'; done: number; total: number }) => void;
  signal?: AbortSignal;
}

// Another ingest may publish while this one embeds; then the new passages are embedded as well.
const ROUNDS_MAX = 3;

/** Brings the corpus's vectors to the given embedder. Returns how many passages were embedded; 0 when they fitted. */
export async function ensureSameEmbedder(options: ReembedOptions): Promise<number> {
  const { corpus, embedder } = options;
  for (let round = 1; round <= ROUNDS_MAX; round += 1) {
    const stored = corpus.embedderFingerprint();
    if (stored === undefined || stored === embedder.fingerprint) return 0;
    const generation = corpus.generation();
    const vectors = await embedAll(options);
    if (corpus.generation() !== generation && round < ROUNDS_MAX) continue;
    await retryWhileBusy(() => corpus.reembed(embedder.fingerprint, vectors));
    return vectors.length;
  }
  return 0;
}

async function embedAll({
  corpus,
  embedder,
  onProgress,
  signal,
}: ReembedOptions): Promise<[number, Float32Array][]> {
  const total = corpus.passageCount();
  const vectors: [number, Float32Array][] = [];
  for (const { id, title } of corpus.documents()) {
    signal?.throwIfAborted();
    onProgress({ phase: 'reembedding', done: vectors.length, total });
    const passages = corpus.passagesOf(id);
    const texts = passages.map(({ heading, text }) => passageInContext({ title, heading, text }));
    const embedded = await embedder.embedPassages(texts, signal);
    for (const [index, passage] of passages.entries()) vectors.push([passage.id, embedded[index]!]);
  }
  return vectors;
}
