/**
 * The passages of terms that were looked up lately. Reading a list out of FTS5 costs fifty times more
 * than adding it up, and the long lists belong to words that many questions hold. Lists are kept as
 * steps from one passage to the next, mostly a byte each.
 */
import type { Database } from '../corpus/database.ts';
import { passagesWith } from './lexical-index.ts';

/** The passages that hold a term. */
export interface Postings {
  count: number;
  /** From passage to passage, ascending, from 0: a byte below 128, or four (7 bits and a mark, 8, 8, 8). */
  steps: Uint8Array;
}

export interface PostingCache {
  /** The passages that hold an index term. */
  of(term: string): Postings;
  /** Forgets everything when the corpus has another generation than last time. */
  follow(generation: number): void;
}

/** Some five million passages: nearly every word that is asked for twice, of 64,000 passages. */
const BYTES_MAX = 8 * 1024 * 1024;
/** What a list costs besides its steps. */
const ENTRY_BYTES = 200;
/** A cache over the index of a corpus. */
export function createPostingCache(database: Database): PostingCache {
  // A Map remembers the order of insertion: the first key is the one unused for longest.
  const kept = new Map<string, Postings>();
  let bytes = 0;
  let generation = -1;

  function keep(term: string, postings: Postings): void {
    kept.set(term, postings);
    bytes += ENTRY_BYTES + postings.steps.length;
    for (const [oldest, { steps }] of kept) {
      if (bytes <= BYTES_MAX) return;
      kept.delete(oldest);
      bytes -= ENTRY_BYTES + steps.length;
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
      const ids = passagesWith(database, term);
      const made = { count: ids.length, steps: stepsOf(ids) };
      keep(term, made);
      return made;
    },
  };
}

function stepsOf(ids: readonly number[]): Uint8Array {
  const steps = new Uint8Array(4 * ids.length);
  let size = 0;
  let before = 0;
  for (const id of ids) {
    const step = id - before;
    before = id;
    if (step < 128) {
      steps[size++] = step;
      continue;
    }
    steps[size++] = (step & 127) | 128;
    steps[size++] = (step >>> 7) & 255;
    steps[size++] = (step >>> 15) & 255;
    steps[size++] = step >>> 23;
  }
  return steps.slice(0, size);
}
