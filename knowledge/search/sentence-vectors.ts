/**
 * How near the sentences of a passage come to a question. A passage's one vector blurs what its
 * sentences say; the nearest sentence, or two neighbouring ones, tell better whether the answer is
 * there. Only passages that may be shown are asked about, and what was embedded is kept.
 */
import { sentences } from '../text/sentences.ts';
import { dotProduct } from './dot-product.ts';

export interface SentenceCosines {
  /** Cosine of the nearest sentence. */
  sentence: number;
  /** Cosine of the nearest two neighbouring sentences taken together. */
  window: number;
}

export interface SentenceVectors {
  /** Undefined for a passage whose sentences have no known word. */
  cosines(query: Float32Array, passageId: number, text: () => string): SentenceCosines | undefined;
  /** Embeds a passage's sentences ahead of questions; false when there is no room for another. */
  prepare(passageId: number, text: () => string): boolean;
  /** Forgets everything when the corpus has another generation than last time. */
  follow(generation: number): void;
}

/** Some 4,000 passages of eight sentences with 256 bytes each. */
const BYTES_MAX = 8 * 1024 * 1024;
/** Embedding ahead leaves room for what questions bring. */
const PREPARED_SHARE = 0.9;
/** Sentences of one passage; the rest of a longer one is left out. */
const SENTENCES_MAX = 48;

/** Vectors of one passage's sentences as bytes: entry = byte / scale. */
interface Quantised {
  count: number;
  entries: Int8Array;
  scales: Float32Array;
  /** Length of the sum of sentence i and i + 1. */
  sums: Float32Array;
}

/** A store over an embedding function that is quick enough to call while a person waits. */
export function createSentenceVectors(
  embed: (text: string) => Float32Array,
  dimension: number,
): SentenceVectors {
  // A Map remembers the order of insertion: the first key is the one unused for longest.
  const kept = new Map<number, Quantised>();
  let bytes = 0;
  let generation = -1;

  function keep(passageId: number, made: Quantised): void {
    kept.set(passageId, made);
    bytes += made.entries.length;
    for (const [oldest, { entries }] of kept) {
      if (bytes <= BYTES_MAX) return;
      kept.delete(oldest);
      bytes -= entries.length;
    }
  }

  function vectorsOf(passageId: number, text: () => string): Quantised {
    const known = kept.get(passageId);
    if (known) {
      kept.delete(passageId);
      kept.set(passageId, known);
      return known;
    }
    const passage = text();
    const vectors = sentences(passage)
      .slice(0, SENTENCES_MAX)
      .map((span) => embed(passage.slice(span.start, span.end)));
    const made = quantise(vectors, dimension);
    keep(passageId, made);
    return made;
  }

  return {
    follow(current) {
      if (current === generation) return;
      kept.clear();
      bytes = 0;
      generation = current;
    },
    prepare(passageId, text) {
      if (bytes > PREPARED_SHARE * BYTES_MAX) return false;
      vectorsOf(passageId, text);
      return true;
    },
    cosines(query, passageId, text) {
      const vectors = vectorsOf(passageId, text);
      return vectors.count === 0 ? undefined : nearest(query, vectors, dimension);
    },
  };
}

function quantise(vectors: readonly Float32Array[], dimension: number): Quantised {
  const known = vectors.filter((vector) => largestOf(vector) > 0);
  const entries = new Int8Array(known.length * dimension);
  const scales = new Float32Array(known.length);
  const sums = new Float32Array(known.length);
  for (const [index, vector] of known.entries()) {
    const scale = Math.fround(127 / largestOf(vector));
    scales[index] = scale;
    const base = index * dimension;
    for (let k = 0; k < dimension; k++) entries[base + k] = Math.round(vector[k]! * scale);
    const next = known[index + 1];
    if (next) sums[index] = Math.sqrt(Math.max(1e-6, 2 + 2 * dotProduct(vector, next, 0)));
  }
  return { count: known.length, entries, scales, sums };
}

function largestOf(vector: Float32Array): number {
  let largest = 0;
  for (let k = 0; k < vector.length; k++) {
    const size = Math.abs(vector[k]!);
    if (size > largest) largest = size;
  }
  return largest;
}

function nearest(query: Float32Array, vectors: Quantised, dimension: number): SentenceCosines {
  let sentence = -1;
  let window = -1;
  let before = 0;
  for (let index = 0; index < vectors.count; index++) {
    let total = 0;
    const base = index * dimension;
    for (let k = 0; k < dimension; k++) total += query[k]! * vectors.entries[base + k]!;
    const cosine = total / vectors.scales[index]!;
    if (cosine > sentence) sentence = cosine;
    if (index > 0) window = Math.max(window, (before + cosine) / vectors.sums[index - 1]!);
    before = cosine;
  }
  return { sentence, window: vectors.count === 1 ? sentence : window };
}
