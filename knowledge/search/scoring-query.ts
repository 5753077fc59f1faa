/**
 * A question compiled against a corpus: every term with the weight its rarity gives it, ready to be
 * looked up in FTS5 and to be recognised in token streams without comparing strings.
 */
import { fold } from '../text/normalise.ts';
import { tokenize } from '../text/tokens.ts';
import { restoreAccents } from './accent-restoration.ts';
import type { Background } from './background.ts';
import { type CorpusStatistics, exactKey, foldedKey, pairKey } from './corpus-statistics.ts';
import { hashOf, spellingOf } from './passage-terms.ts';
import type { QueryAnalysis, QueryTerm } from './query-analysis.ts';

/** Something to look up in the index. */
export interface Sought {
  /** The term in the FTS5 index. */
  term: string;
  /** Weight in the question, before rarity. */
  share: number;
  /** In how many passages it stands: an estimate for common terms, -1 until counted for others. */
  frequency: number;
}

/** One distinct term of the question. */
export interface Probe extends Sought {
  /** Code of the folded syllable in streams. */
  code: number;
  /** The spelling that counts fully; -1 when any does. */
  spelling: number;
  isNumber: boolean;
  /** Typed with a capital inside the question: a name. */
  isCapital: boolean;
  /** ln of how rare it is in Vietnamese at large. */
  backgroundRarity: number;
}

/** Two terms that stand side by side in the question, as indexes of probes. */
export interface PairProbe extends Sought {
  left: number;
  right: number;
  backgroundRarity: number;
}

/** A date or document number. */
export interface EntityProbe extends Sought {
  code: number;
}

export interface ScoringQuery {
  /** The question without diacritics, single-spaced. */
  folded: string;
  /** Its likeliest spelling, short forms written out: what is embedded. */
  spelt: string;
  probes: Probe[];
  pairs: PairProbe[];
  entities: EntityProbe[];
  /** Share times rarity; filled by `weigh`. */
  weights: Float64Array;
  pairWeights: Float64Array;
}

/** How much rarity at large counts beside rarity in the corpus (measured, see README.md). */
const BACKGROUND_SHARE = 0.6;
/** A term that the background file does not list stands in fewer passages than its threshold. */
const UNLISTED_PASSAGES = 10;

const ENTITY_SHARE = 1.5;

/** Compiles a question. Common terms get their estimated frequency at once. */
export function compileQuery(
  analysis: QueryAnalysis,
  statistics: CorpusStatistics,
  background: Background,
): ScoringQuery {
  const spelt = spellingsOf(analysis, background);
  const capitals = capitalised(analysis.text);
  const probes: Probe[] = [];
  const positions = analysis.terms.map((term, index) =>
    addProbe(probes, term, spelt[index]!, statistics, background),
  );
  for (const [index, term] of analysis.terms.entries()) {
    if (term.from === 'typed' && capitals.has(term.text))
      probes[positions[index]!]!.isCapital = true;
  }
  const pairs = pairsOf(analysis.terms, spelt, positions, probes, statistics, background);
  return {
    folded: fold(analysis.text).replace(/\s+/g, ' '),
    spelt: analysis.terms
      .flatMap((term, index) =>
        term.from === 'typed' || term.from === 'typo' ? [spelt[index]!] : [],
      )
      .join(' '),
    probes,
    pairs,
    entities: analysis.entities.map((term) => ({
      term,
      code: hashOf(term),
      share: ENTITY_SHARE,
      frequency: -1,
    })),
    weights: new Float64Array(probes.length),
    pairWeights: new Float64Array(pairs.length),
  };
}

/** Sets the weights, once every frequency is known; what was not counted is taken for absent. */
export function weigh(query: ScoringQuery, passageCount: number): void {
  const weightOf = ({ share, frequency, backgroundRarity }: Probe | PairProbe) =>
    share *
    ((1 - BACKGROUND_SHARE) * rarity(Math.max(0, frequency), passageCount) +
      BACKGROUND_SHARE * backgroundRarity);
  for (const [index, probe] of query.probes.entries()) query.weights[index] = weightOf(probe);
  for (const [index, pair] of query.pairs.entries()) query.pairWeights[index] = weightOf(pair);
}

/** The usual BM25 inverse document frequency, never negative. */
export function rarity(frequency: number, passageCount: number): number {
  const count = Math.min(frequency, passageCount);
  return Math.log(1 + (passageCount - count + 0.5) / (count + 0.5));
}

/** The tokens that stand with a capital inside a question; the first word always has one. */
function capitalised(text: string): Set<string> {
  const inside = tokenize(text)
    .slice(1)
    .filter(({ start }) => text[start] !== text[start]!.toLowerCase());
  return new Set(inside.map((token) => token.text));
}

/** The likeliest spelling of each term; what was typed with diacritics, or exactly, stays. */
function spellingsOf(analysis: QueryAnalysis, background: Background): string[] {
  if (analysis.accents === 'full') return analysis.terms.map((term) => term.text);
  const typed = analysis.terms.map((term) => (term.exact ? term.text : term.folded));
  return restoreAccents(typed, background);
}

function addProbe(
  probes: Probe[],
  term: QueryTerm,
  spelt: string,
  statistics: CorpusStatistics,
  background: Background,
): number {
  const code = hashOf(term.folded);
  // A spelling that nobody knows cannot be what was meant: then any spelling will do.
  const isSure = term.exact || background.syllable(spelt) > 0;
  const spelling = isSure ? spellingOf(spelt) : -1;
  const known = probes.findIndex((probe) => probe.code === code && probe.spelling === spelling);
  if (known >= 0) {
    probes[known]!.share = Math.max(probes[known]!.share, term.weight);
    return known;
  }
  const key = spelling < 0 ? foldedKey(code) : exactKey(code, spelling);
  const probe: Probe = {
    // Only what was typed with diacritics is looked up by its spelling: restoring them may err.
    term: term.exact ? term.text : term.folded,
    code,
    spelling,
    share: term.weight,
    frequency: statistics.commonFrequency(term.exact ? key : foldedKey(code)) ?? -1,
    isNumber: /^\d/.test(term.text),
    isCapital: false,
    backgroundRarity: backgroundRarity(background.syllable(spelt), background),
  };
  return probes.push(probe) - 1;
}

function pairsOf(
  terms: readonly QueryTerm[],
  spelt: readonly string[],
  positions: readonly number[],
  probes: readonly Probe[],
  statistics: CorpusStatistics,
  background: Background,
): PairProbe[] {
  const pairs = new Map<string, PairProbe>();
  for (const [index, term] of terms.entries()) {
    const before = terms[term.after];
    if (!before) continue;
    const name = `${before.folded}_${term.folded}`;
    const share = Math.min(before.weight, term.weight);
    const known = pairs.get(name);
    if (known) {
      known.share = Math.max(known.share, share);
      continue;
    }
    const [left, right] = [positions[term.after]!, positions[index]!];
    const key = pairKey(probes[left]!.code, probes[right]!.code);
    const together = background.pair(spelt[term.after]!, spelt[index]!);
    pairs.set(name, {
      term: name,
      left,
      right,
      share,
      frequency: statistics.commonFrequency(key) ?? -1,
      backgroundRarity: backgroundRarity(together, background),
    });
  }
  return [...pairs.values()];
}

function backgroundRarity(passages: number, background: Background): number {
  return rarity(Math.max(UNLISTED_PASSAGES, passages), background.passages);
}
