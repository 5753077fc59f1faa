/**
 * From a question to the passages worth ranking, each with its features: candidates by words and by
 * vectors, measured on their tokens, the most promising also sentence by sentence.
 */
import type { Corpus } from '../corpus/corpus.ts';
import type { Embedder } from '../embedder/embedder.ts';
import { EmbedderUnavailableError } from '../embedder/openai-embedder.ts';
import type { StaticEmbedder } from '../embedder/static-embedder.ts';
import { createCueTable } from './answer-cues.ts';
import { type Background, readBackground } from './background.ts';
import { createBestFirst } from './best-first.ts';
import { type CorpusStatistics, statisticsOf } from './corpus-statistics.ts';
import { createMeter, type PassageFeatures } from './passage-features.ts';
import { type Accents, analyzeQuery } from './query-analysis.ts';
import { scopeOf } from './retrieval-filter.ts';
import type { RetrievalRequest } from './retriever.ts';
import { compileQuery, type ScoringQuery, weigh } from './scoring-query.ts';
import { createSentenceVectors, type SentenceVectors } from './sentence-vectors.ts';
import { createStreamCache } from './stream-cache.ts';
import { createVectorIndex, type VectorIndex } from './vector-index.ts';
import { vocabularyOf } from './vocabulary.ts';
import { createWarmUp } from './warm-up.ts';
import { createWordSearch } from './word-candidates.ts';

export interface Candidate {
  passageId: number;
  features: PassageFeatures;
}

export interface Candidates {
  accents: Accents;
  /** In no particular order. */
  passages: Candidate[];
  /** Measures the nearest sentences of some of them, which until then stand at the passage's cosine. */
  measureSentences(some: readonly Candidate[]): void;
}

export interface CandidateSearch {
  /** Rejects only when the embedder does or the signal aborts. */
  find(asked: Omit<RetrievalRequest, 'limit'>): Promise<Candidates>;
  readonly vectors: VectorIndex;
}

/** Candidates of each kind; more of them raise recall@100 and hardly anything else (see README.md). */
const BY_WORDS_MAX = 120;
const BY_VECTOR_MAX = 80;
/**
 * Of both kinds together so many are measured on their tokens, which costs most of a search: chosen
 * by words and cosine alone. No figure of the evaluation is lower than with all 200 (see README.md).
 */
const MEASURED_MAX = 100;
/** What the cosine counts in that choice beside the words, which are 1 for the best passage. */
const COSINE_SHARE = 2;

export interface CandidateSearchDeps {
  corpus: Corpus;
  embedder: Embedder;
  background?: Background;
  /** Where the vector graph is kept; undefined: every vector search scans. */
  graphFile: string | undefined;
}

/** Opens the search over a corpus. */
export function createCandidateSearch(deps: CandidateSearchDeps): CandidateSearch {
  const { corpus, embedder, background = readBackground() } = deps;
  const { database } = corpus;
  const vectors = createVectorIndex(corpus, deps.graphFile);
  const statisticsNow = statisticsOf(corpus);
  const vocabularyNow = vocabularyOf(corpus);
  const meter = createMeter(createCueTable());
  const words = createWordSearch(database);
  const streams = createStreamCache(database);
  const bySentence = sentenceVectorsOf(embedder);
  const read = database.prepare<[number], { text: string; kind: string }>(
    'SELECT text, kind FROM passages WHERE id = ?',
  );

  const textOf = (passageId: number) => read.get(passageId)?.text ?? '';
  const warmUp = createWarmUp({
    database,
    prepare: (passageId) =>
      streams.prepare(passageId) &&
      (bySentence?.prepare(passageId, () => textOf(passageId)) ?? true),
  });
  followCorpus(corpus.generation());

  function followCorpus(generation: number): void {
    streams.follow(generation);
    bySentence?.follow(generation);
    warmUp.follow(generation);
  }

  function measure(
    query: ScoringQuery,
    { averageLength, generation }: CorpusStatistics,
    chosen: ReadonlyMap<number, number>,
  ): Candidate[] {
    meter.prepare(query, averageLength);
    followCorpus(generation);
    const measured: Candidate[] = [];
    for (const [passageId, cosine] of chosen) {
      const stream = streams.of(passageId);
      if (!stream) continue;
      measured.push({ passageId, features: meter.measure(stream, cosine) });
    }
    meter.compareAll();
    return measured;
  }

  function measureSentences(vector: Float32Array, candidates: readonly Candidate[]): void {
    for (const { passageId, features } of candidates) {
      const found = bySentence?.cosines(vector, passageId, () => textOf(passageId));
      if (!found) continue;
      features.sentenceCosine = found.sentence;
      features.windowCosine = found.window;
    }
  }

  return {
    vectors,
    async find({ query: text, paraphrases, filter, signal }) {
      const statistics = statisticsNow();
      const analysis = analyzeQuery(text, vocabularyNow(), paraphrases);
      const query = compileQuery(analysis, statistics, background);
      const vector = await queryVector(corpus, embedder, query.spelt, signal);
      const scope = scopeOf(database, filter);
      const byWords = words.candidates(query, statistics, BY_WORDS_MAX, scope);
      weigh(query, statistics.passageCount);
      const byVector = vector ? vectors.search(vector, BY_VECTOR_MAX, scope) : [];
      const nearest = new Map(byVector.map(({ passageId, cosine }) => [passageId, cosine]));
      const chosen = choose(new Set([...byWords.map((hit) => hit.id), ...nearest.keys()]), {
        words: (id) => words.scoreOf(id) / (byWords[0]?.score ?? 1),
        cosine: (id) => nearest.get(id) ?? (vector ? vectors.cosine(vector, id) : 0),
      });
      return {
        accents: analysis.accents,
        passages: measure(query, statistics, chosen),
        measureSentences: (some) => vector && measureSentences(vector, some),
      };
    },
  };
}

/** The candidates that are worth measuring, each with its cosine. */
function choose(
  candidates: ReadonlySet<number>,
  by: { words(id: number): number; cosine(id: number): number },
): Map<number, number> {
  const cosines = new Map<number, number>();
  const best = createBestFirst(MEASURED_MAX);
  for (const id of candidates) {
    const cosine = by.cosine(id);
    cosines.set(id, cosine);
    best.offer(id, by.words(id) + COSINE_SHARE * cosine);
  }
  const chosen = new Map<number, number>();
  for (const id of best.ids()) chosen.set(id, cosines.get(id)!);
  return chosen;
}

/**
 * The question's vector; undefined when the endpoint gives none, or when the corpus was embedded by
 * another embedder and waits to be embedded anew by the next ingest. Search then goes by words alone.
 */
async function queryVector(
  corpus: Corpus,
  embedder: Embedder,
  text: string,
  signal: AbortSignal | undefined,
): Promise<Float32Array | undefined> {
  if (corpus.embedderFingerprint() !== embedder.fingerprint) return undefined;
  try {
    return await embedder.embedQuery(text, signal);
  } catch (error) {
    if (error instanceof EmbedderUnavailableError) return undefined;
    throw error;
  }
}

/** Only an embedder that answers at once can be asked about sentences while a person waits. */
function sentenceVectorsOf(embedder: Embedder): SentenceVectors | undefined {
  if (!('embed' in embedder) || typeof embedder.embed !== 'function') return undefined;
  const { embed } = embedder as StaticEmbedder; // the only embedder with a synchronous embed()
  return createSentenceVectors(embed, embedder.dimension);
}
