/**
 * Finds the passages that may answer a question: lexical and vector candidates, fused and reranked.
 */

import type { StoredDocument, StoredPassage } from '../corpus/corpus.ts';
import type { DocumentKind, Visibility } from '../corpus/document.ts';

export interface RetrievalFilter {
  kinds?: readonly DocumentKind[];
  /** Provinces, as in DocumentMetadata. */
  provinces?: readonly string[];
  /** ISO days, inclusive; compared with publishedOn. */
  publishedFrom?: string;
  publishedTo?: string;
  visibilities?: readonly Visibility[];
  documentIds?: readonly number[];
}

export interface RetrievalRequest {
  /** As the person typed it, or as completed from the conversation. Any string. */
  query: string;
  /** At most this many passages. */
  limit: number;
  filter?: RetrievalFilter;
  signal?: AbortSignal;
}

export interface RetrievedPassage {
  passage: StoredPassage;
  document: StoredDocument;
  /** The reranker's score; higher is better, comparable within one corpus and across questions. */
  score: number;
  /** The features behind the score, by name, for explaining and for answering (e.g. cosine, coverage). */
  features: Readonly<Record<string, number>>;
}

export interface Retriever {
  /** Best first. Empty for a query without a searchable character. Never throws for bad query text. */
  retrieve(request: RetrievalRequest): Promise<RetrievedPassage[]>;
}
