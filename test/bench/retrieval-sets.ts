/**
 * How good each engine's first ten are on a test set, with the queries as typed and without
 * diacritics, and how long a query takes.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fold } from '../../knowledge/text/normalise.ts';
import type { TestSet } from '../eval/beir.ts';
import { meanScores, percentile, type RankingScores, scoreRanking } from '../eval/metrics.ts';
import { type Engine, engines } from './retrieval-engines.ts';
import type { Line } from './retrieval-table.ts';

const DEPTH = 10;

/** One line of the table for each engine. */
export async function measureSet(name: string, set: TestSet): Promise<Line[]> {
  const lines: Line[] = [];
  for (const engineName of Object.keys(engines)) {
    process.stderr.write(`${name}: ${engineName}…\n`);
    lines.push({ corpus: name, engine: engineName, ...(await measureEngine(engineName, set)) });
  }
  return lines;
}

async function measureEngine(
  engineName: string,
  set: TestSet,
): Promise<Omit<Line, 'corpus' | 'engine'>> {
  const folder = mkdtempSync(join(tmpdir(), 'hoptac-bench-'));
  const engine = await engines[engineName]!(folder);
  try {
    const startedAt = performance.now();
    await engine.index(set.corpus);
    const indexSeconds = (performance.now() - startedAt) / 1000;
    const times: number[] = [];
    const typed = await askAll(engine, set, (text) => text, times);
    const bare = await askAll(engine, set, fold, times);
    return {
      passages: set.corpus.length,
      queries: set.queries.length,
      ndcg: typed.ndcg10,
      ndcgBare: bare.ndcg10,
      recall: typed.recall10,
      recallBare: bare.recall10,
      p50Ms: percentile(times, 0.5),
      p95Ms: percentile(times, 0.95),
      passagesPerSecond: set.corpus.length / indexSeconds,
    };
  } finally {
    engine.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Adds what every query took, in ms, to `times`. */
async function askAll(
  engine: Engine,
  set: TestSet,
  asTyped: (text: string) => string,
  times: number[],
): Promise<RankingScores> {
  const scores: RankingScores[] = [];
  for (const row of set.queries) {
    const query = asTyped(row.text);
    const startedAt = performance.now();
    const found = await engine.search(query, DEPTH);
    times.push(performance.now() - startedAt);
    scores.push(scoreRanking(found, set.judgements.get(row._id) ?? new Map()));
  }
  return meanScores(scores);
}
