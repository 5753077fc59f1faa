/**
 * What only all candidates of a question tell together: which of its terms are names, since people
 * on a phone type no capitals, and which terms tell these candidates apart, since a term that all of
 * them hold says nothing about which is right, however rare it is elsewhere.
 */
import { rarity, type ScoringQuery } from './scoring-query.ts';

/** Coverage of the question by a passage, its terms weighed in two further ways. */
export interface AmongCandidates {
  /** Of the names in the question; 0 when there is none. */
  names: number;
  /** With terms the heavier the fewer of the candidates hold them. */
  telling: number;
}

export interface CandidateTally {
  prepare(query: ScoringQuery): void;
  /** A term stands in a candidate; `capital` is not 0 where it is written with one inside a sentence. */
  hit(probe: number, capital: number): void;
  /** Ends a candidate that holds each term so well, 0 to 1: `finish` will fill in its features. */
  add(features: AmongCandidates, credit: Float64Array): void;
  finish(): void;
}

/** Terms with a capital in more than this share of their places are names: "Nhà nước" and "Điều" are not. */
const NAME_SHARE = 0.8;
/** A spelling that only folds alike is worth less than this. */
const HELD = 0.5;

/** A tally; prepare it for each question. */
export function createCandidateTally(): CandidateTally {
  let query: ScoringQuery | undefined;
  let candidates: { features: AmongCandidates; credit: Float64Array }[] = [];
  let seen = new Float64Array(0);
  let capitals = new Float64Array(0);
  let holders = new Float64Array(0);

  function nameWeights({ probes, weights }: ScoringQuery): Float64Array {
    const asTyped = probes.some((probe) => probe.isCapital);
    return weights.map((weight, p) => {
      const isName = asTyped ? probes[p]!.isCapital : capitals[p]! > NAME_SHARE * seen[p]!;
      return isName ? weight : 0;
    });
  }

  function tellingWeights({ weights }: ScoringQuery): Float64Array {
    return weights.map((weight, p) => weight * Math.sqrt(rarity(holders[p]!, candidates.length)));
  }

  return {
    prepare(next) {
      query = next;
      candidates = [];
      const n = next.probes.length;
      [seen, capitals, holders] = [new Float64Array(n), new Float64Array(n), new Float64Array(n)];
    },
    hit(probe, capital) {
      seen[probe]!++;
      if (capital !== 0) capitals[probe]!++;
    },
    add(features, credit) {
      candidates.push({ features, credit: credit.slice() });
      for (let p = 0; p < credit.length; p++) if (credit[p]! > HELD) holders[p]!++;
    },
    finish() {
      if (!query) return;
      const names = nameWeights(query);
      const telling = tellingWeights(query);
      for (const { features, credit } of candidates) {
        features.names = covered(credit, names);
        features.telling = covered(credit, telling);
      }
    },
  };
}

/** Which share of the weights is covered; 0 when there are none. */
function covered(credit: Float64Array, weights: Float64Array): number {
  let total = 0;
  let all = 0;
  for (let p = 0; p < weights.length; p++) {
    total += weights[p]! * credit[p]!;
    all += weights[p]!;
  }
  return all === 0 ? 0 : total / all;
}
