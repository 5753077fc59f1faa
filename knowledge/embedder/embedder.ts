/**
 * What the retriever and ingest need of an embedder. Two implementations: the static Vietnamese one
 * that ships with the product, and any OpenAI-compatible endpoint.
 */
export interface Embedder {
  /** Names weights and settings; equal fingerprints mean comparable vectors. Goes into corpus.db. */
  readonly fingerprint: string;
  readonly dimension: number;
  /** One L2-normalised vector. Any string is accepted; text without a known feature gives the zero vector. */
  embedQuery(text: string, signal?: AbortSignal): Promise<Float32Array>;
  /** One L2-normalised vector per text, in order. Rejects when an endpoint fails after its retries. */
  embedPassages(texts: readonly string[], signal?: AbortSignal): Promise<Float32Array[]>;
}
