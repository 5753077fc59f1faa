import { describe, expect, it } from 'vitest';
import { byteDots, plainByteDots } from '../knowledge/search/byte-dots.ts';
import { dotProduct } from '../knowledge/search/dot-product.ts';
import { tableOf } from '../knowledge/search/vector-table.ts';

/** The same numbers in every run. */
function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32 - 0.5;
  };
}

function unitVectors(count: number, dimension: number, seed: number): Float32Array[] {
  const next = numbers(seed);
  return Array.from({ length: count }, () => {
    const raw = Float64Array.from({ length: dimension }, next);
    const norm = Math.hypot(...raw);
    return Float32Array.from(raw, (value) => value / norm);
  });
}

const everything = { isEverything: true, allows: () => true, idsUpTo: () => undefined };
const blobOf = (vector: Float32Array) => Buffer.from(vector.buffer.slice(0));

describe('Scanning vectors', () => {
  it.each([16, 24, 256])('gives the same products with and without SIMD, %i columns', (columns) => {
    const vectors = unitVectors(50, columns, 1);
    const [query] = unitVectors(1, columns, 2);
    const both = [byteDots(50, columns), plainByteDots(50, columns)];
    for (const dots of both) {
      for (const [row, vector] of vectors.entries()) dots.put(row, vector);
      dots.ask(query!);
    }
    const [simd, plain] = both.map((dots) => ({
      scanned: [...dots.scan()],
      exact: vectors.map((_, row) => dots.exact(row)),
    }));
    expect(simd).toEqual(plain);
    for (const [row, vector] of vectors.entries()) {
      expect(simd!.exact[row]).toBeCloseTo(dotProduct(query!, vector, 0), 4);
    }
  });

  it('stays within its error where all entries are at their largest', () => {
    const dimension = 4096;
    const flat = new Float32Array(dimension).fill(1 / 64);
    const dots = byteDots(1, dimension);
    dots.put(0, flat);
    dots.ask(flat);
    expect(dots.exact(0)).toBeCloseTo(1, 4);
    expect(Math.abs(dots.scan()[0]! * dots.unitOf(0) - 1)).toBeLessThanOrEqual(dots.error());
  });

  it('finds the true nearest, the lower passage first of equals', () => {
    const vectors = unitVectors(2_000, 32, 3);
    vectors[1_500] = vectors[700]!;
    const table = tableOf(vectors.map((vector, at) => ({ id: 10 + at, vector: blobOf(vector) })));
    for (const query of [...unitVectors(20, 32, 4), vectors[700]!]) {
      const exact = vectors
        .map((vector, at) => ({ id: 10 + at, cosine: dotProduct(query, vector, 0) }))
        .sort((a, b) => b.cosine - a.cosine || a.id - b.id)
        .slice(0, 25);
      const found = table.search(query, 25, everything);
      expect(found.map(({ passageId }) => passageId)).toEqual(exact.map(({ id }) => id));
      for (const [at, { cosine }] of found.entries())
        expect(cosine).toBeCloseTo(exact[at]!.cosine, 4);
    }
  });

  it('finds only what is in scope, and nothing for a vector of another length', () => {
    const vectors = unitVectors(200, 32, 5);
    const table = tableOf(vectors.map((vector, at) => ({ id: at + 1, vector: blobOf(vector) })));
    const odd = {
      isEverything: false,
      allows: (id: number) => id % 2 === 1,
      idsUpTo: () => undefined,
    };
    const found = table.search(vectors[0]!, 150, odd).map(({ passageId }) => passageId);
    expect(found).toHaveLength(100);
    expect(found.every((id) => id % 2 === 1)).toBe(true);
    expect(found[0]).toBe(1);
    expect(table.search(new Float32Array(16).fill(0.25), 10, everything)).toEqual([]);
    expect(tableOf([]).search(vectors[0]!, 10, everything)).toEqual([]);
  });
});
