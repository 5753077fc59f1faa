/**
 * Reads a small corpus's passages before anybody asks, a few at a time and only while nothing else is to
 * be done: the first questions after a start or an ingest then are as quick as later ones. A large corpus
 * would only push out of the caches what questions come back to, so it is left alone.
 */
import type { Database } from '../corpus/database.ts';

export interface WarmUp {
  /** Begins when the corpus has another generation than last time. */
  follow(generation: number): void;
}

export interface WarmUpOptions {
  database: Database;
  /** Prepares one passage; false when there is no room for more. */
  prepare: (passageId: number) => boolean;
}

/** Their streams and sentences fit in the caches, even when they are articles of law. */
const PASSAGES_MAX = 2_000;
/** A question that comes meanwhile waits so long at most. */
const SLICE_MS = 3;
/** Between two slices: a question's own steps go first. */
const PAUSE_MS = 2;

/** Nothing is prepared before the first `follow`. The process may end at any time. */
export function createWarmUp({ database, prepare }: WarmUpOptions): WarmUp {
  const idsOf = database.prepare<[number], number>('SELECT id FROM passages LIMIT ?').pluck();
  let generation = -1;
  let left: number[] = [];
  let isWaiting = false;

  function slice(): void {
    isWaiting = false;
    if (!database.open) return;
    const until = performance.now() + SLICE_MS;
    while (left.length > 0 && performance.now() < until) {
      if (!prepare(left.pop()!)) left = [];
    }
    if (left.length > 0) wait();
  }

  function wait(): void {
    if (isWaiting) return;
    isWaiting = true;
    setTimeout(slice, PAUSE_MS).unref();
  }

  return {
    follow(current) {
      if (current === generation) return;
      generation = current;
      const ids = idsOf.all(PASSAGES_MAX + 1);
      left = ids.length > PASSAGES_MAX ? [] : ids;
      if (left.length > 0) wait();
    },
  };
}
