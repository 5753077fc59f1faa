/**
 * The passages of terms that were looked up lately. Reading a list out of FTS5 costs more than adding
 * it up, and the long lists belong to words that nearly every question holds.
 */
import type { Database } from '../corpus/database.ts';
import { passagesWith } from './lexical-index.ts';

export interface PostingCache {
  /** The passages that hold an index term, ascending. */
  of(term: string): Uint32Array;
  /** Forgets everything when the corpus has another generation than last time. */
  follow(generation: number): void;
}

/** Two million entries: the words of most questions even where each stands in thousands of passages. */
const BYTES_MAX = 8 * 1024 * 1024;
/** What an entry costs besides its numbers: a short list is no dearer to read again. */
const PASSAGES_MIN = 32;

/** A cache over the index of a corpus. */
export function createPostingCache(database: Database): PostingCache {
  // A Map remembers the order of insertion: the first key is the one unused for longest.
  const kept = new Map<string, Uint32Array>();
  let bytes = 0;
  let generation = -1;

  function keep(term: string, ids: Uint32Array): void {
    kept.set(term, ids);
    bytes += ids.byteLength;
    for (const [oldest, list] of kept) {
      if (bytes <= BYTES_MAX) return;
      kept.delete(oldest);
      bytes -= list.byteLength;
    }
  }

  return {
    follow(current) {
      if (current === generation) return;
      kept.clear();
      bytes = 0;
      generation = current;
    },
    of(term) {
      const known = kept.get(term);
      if (known) {
        kept.delete(term);
        kept.set(term, known);
        return known;
      }
      const ids = Uint32Array.from(passagesWith(database, term));
      if (ids.length >= PASSAGES_MIN) keep(term, ids);
      return ids;
    },
  };
}
