/**
 * One step of a speed measurement, in a process of its own: takes an order from the parent, sends a
 * report. The corpus is articles of law; the queries are titles and spans of sentences out of it.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { openCorpus } from '../../knowledge/corpus/corpus.ts';
import { openStaticEmbedder } from '../../knowledge/embedder/static-embedder.ts';
import { scopeOf } from '../../knowledge/search/retrieval-filter.ts';
import { createVectorIndex } from '../../knowledge/search/vector-index.ts';
import { cleanText } from '../../knowledge/text/normalise.ts';
import { sentences } from '../../knowledge/text/sentences.ts';
import { type CorpusRow, readRows } from '../eval/beir.ts';
import { percentile } from '../eval/metrics.ts';
import { type Engine, engines } from './retrieval-engines.ts';
import type { Line } from './retrieval-table.ts';

export interface StepOrder {
  step: 'index' | 'graph' | 'answer' | 'whole';
  engine: string;
  lawFile: string;
  size: number;
  folder: string;
}

export type StepReport = Omit<Line, 'corpus' | 'engine'>;

const lawRow = z.object({ title: z.string(), topic: z.string(), text: z.string() });
const QUERIES = 600;
const QUERY_WORDS = { least: 5, most: 14 };
const WARM_UP_QUERIES = 30;
/** A search that needs a second for a query is not asked all of them, but as many as give a p95. */
const ASKING_MS_MAX = 60_000;
const QUERIES_LEAST = 100;
const DEPTH = 10;
/** The retriever reads the graph in the background after the first question. */
const GRAPH_LOAD_MS = 10_000;
/** Equal vectors may stand in any order, and two ways of summing a cosine differ by some 3e-6. */
const COSINE_TIE = 1e-5;

function readLaw({ lawFile, size }: StepOrder): CorpusRow[] {
  return readRows(lawFile, lawRow)
    .slice(0, size)
    .map(({ title, topic, text }, index) => ({
      _id: `law-${index}`,
      title: `${topic}: ${title}`,
      text,
    }));
}

/** Titles and sentence spans in turn, from rows spread evenly over the corpus; no query twice. */
function queriesFrom(rows: readonly CorpusRow[]): string[] {
  const queries = new Set<string>();
  const stride = Math.max(1, Math.floor(rows.length / QUERIES));
  for (let offset = 0; offset < stride; offset++) {
    for (let at = offset; at < rows.length; at += stride) {
      const query = at % 2 === 0 ? rows[at]!.title.replace(/^[^:]*: /, '') : spanOf(rows[at]!.text);
      const words = query.split(/\s+/).length;
      if (words >= QUERY_WORDS.least) queries.add(query);
      if (queries.size === QUERIES) return [...queries];
    }
  }
  return [...queries];
}

/** The first words of the sentence in the middle. */
function spanOf(raw: string): string {
  const text = cleanText(raw);
  const spans = sentences(text);
  const middle = spans[spans.length >> 1];
  const sentence = middle ? text.slice(middle.start, middle.end) : '';
  return sentence.split(/\s+/).slice(0, QUERY_WORDS.most).join(' ');
}

async function timeIndex(engine: Engine, rows: readonly CorpusRow[]) {
  const startedAt = performance.now();
  await engine.index(rows);
  return { passagesPerSecond: (1000 * rows.length) / (performance.now() - startedAt) };
}

async function timeQueries(engine: Engine, queries: readonly string[]) {
  for (const query of queries.slice(-WARM_UP_QUERIES)) await engine.search(query, DEPTH);
  const times: number[] = [];
  const asksUntil = performance.now() + ASKING_MS_MAX;
  for (const query of queries) {
    const startedAt = performance.now();
    if (startedAt > asksUntil && times.length >= QUERIES_LEAST) break;
    await engine.search(query, DEPTH);
    times.push(performance.now() - startedAt);
  }
  return {
    queries: times.length,
    p50Ms: percentile(times, 0.5),
    p95Ms: percentile(times, 0.95),
  };
}

/** Builds the graph as the product does, then compares what it finds with a scan of all vectors. */
async function measureGraph(folder: string, queries: readonly string[]) {
  const corpus = openCorpus(join(folder, 'corpus.db'));
  const embedder = await openStaticEmbedder();
  const graphFile = join(folder, 'vectors.hnsw');
  const indexed = createVectorIndex(corpus, graphFile);
  const exact = createVectorIndex(corpus, undefined);
  const everything = scopeOf(corpus.database, undefined);
  const startedAt = performance.now();
  indexed.search(await embedder.embedQuery(queries[0] ?? ''), DEPTH, everything);
  // The builder does not keep a process alive; this one must wait for it.
  const alive = setInterval(() => undefined, 1000);
  await indexed.settled();
  clearInterval(alive);
  const graphSeconds = (performance.now() - startedAt) / 1000;
  let found = 0;
  let wanted = 0;
  for (const query of queries) {
    const vector = await embedder.embedQuery(query);
    const nearest = exact.search(vector, DEPTH, everything);
    const least = (nearest.at(-1)?.cosine ?? 0) - COSINE_TIE;
    const hits = indexed.search(vector, DEPTH, everything);
    found += hits.filter((hit) => hit.cosine >= least).length;
    wanted += nearest.length;
  }
  await indexed.close();
  corpus.database.close();
  return existsSync(graphFile)
    ? { graphRecall: found / wanted, graphSeconds }
    : { graphRecall: 'exact' as const };
}

async function perform(order: StepOrder): Promise<Partial<StepReport>> {
  const queryFile = join(order.folder, 'queries.json');
  const readQueries = () => z.array(z.string()).parse(JSON.parse(readFileSync(queryFile, 'utf8')));
  if (order.step === 'graph') return measureGraph(order.folder, readQueries());
  const engine = await engines[order.engine]!(order.folder);
  try {
    if (order.step === 'answer') {
      const queries = readQueries();
      await engine.search(queries[0] ?? '', DEPTH);
      await new Promise((resolve) => setTimeout(resolve, GRAPH_LOAD_MS));
      const timed = await timeQueries(engine, queries);
      return { ...timed, rssMb: process.memoryUsage.rss() / 2 ** 20 };
    }
    const rows = readLaw(order);
    const queries = queriesFrom(rows);
    writeFileSync(queryFile, JSON.stringify(queries));
    const indexed = { passages: rows.length, ...(await timeIndex(engine, rows)) };
    return order.step === 'index'
      ? indexed
      : { ...indexed, ...(await timeQueries(engine, queries)) };
  } finally {
    engine.close();
  }
}

process.once('disconnect', () => process.exit()); // nobody is left to report to
process.once('message', async (order: StepOrder) => {
  process.send?.(await perform(order), () => process.disconnect());
});
