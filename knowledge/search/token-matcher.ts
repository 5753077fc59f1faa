/**
 * Recognises a question's terms in token streams: open addressing on the code, no strings, no
 * objects per token. The inner loop of scoring.
 */
import { spelling } from './passage-terms.ts';

export interface MatchableProbe {
  code: number;
  /** The spelling that counts fully; -1 when any does. */
  spelling: number;
}

export interface TokenMatcher {
  /** The first probe with this code, or -1. */
  first(code: number): number;
  /** The next probe after `probe` that has the same code, or -1. */
  next(probe: number): number;
  /** True when a token with this mark is spelt as the probe wants. */
  isSpelt(probe: number, mark: number): boolean;
}

/** A matcher for the probes of one question. */
export function createTokenMatcher(probes: readonly MatchableProbe[]): TokenMatcher {
  const size = 2 ** Math.ceil(Math.log2(Math.max(16, probes.length * 4)));
  const mask = size - 1;
  const keys = new Uint32Array(size);
  const firsts = new Int32Array(size).fill(-1);
  const nexts = new Int32Array(probes.length).fill(-1);
  const spellings = Int32Array.from(probes, (probe) => probe.spelling);
  // Codes are even or odd by kind and have bit 2 set: their higher bits tell them apart.
  const slotOf = (code: number) => (code >>> 3) & mask;
  for (const [index, { code }] of probes.entries()) {
    let slot = slotOf(code);
    while (firsts[slot]! >= 0 && keys[slot] !== code) slot = (slot + 1) & mask;
    const known = firsts[slot]!;
    if (known < 0) {
      keys[slot] = code;
      firsts[slot] = index;
    } else {
      let last = known;
      while (nexts[last]! >= 0) last = nexts[last]!;
      nexts[last] = index;
    }
  }
  return {
    first(code) {
      let slot = slotOf(code);
      while (firsts[slot]! >= 0) {
        if (keys[slot] === code) return firsts[slot]!;
        slot = (slot + 1) & mask;
      }
      return -1;
    },
    next: (probe) => nexts[probe]!,
    isSpelt(probe, mark) {
      const wanted = spellings[probe]!;
      return wanted < 0 || wanted === spelling(mark);
    },
  };
}
