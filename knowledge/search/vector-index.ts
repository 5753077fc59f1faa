/**
 * Nearest passages by the cosine of their vectors. The vectors stand in corpus.db; small corpora are
 * scanned in memory, large ones searched in an HNSW graph. The graph may be older than the corpus:
 * passages that came since are scanned beside it, and those that went are dropped by the caller.
 */
import type { Corpus } from '../corpus/corpus.ts';
import { dotProduct } from './dot-product.ts';
import type { Scope } from './retrieval-filter.ts';
import { createVectorGraph, type VectorGraph } from './vector-index-graph.ts';
import { tableOf, type VectorTable, vectorOf } from './vector-table.ts';

export interface VectorHit {
  passageId: number;
  cosine: number;
}

export interface VectorIndex {
  /** The nearest passages in scope, nearest first. The zero vector finds nothing. */
  search(query: Float32Array, limit: number, scope: Scope): VectorHit[];
  /** The cosine of one passage; 0 when it has no comparable vector. */
  cosine(query: Float32Array, passageId: number): number;
  /** Resolves when no graph is being built. Rejects never: a failed build is tried again later. */
  settled(): Promise<void>;
  /** Stops a build that is under way. */
  close(): Promise<void>;
}

/** Up to here a scan is as fast as the graph, and exact. 10,000 vectors of 256 numbers are 10 MB. */
const SCAN_PASSAGES_MAX = 10_000;
/** Scopes up to this many passages are scanned: the graph would walk through what it may not return. */
const SCAN_SCOPE_MAX = 2_000;
/** Asked of the graph for each passage wanted when a filter will drop some. */
const FILTER_OVERFETCH = 4;

/** Opens the index of a corpus. `graphFile` is where the graph is kept; without it every search scans. */
export function createVectorIndex(corpus: Corpus, graphFile: string | undefined): VectorIndex {
  const { database } = corpus;
  const one = database
    .prepare<[number], Buffer>('SELECT vector FROM vectors WHERE passage_id = ?')
    .pluck();
  const since = database.prepare<[number], { id: number; vector: Buffer }>(
    'SELECT passage_id AS id, vector FROM vectors WHERE passage_id > ?',
  );
  let generation = -1;
  let scanned: VectorTable | undefined;
  let graph: VectorGraph | undefined;

  function refresh(): void {
    const current = corpus.generation();
    if (current === generation) return;
    generation = current;
    if (graphFile === undefined || corpus.passageCount() <= SCAN_PASSAGES_MAX) {
      scanned = tableOf(since.all(0));
      return;
    }
    graph ??= createVectorGraph(corpus, graphFile);
    graph.follow();
    // Until there is a graph, search goes by words; what came after it is few.
    scanned = graph.ready() ? tableOf(since.all(graph.newestPassage())) : undefined;
  }

  function cosine(query: Float32Array, passageId: number): number {
    const known = scanned?.rowOf(passageId) ?? -1;
    if (known >= 0) return scanned!.cosine(query, known);
    const blob = one.get(passageId);
    return blob && blob.byteLength === query.byteLength ? dotProduct(query, vectorOf(blob), 0) : 0;
  }

  function searchGraph(query: Float32Array, limit: number, scope: Scope): VectorHit[] {
    if (graph?.becameReady()) generation = -1;
    refresh();
    if (!graph?.ready()) {
      graph?.follow();
      return [];
    }
    const wanted = scope.isEverything ? limit : limit * FILTER_OVERFETCH;
    return graph.search(query, wanted).filter((hit) => scope.allows(hit.passageId));
  }

  return {
    cosine,
    search(query, limit, scope) {
      if (isZero(query)) return [];
      refresh();
      const few = graph && scope.idsUpTo(SCAN_SCOPE_MAX);
      const hits = few
        ? few.map((passageId) => ({ passageId, cosine: cosine(query, passageId) }))
        : (scanned?.search(query, limit, scope) ?? []);
      if (graph && !few) hits.push(...searchGraph(query, limit, scope));
      return hits.sort((a, b) => b.cosine - a.cosine).slice(0, limit);
    },
    settled: async () => graph?.settled(),
    close: async () => graph?.close(),
  };
}

function isZero(vector: Float32Array): boolean {
  return vector.every((value) => value === 0);
}
