/**
 * Vectors in memory, scanned from the first to the last: the first byte of every number is enough to
 * leave all but a few hundred out, and these are measured exactly.
 */
import { createBestFirst } from './best-first.ts';
import { byteDots } from './byte-dots.ts';
import type { Scope } from './retrieval-filter.ts';
import type { VectorHit } from './vector-index.ts';

export interface VectorTable {
  /** -1 for a passage that is not in the table. */
  rowOf(passageId: number): number;
  cosine(query: Float32Array, row: number): number;
  /** The nearest, nearest first. */
  search(query: Float32Array, limit: number, scope: Scope): VectorHit[];
}

/** A table of vectors; those of another length than the first are left out. */
export function tableOf(rows: readonly { id: number; vector: Buffer }[]): VectorTable {
  const dimension = (rows[0]?.vector.byteLength ?? 0) / 4;
  const fitting = rows.filter((row) => row.vector.byteLength === dimension * 4);
  const ids = Float64Array.from(fitting, (row) => row.id);
  const rowOf = new Map(fitting.map(({ id }, row) => [id, row]));
  const dots = byteDots(ids.length, dimension);
  for (const [row, { vector }] of fitting.entries()) dots.put(row, vectorOf(vector));
  let asked: Float32Array | undefined;

  /** False for a vector that cannot be compared. */
  function ask(query: Float32Array): boolean {
    if (query.length !== dimension) return false;
    if (query !== asked) dots.ask(query);
    asked = query;
    return true;
  }

  /** The least product by first bytes that may be of the nearest, and the products. */
  function scanFor(limit: number, scope: Scope): { products: Int32Array; least: number } {
    const products = dots.scan();
    const best = createBestFirst(limit);
    for (let row = 0; row < products.length; row++) {
      const near = products[row]! * dots.unitOf(row);
      if (!best.refuses(near) && isIn(scope, ids[row]!)) best.offer(row, near);
    }
    const kept = best.take();
    const isFull = kept.length === limit;
    return { products, least: isFull ? kept.at(-1)!.score - 2 * dots.error() : -Infinity };
  }

  return {
    rowOf: (passageId) => rowOf.get(passageId) ?? -1,
    cosine: (query, row) => (ask(query) ? dots.exact(row) : 0),
    search(query, limit, scope) {
      if (limit === 0 || !ask(query)) return [];
      const { products, least } = scanFor(limit, scope);
      const near: number[] = [];
      for (let row = 0; row < products.length; row++) {
        if (products[row]! * dots.unitOf(row) >= least) near.push(row);
      }
      const best = createBestFirst(limit);
      for (const row of near) if (isIn(scope, ids[row]!)) best.offer(ids[row]!, dots.exact(row));
      return best.take().map(({ id, score }) => ({ passageId: id, cosine: score }));
    },
  };
}

function isIn(scope: Scope, passageId: number): boolean {
  return scope.isEverything || scope.allows(passageId);
}

/** A vector as it is stored. Shares memory with the blob where its alignment allows. */
export function vectorOf(blob: Buffer): Float32Array {
  const aligned = blob.byteOffset % 4 === 0 ? blob : Buffer.from(blob);
  return new Float32Array(aligned.buffer, aligned.byteOffset, blob.byteLength / 4);
}
