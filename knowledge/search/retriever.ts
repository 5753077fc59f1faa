/**
 * Finds the passages that may answer a question: lexical and vector candidates, fused and reranked.
 */

import type { Corpus, StoredDocument, StoredPassage } from '../corpus/corpus.ts';
import type { DocumentKind, Visibility } from '../corpus/document.ts';
import type { Embedder } from '../embedder/embedder.ts';
import { cleanText, fold, hasDiacritics } from '../text/normalise.ts';
import { syllables } from '../text/tokens.ts';
import { type LexicalHit, type LexicalQuery, pairs, searchLexical } from './lexical-index.ts';
import { scopeOf } from './retrieval-filter.ts';
import { createVectorIndex, type VectorHit } from './vector-index.ts';

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

const CANDIDATES_MAX = 100;
const QUERY_CHARACTERS_MAX = 2_000;
const QUERY_TERMS_MAX = 64;
// Reciprocal rank fusion: score = Σ 1 / (RANK_OFFSET + rank). 60 is the constant of the original paper.
const RANK_OFFSET = 60;

/** A retriever over one corpus. The embedder must be the one the corpus was embedded with. */
export function createRetriever(deps: { corpus: Corpus; embedder: Embedder }): Retriever {
  const { corpus, embedder } = deps;
  const vectors = createVectorIndex(corpus);
  return {
    async retrieve({ query, limit, filter, signal }) {
      const text = cleanText(query.slice(0, QUERY_CHARACTERS_MAX));
      const terms = lexicalQuery(text);
      const scope = scopeOf(corpus.database, filter);
      const byWords = searchLexical(corpus.database, terms, CANDIDATES_MAX, scope.allows);
      const vector = await embedder.embedQuery(text, signal);
      const byVector = vectors.search(vector, CANDIDATES_MAX, scope.allows);
      return fuse(corpus, byWords, byVector).slice(0, limit);
    },
  };
}

function lexicalQuery(text: string): LexicalQuery {
  const all = syllables(text).slice(0, QUERY_TERMS_MAX);
  const folded = all.map(fold);
  const foldedTerms = { folded: unique(folded), foldedPairs: unique(pairs(folded)) };
  if (!hasDiacritics(text)) return { exact: [], exactPairs: [], ...foldedTerms };
  return { exact: unique(all), exactPairs: unique(pairs(all)), ...foldedTerms };
}

function unique(terms: string[]): string[] {
  return [...new Set(terms)];
}

function fuse(
  corpus: Corpus,
  byWords: readonly LexicalHit[],
  byVector: readonly VectorHit[],
): RetrievedPassage[] {
  const features = new Map<number, Record<string, number>>();
  const note = (id: number, name: string, value: number, rank: number) => {
    const known = features.get(id) ?? { fused: 0 };
    known[name] = value;
    known.fused = (known.fused ?? 0) + 1 / (RANK_OFFSET + rank);
    features.set(id, known);
  };
  for (const [rank, hit] of byWords.entries()) note(hit.passageId, 'lexical', hit.score, rank);
  for (const [rank, hit] of byVector.entries()) note(hit.passageId, 'cosine', hit.cosine, rank);
  const found: RetrievedPassage[] = [];
  for (const [id, known] of features) {
    const passage = corpus.passage(id);
    const document = passage && corpus.document(passage.documentId);
    if (passage && document) {
      found.push({ passage, document, score: known.fused ?? 0, features: known });
    }
  }
  return found.sort((a, b) => b.score - a.score || a.passage.id - b.passage.id);
}
