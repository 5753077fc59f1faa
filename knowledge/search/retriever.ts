/**
 * Finds the passages that may answer a question: lexical and vector candidates, fused and reranked.
 */
import { dirname, join } from 'node:path';
import type { Corpus, StoredDocument, StoredPassage } from '../corpus/corpus.ts';
import type { DocumentKind, Visibility } from '../corpus/document.ts';
import type { Embedder } from '../embedder/embedder.ts';
import { type Candidate, type Candidates, createCandidateSearch } from './candidate-search.ts';
import { createReranker, type Reranker } from './reranker.ts';

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
  /** Other wordings of what the query says, such as the law's for everyday words; they count less. */
  paraphrases?: readonly string[];
  /** At most this many passages. */
  limit: number;
  filter?: RetrievalFilter;
  signal?: AbortSignal;
}

export interface RetrievedPassage {
  passage: StoredPassage;
  document: StoredDocument;
  /**
   * The reranker's score; higher is better, comparable within one corpus and across questions. Behind
   * the first places the order has more to it than the score.
   */
  score: number;
  /** The features behind the score, by name, for explaining and for answering (e.g. cosine, coverage). */
  features: Readonly<Record<string, number>>;
}

export interface Retriever {
  /** Best first. Empty for a query without a searchable character. Never throws for bad query text. */
  retrieve(request: RetrievalRequest): Promise<RetrievedPassage[]>;
}

/** Passages measured sentence by sentence: the first by what is known before. */
const SENTENCES_OF_MAX = 24;
/** Documents kept between questions; a page of results names a few. */
const DOCUMENTS_KEPT_MAX = 2_000;
/** Passages of a corpus that are kept between questions; of more, hardly one is found twice. */
const PASSAGES_KEPT_MAX = 2_000;

/** A retriever over one corpus. The embedder must be the one the corpus was embedded with. */
export function createRetriever(deps: { corpus: Corpus; embedder: Embedder }): Retriever {
  const { corpus, embedder } = deps;
  const search = createCandidateSearch({ corpus, embedder, graphFile: graphFileOf(corpus) });
  const storedNow = createStoredCache(corpus);
  return {
    async retrieve({ limit, ...asked }) {
      const found = await search.find(asked);
      const ranked = rank(found, createReranker(found.accents));
      const stored = storedNow();
      return ranked.slice(0, limit).flatMap(({ passageId, score, features }) => {
        const passage = stored.passage(passageId);
        const document = passage && stored.document(passage.documentId);
        return passage && document ? [{ passage, document, score, features: { ...features } }] : [];
      });
    },
  };
}

type Scored = Candidate & { score: number };

/** Scores all, measures the sentences of the best, and scores these again. In the order of their places. */
function rank(found: Candidates, reranker: Reranker): Scored[] {
  const byScore = (a: Scored, b: Scored) => b.score - a.score || a.passageId - b.passageId;
  const scored = found.passages.map(({ passageId, features }) => ({
    passageId,
    features,
    score: reranker.score(features),
  }));
  scored.sort(byScore);
  const best = scored.slice(0, SENTENCES_OF_MAX);
  found.measureSentences(best);
  for (const each of best) each.score = reranker.score(each.features);
  return reranker.place(scored.sort(byScore));
}

/** The vector graph stands beside corpus.db; a corpus in memory has none. */
function graphFileOf({ database }: Corpus): string | undefined {
  return database.memory ? undefined : join(dirname(database.name), 'vectors.hnsw');
}

/** What was found lately, by its id. */
interface Stored {
  passage(id: number): StoredPassage | undefined;
  document(id: number): StoredDocument | undefined;
}

/**
 * Reading a document means parsing its metadata, and a passage's text is looked up by many who keep
 * what they found in it: those of a small corpus are read once until it changes.
 */
function createStoredCache(corpus: Corpus): () => Stored {
  let generation = -1;
  let keepsPassages = false;
  const documents = new Map<number, StoredDocument>();
  const passages = new Map<number, StoredPassage>();
  const stored: Stored = {
    document(id) {
      const known = documents.get(id);
      if (known) return known;
      const read = corpus.document(id);
      if (documents.size >= DOCUMENTS_KEPT_MAX) documents.clear();
      if (read) documents.set(id, read);
      return read;
    },
    passage(id) {
      const known = passages.get(id);
      if (known) return known;
      const read = corpus.passage(id);
      if (read && keepsPassages) passages.set(id, read);
      return read;
    },
  };
  return () => {
    const current = corpus.generation();
    if (current !== generation) {
      documents.clear();
      passages.clear();
      keepsPassages = corpus.passageCount() <= PASSAGES_KEPT_MAX;
    }
    generation = current;
    return stored;
  };
}
