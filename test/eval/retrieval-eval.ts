/**
 * Scores the product's own retriever on a test set: index in a temporary folder, ask every question,
 * compare with the judgements, and time both.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openCorpus } from '../../knowledge/corpus/corpus.ts';
import type { Embedder } from '../../knowledge/embedder/embedder.ts';
import { createRetriever, type Retriever } from '../../knowledge/search/retriever.ts';
import { fold } from '../../knowledge/text/normalise.ts';
import type { TestSet } from './beir.ts';
import { publishRows, type RowsOfDocument } from './indexed-set.ts';
import { meanScores, percentile, type RankingScores, scoreRanking } from './metrics.ts';

/** Deep enough for recall@100. */
const DEPTH = 100;

export interface RetrievalReport extends RankingScores {
  passages: number;
  queries: number;
  passagesPerSecond: number;
  p50Ms: number;
  p95Ms: number;
}

export interface RetrievalEvalOptions {
  set: TestSet;
  embedder: Embedder;
  /** Ask every question as if typed without diacritics. */
  stripDiacritics: boolean;
  /** Where to index; a temporary folder, removed afterwards, when absent. */
  folder?: string;
}

/** Indexes the set's corpus and scores its queries. */
export async function evaluateRetrieval(options: RetrievalEvalOptions): Promise<RetrievalReport> {
  const folder = options.folder ?? mkdtempSync(join(tmpdir(), 'hoptac-eval-'));
  const corpus = openCorpus(join(folder, 'corpus.db'));
  try {
    const startedAt = performance.now();
    const rowsOf = await publishRows(corpus, options.embedder, options.set.corpus);
    const indexSeconds = (performance.now() - startedAt) / 1000;
    const retriever = createRetriever({ corpus, embedder: options.embedder });
    const asked = await askAll(retriever, rowsOf, options.set, options.stripDiacritics);
    return {
      ...asked,
      passages: corpus.passageCount(),
      passagesPerSecond: options.set.corpus.length / indexSeconds,
    };
  } finally {
    corpus.database.close();
    if (options.folder === undefined) rmSync(folder, { recursive: true, force: true });
  }
}

/** Scores and times every query of a set on a retriever that holds its corpus. */
async function askAll(
  retriever: Retriever,
  rowsOf: RowsOfDocument,
  set: Pick<TestSet, 'queries' | 'judgements'>,
  stripDiacritics: boolean,
): Promise<RankingScores & Pick<RetrievalReport, 'queries' | 'p50Ms' | 'p95Ms'>> {
  const scores: RankingScores[] = [];
  const times: number[] = [];
  for (const row of set.queries) {
    const query = stripDiacritics ? fold(row.text) : row.text;
    const startedAt = performance.now();
    const hits = await retriever.retrieve({ query, limit: DEPTH });
    times.push(performance.now() - startedAt);
    const found = hits.flatMap((hit) => rowsOf.get(hit.document.id) ?? []);
    scores.push(scoreRanking([...new Set(found)], set.judgements.get(row._id) ?? new Map()));
  }
  return {
    ...meanScores(scores),
    queries: scores.length,
    p50Ms: percentile(times, 0.5),
    p95Ms: percentile(times, 0.95),
  };
}
