/**
 * The HNSW graph as a search sees it: loaded when a sound one stands on disk, built in a worker when
 * not or when the corpus has moved on. While it is being built the old one keeps answering.
 */
import { Worker } from 'node:worker_threads';
import type { Corpus } from '../corpus/corpus.ts';
import type { VectorHit } from './vector-index.ts';
import type { BuildOrder } from './vector-index-builder.ts';
import {
  describedGraph,
  type Graph,
  type GraphDescription,
  loadGraph,
} from './vector-index-file.ts';

export interface VectorGraph {
  /** True when there is a graph to search. */
  ready(): boolean;
  /** True once after a graph has come: what is scanned beside it must be read again. */
  becameReady(): boolean;
  /** The newest passage in the graph. */
  newestPassage(): number;
  /** Looks whether the graph is too old, and has it built anew. Returns at once. */
  follow(): void;
  search(query: Float32Array, limit: number): VectorHit[];
  settled(): Promise<void>;
  close(): Promise<void>;
}

/** Width of a search: 0.999 of the true ten nearest of 64,000 passages are found (see README.md). */
const SEARCH_WIDTH = 480;
/** Built anew when so large a share of the corpus is not in the graph, or no longer in the corpus. */
const DRIFT_SHARE = 0.05;
/** Between builds: a failed one (a full disk) or one overtaken by a long ingest is not repeated sooner. */
const PAUSE_MS = 60_000;

/** The graph of a corpus, kept in a file. Loading or building starts with the first `follow`. */
export function createVectorGraph(corpus: Corpus, file: string): VectorGraph {
  let held: { graph: Graph; description: GraphDescription } | undefined;
  let isNews = false;
  let work: Promise<void> | undefined;
  let worker: Worker | undefined;
  let notBefore = 0;
  let isClosed = false;
  // Every passage has a vector. "+" keeps SQLite to the index, which is small, instead of the rows.
  const countUpTo = corpus.database
    .prepare<[number], number>('SELECT count(*) FROM passages WHERE +id <= ?')
    .pluck();

  function isComparable(description: GraphDescription): boolean {
    return description.fingerprint === corpus.embedderFingerprint();
  }

  function isFresh(description: GraphDescription): boolean {
    const total = corpus.passageCount();
    const inGraph = countUpTo.get(description.newestPassage) ?? 0;
    const drift = Math.abs(description.count - inGraph) + (total - inGraph);
    return isComparable(description) && drift <= DRIFT_SHARE * description.count;
  }

  /** Loads what stands on disk, if it is sound and (unless any will do) fresh. */
  async function load(anyWillDo: boolean): Promise<boolean> {
    const description = describedGraph(file);
    if (!description || !(anyWillDo ? isComparable(description) : isFresh(description))) {
      return false;
    }
    const graph = await loadGraph(file, description);
    if (!graph) return false;
    graph.setEf(SEARCH_WIDTH);
    held = { graph, description };
    isNews = true;
    return true;
  }

  async function renew(): Promise<void> {
    try {
      if (await load(false)) return;
      if (isClosed) return;
      await build();
      if (!isClosed) await load(true);
    } catch {
      // The old graph, or the search by words, goes on; a later question tries again.
    } finally {
      notBefore = Date.now() + PAUSE_MS;
      work = undefined;
    }
  }

  function build(): Promise<void> {
    const order: BuildOrder = {
      databaseFile: corpus.database.name,
      graphFile: file,
      fingerprint: corpus.embedderFingerprint() ?? '',
    };
    return new Promise((resolve, reject) => {
      worker = new Worker(builderFile(), { workerData: order });
      worker.unref(); // A program that only asks one question must not wait for the build.
      worker.once('error', reject);
      worker.once('exit', () => resolve());
    });
  }

  return {
    ready: () => held !== undefined,
    becameReady() {
      const news = isNews;
      isNews = false;
      return news;
    },
    newestPassage: () => held?.description.newestPassage ?? 0,
    follow() {
      if (work || isClosed || Date.now() < notBefore) return;
      if (held && isFresh(held.description)) return;
      work = renew();
    },
    search(query, limit) {
      if (!held || query.length !== held.description.dimension) return [];
      const wanted = Math.min(limit, held.description.count);
      const { neighbors, distances } = held.graph.searchKnn([...query], wanted);
      return neighbors.map((passageId, rank) => ({ passageId, cosine: 1 - distances[rank]! }));
    },
    settled: async () => work,
    async close() {
      isClosed = true;
      await worker?.terminate();
      await work;
    },
  };
}

/** The worker runs compiled code: beside this file in dist/, or there when started from the sources. */
function builderFile(): URL {
  const here = import.meta.url;
  return here.endsWith('.ts')
    ? new URL('../../dist/knowledge/search/vector-index-builder.js', here)
    : new URL('./vector-index-builder.js', here);
}
