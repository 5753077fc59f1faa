/**
 * A question compiled against a corpus: every term with the weight its rarity gives it, ready to be
 * looked up in FTS5 and to be recognised in token streams without comparing strings.
 */
import type { CorpusStatistics } from './corpus-statistics.ts';
import { exactKey, foldedKey, pairKey } from './corpus-statistics.ts';
import { hashOf, spellingOf } from './passage-terms.ts';
import type { QueryAnalysis, QueryTerm } from './query-analysis.ts';

/** One distinct term of the question. */
export interface Probe {
  /** The term in the FTS5 index. */
  term: string;
  /** Code of the folded syllable in streams. */
  code: number;
  /** The spelling that counts fully; -1 when any does. */
  spelling: number;
  /** The term's weight in the question, before rarity. */
  share: number;
  /** In how many passages it stands; set by the look-up, an estimate for common terms. */
  frequency: number;
  isNumber: boolean;
}

/** Two terms that stand side by side in the question. */
export interface PairProbe {
  term: string;
  left: number;
  right: number;
  share: number;
  frequency: number;
}

export interface EntityProbe {
  term: string;
  code: number;
  frequency: number;
}

export interface ScoringQuery {
  analysis: QueryAnalysis;
  probes: Probe[];
  pairs: PairProbe[];
  entities: EntityProbe[];
}

/** Common terms get their estimated frequency at once; -1 stands for "not counted yet". */
export function compileQuery(analysis: QueryAnalysis, statistics: CorpusStatistics): ScoringQuery {
  const probes: Probe[] = [];
  const positions = analysis.terms.map((term) => addProbe(probes, term, statistics));
  const pairs = new Map<string, PairProbe>();
  for (const [index, term] of analysis.terms.entries()) {
    if (term.after < 0) continue;
    const before = analysis.terms[term.after]!;
    const name = `${before.folded}_${term.folded}`;
    const [left, right] = [positions[term.after]!, positions[index]!];
    const share = Math.min(before.weight, term.weight);
    const known = pairs.get(name);
    if (known) known.share = Math.max(known.share, share);
    else {
      const key = pairKey(probes[left]!.code, probes[right]!.code);
      const frequency = statistics.commonFrequency(key) ?? -1;
      pairs.set(name, { term: name, left, right, share, frequency });
    }
  }
  const entities = analysis.entities.map((term) => ({ term, code: hashOf(term), frequency: -1 }));
  return { analysis, probes, pairs: [...pairs.values()], entities };
}

function addProbe(probes: Probe[], term: QueryTerm, statistics: CorpusStatistics): number {
  const code = hashOf(term.folded);
  const spelling = term.exact ? spellingOf(term.text) : -1;
  const known = probes.findIndex((probe) => probe.code === code && probe.spelling === spelling);
  if (known >= 0) {
    probes[known]!.share = Math.max(probes[known]!.share, term.weight);
    return known;
  }
  const key = spelling < 0 ? foldedKey(code) : exactKey(code, spelling);
  const probe: Probe = {
    // Unaccented terms are indexed in their folded form only.
    term: spelling < 0 ? term.folded : term.text,
    code,
    spelling,
    share: term.weight,
    frequency: statistics.commonFrequency(key) ?? -1,
    isNumber: /^\d/.test(term.text),
  };
  return probes.push(probe) - 1;
}

/** The usual BM25 inverse document frequency, never negative. */
export function rarity(frequency: number, passageCount: number): number {
  const count = Math.max(0, Math.min(frequency, passageCount));
  return Math.log(1 + (passageCount - count + 0.5) / (count + 0.5));
}
