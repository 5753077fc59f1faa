/**
 * Finds the passages that may answer a question: lexical and vector candidates, fused and reranked.
 */

import type { Corpus, StoredDocument, StoredPassage } from '../corpus/corpus.ts';
import type { DocumentKind, Visibility } from '../corpus/document.ts';
import type { Embedder } from '../embedder/embedder.ts';
import { fold } from '../text/normalise.ts';
import { createStatistics } from './corpus-statistics.ts';
import { hasTerm, streamOf } from './lexical-index.ts';
import { createMeter, WORD_FEATURES } from './passage-features.ts';
import { analyzeQuery } from './query-analysis.ts';
import { scopeOf } from './retrieval-filter.ts';
import { compileQuery } from './scoring-query.ts';
import { createVectorIndex } from './vector-index.ts';
import { wordCandidates } from './word-candidates.ts';

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

const WORD_CANDIDATES_MAX = 150;
const VECTOR_CANDIDATES_MAX = 100;

/** A retriever over one corpus. The embedder must be the one the corpus was embedded with. */
export function createRetriever(deps: { corpus: Corpus; embedder: Embedder }): Retriever {
  const { corpus, embedder } = deps;
  const { database } = corpus;
  const vectors = createVectorIndex(corpus);
  const statisticsNow = createStatistics(corpus);
  const vocabulary = { has: (term: string) => hasTerm(database, term) };
  return {
    async retrieve({ query: text, limit, filter, signal }) {
      const statistics = statisticsNow();
      const query = compileQuery(analyzeQuery(text, vocabulary), statistics);
      const scope = scopeOf(database, filter);
      const vector = await embedder.embedQuery(query.analysis.text, signal);
      const byWords = wordCandidates(
        database,
        query,
        statistics,
        WORD_CANDIDATES_MAX,
        scope.allows,
      );
      const byVector = vectors.search(vector, VECTOR_CANDIDATES_MAX, scope.allows);
      const cosines = new Map(byVector.map((hit) => [hit.passageId, hit.cosine]));
      const meter = createMeter(query, fold(query.analysis.text), statistics);
      const scored: { id: number; score: number; features: Record<string, number> }[] = [];
      for (const id of new Set([...byWords, ...cosines.keys()])) {
        const stream = streamOf(database, id);
        if (!stream) continue;
        const values = meter.measure(stream);
        const features: Record<string, number> = { cosine: cosines.get(id) ?? 0 };
        for (const [index, name] of WORD_FEATURES.entries()) features[name] = values[index]!;
        scored.push({ id, score: simpleScore(features), features });
      }
      scored.sort((a, b) => b.score - a.score || a.id - b.id);
      return scored.slice(0, limit).flatMap(({ id, score, features }) => {
        const passage = corpus.passage(id);
        const document = passage && corpus.document(passage.documentId);
        return passage && document ? [{ passage, document, score, features }] : [];
      });
    },
  };
}

function simpleScore(features: Record<string, number>): number {
  const value = (name: string) => features[name] ?? 0;
  return (
    value('words') +
    0.3 * value('wordsFolded') +
    0.7 * value('pairs') +
    0.3 * value('window') +
    0.3 * value('cosine')
  );
}
