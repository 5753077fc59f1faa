/**
 * Any of the product's embedders as LangChain `Embeddings`, for use in a LangChain program. Vectors
 * are the embedder's own, so they may be compared with those of a corpus it embedded.
 */
import { Embeddings } from '@langchain/core/embeddings';
import type { Embedder } from './embedder.ts';

export class HoptacEmbeddings extends Embeddings {
  readonly #embedder: Embedder;

  constructor(embedder: Embedder) {
    super({});
    this.#embedder = embedder;
  }

  override async embedQuery(text: string): Promise<number[]> {
    return [...(await this.#embedder.embedQuery(text))];
  }

  override async embedDocuments(texts: string[]): Promise<number[][]> {
    const vectors = await this.#embedder.embedPassages(texts);
    return vectors.map((vector) => [...vector]);
  }
}
