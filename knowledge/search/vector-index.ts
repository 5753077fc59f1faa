/**
 * Nearest passages by the cosine of their vectors. The vectors stand in corpus.db; what is held
 * here is a copy that is renewed when the corpus has published something.
 */
import type { Corpus } from '../corpus/corpus.ts';

export interface VectorHit {
  passageId: number;
  cosine: number;
}

export interface VectorIndex {
  /** The nearest allowed passages, nearest first. The zero vector finds nothing. */
  search(query: Float32Array, limit: number, allows: (passageId: number) => boolean): VectorHit[];
}

/** Scans every vector. */
export function createVectorIndex(corpus: Corpus): VectorIndex {
  const read = corpus.database.prepare<[], { id: number; vector: Buffer }>(
    'SELECT passage_id AS id, vector FROM vectors',
  );
  let generation = -1;
  let held: { id: number; vector: Float32Array }[] = [];

  function refresh(): void {
    const current = corpus.generation();
    if (current === generation) return;
    held = read.all().map((row) => ({ id: row.id, vector: blobToVector(row.vector) }));
    generation = current;
  }

  return {
    search(query, limit, allows) {
      if (query.every((value) => value === 0)) return [];
      refresh();
      const hits: VectorHit[] = [];
      for (const { id, vector } of held) {
        if (vector.length !== query.length || !allows(id)) continue;
        hits.push({ passageId: id, cosine: dot(query, vector) });
      }
      return hits.sort((a, b) => b.cosine - a.cosine).slice(0, limit);
    },
  };
}

/** The cosine of two L2-normalised vectors. */
export function dot(a: Float32Array, b: Float32Array): number {
  let sum = 0;
  for (let index = 0; index < a.length; index++) sum += a[index]! * b[index]!;
  return sum;
}

function blobToVector(blob: Buffer): Float32Array {
  return new Float32Array(new Uint8Array(blob).buffer);
}
