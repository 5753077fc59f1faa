/**
 * Token streams that were read lately. A small corpus fits in whole; of a large one, what questions
 * come back to.
 */
import type { Database } from '../corpus/database.ts';
import { streamOf } from './lexical-index.ts';
import type { TokenStream } from './passage-terms.ts';

export interface StreamCache {
  of(passageId: number): TokenStream | undefined;
  /** Reads a passage ahead of questions; false when there is no room for another. */
  prepare(passageId: number): boolean;
  /** Forgets everything when the corpus has another generation than last time. */
  follow(generation: number): void;
}

/** Some 10,000 passages of 170 tokens. */
const BYTES_MAX = 8 * 1024 * 1024;
/** Reading ahead leaves room for what questions bring. */
const PREPARED_SHARE = 0.9;

/** A cache over the streams of a corpus. */
export function createStreamCache(database: Database): StreamCache {
  const kept = new Map<number, TokenStream>();
  let bytes = 0;
  let generation = -1;

  function clear(): void {
    kept.clear();
    bytes = 0;
  }

  function of(passageId: number): TokenStream | undefined {
    const known = kept.get(passageId);
    if (known) return known;
    const stream = streamOf(database, passageId);
    if (!stream) return undefined;
    const size = stream.codes.byteLength + stream.marks.byteLength;
    // Starting over is as good as choosing what to drop, where nearly everything is dropped anyway.
    if (bytes + size > BYTES_MAX) clear();
    bytes += size;
    kept.set(passageId, stream);
    return stream;
  }

  return {
    of,
    prepare(passageId) {
      if (bytes > PREPARED_SHARE * BYTES_MAX) return false;
      of(passageId);
      return true;
    },
    follow(current) {
      if (current !== generation) clear();
      generation = current;
    },
  };
}
