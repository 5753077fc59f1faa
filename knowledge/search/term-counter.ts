/**
 * Counts in how many passages of a sample each term stands. A sample has some 150,000 terms, which as
 * objects would take more memory than all else that a small corpus needs: here they take 16 bytes each.
 */
import type { TermKey } from './corpus-statistics.ts';

export interface TermCounter {
  /** The terms that follow are of another passage. */
  nextPassage(): void;
  /** Counts a term, once for each passage. */
  count(key: TermKey): void;
  /** The terms that were counted so often, with their counts. */
  atLeast(count: number): Map<TermKey, number>;
}

const SLOTS_FIRST = 2 ** 16;
const HIGH_BASE = 2 ** 32;

/** A counter of nothing yet. */
export function createTermCounter(): TermCounter {
  // Open addressing; a free slot has count 0.
  let keys = new Float64Array(SLOTS_FIRST);
  let counts = new Int32Array(SLOTS_FIRST);
  let lastSeenIn = new Int32Array(SLOTS_FIRST);
  let used = 0;
  let passage = 0;

  function slotOf(key: TermKey): number {
    const mask = keys.length - 1;
    const hash = Math.imul((key % HIGH_BASE) ^ (key / HIGH_BASE), 0x9e3779b1);
    let slot = (hash ^ (hash >>> 15)) & mask;
    while (counts[slot] !== 0 && keys[slot] !== key) slot = (slot + 1) & mask;
    return slot;
  }

  function grow(): void {
    const [oldKeys, oldCounts, oldSeen] = [keys, counts, lastSeenIn];
    keys = new Float64Array(2 * oldKeys.length);
    counts = new Int32Array(keys.length);
    lastSeenIn = new Int32Array(keys.length);
    for (const [old, count] of oldCounts.entries()) {
      if (count === 0) continue;
      const slot = slotOf(oldKeys[old]!);
      keys[slot] = oldKeys[old]!;
      counts[slot] = count;
      lastSeenIn[slot] = oldSeen[old]!;
    }
  }

  return {
    nextPassage() {
      passage++;
    },
    count(key) {
      const slot = slotOf(key);
      if (counts[slot] !== 0 && lastSeenIn[slot] === passage) return;
      if (counts[slot] === 0) used++;
      keys[slot] = key;
      counts[slot] = counts[slot]! + 1;
      lastSeenIn[slot] = passage;
      if (2 * used > keys.length) grow();
    },
    atLeast(least) {
      const found = new Map<TermKey, number>();
      for (const [slot, count] of counts.entries()) {
        if (count >= least) found.set(keys[slot]!, count);
      }
      return found;
    },
  };
}
