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
  /** Sets the terms of a question. */
  prepare(probes: readonly MatchableProbe[]): void;
  /** The first probe with this code, or -1. */
  first(code: number): number;
  /** The next probe after `probe` that has the same code, or -1. */
  next(probe: number): number;
  /** True when a token with this mark is spelt as the probe wants. */
  isSpelt(probe: number, mark: number): boolean;
}

/** A matcher; it knows no term before it is prepared. */
export function createTokenMatcher(): TokenMatcher {
  let mask = 0;
  let keys = new Uint32Array(1);
  let firsts = new Int32Array(1).fill(-1);
  let nexts = new Int32Array(0);
  let spellings = new Int32Array(0);
  // Codes are even or odd by kind and have bit 2 set: their higher bits tell them apart.
  const slotOf = (code: number) => (code >>> 3) & mask;

  function add(code: number, index: number): void {
    let slot = slotOf(code);
    while (firsts[slot]! >= 0 && keys[slot] !== code) slot = (slot + 1) & mask;
    if (firsts[slot]! < 0) {
      keys[slot] = code;
      firsts[slot] = index;
      return;
    }
    let last = firsts[slot]!;
    while (nexts[last]! >= 0) last = nexts[last]!;
    nexts[last] = index;
  }

  return {
    prepare(probes) {
      const size = 2 ** Math.ceil(Math.log2(Math.max(16, probes.length * 4)));
      mask = size - 1;
      keys = new Uint32Array(size);
      firsts = new Int32Array(size).fill(-1);
      nexts = new Int32Array(probes.length).fill(-1);
      spellings = Int32Array.from(probes, (probe) => probe.spelling);
      for (const [index, { code }] of probes.entries()) add(code, index);
    },
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
