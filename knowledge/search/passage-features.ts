/**
 * How well the words of one passage fit a question, as numbers that mean the same for every
 * question: shares of what the question holds, mostly 0 to 1. One pass over the passage's tokens.
 */
import {
  type CueTable,
  DEFINITION,
  NAME,
  NUMBER,
  PURPOSE,
  REASON,
  wantedBy,
  YEAR,
} from './answer-cues.ts';
import { createNearTracker, createSentenceTracker } from './match-windows.ts';
import {
  CAPITAL,
  FIELD_END,
  isNumberCode,
  SENTENCE_END,
  spelling,
  type TokenStream,
} from './passage-terms.ts';
import type { ScoringQuery } from './scoring-query.ts';
import { createTokenMatcher } from './token-matcher.ts';

/** Word features by name. */
export interface WordFeatures {
  /** BM25 of the terms as spelt, as a share of its greatest possible value. */
  words: number;
  /** The same for any spelling that folds alike. */
  wordsFolded: number;
  /** The same for neighbouring terms. */
  pairs: number;
  /** Weight of the terms that stand in the passage at all. */
  coverage: number;
  pairCoverage: number;
  /** Weight of the heaviest term that is missing, against the heaviest of all. */
  rarestMissing: number;
  /** Best coverage by one sentence, by two neighbouring ones, and by two with title and heading. */
  sentence: number;
  window: number;
  windowInContext: number;
  sentencePairs: number;
  windowPairs: number;
  /** Best coverage by 12 and by 40 tokens in a row. */
  near12: number;
  near40: number;
  /** Weight of the longest run of the question's pairs. */
  phrase: number;
  /** What title and heading cover of the question, and which share of their words it uses. */
  title: number;
  titleUsed: number;
  heading: number;
  headingUsed: number;
  numbers: number;
  /** Share of the dates and document numbers of the question. */
  entities: number;
  /** 1 when the best window holds what the question asks for. */
  numberWanted: number;
  yearWanted: number;
  nameWanted: number;
  cueWanted: number;
  /** ln of the length against the average passage. */
  length: number;
}

// BM25: repetition saturates early, length counts in part (measured, see README.md).
const SATURATION = 0.9;
const LENGTH_SHARE = 0.4;
/** What a syllable is worth that folds alike but is spelt otherwise than the question spells it. */
const OTHER_SPELLING = 0.35;
/** Added to lengths, so that very short passages do not look infinitely short. */
const LENGTH_FLOOR = 10;

/** Measures passages against one question. */
export interface PassageMeter {
  measure(stream: TokenStream): WordFeatures;
}

/** Prepares the measuring of any number of passages of a corpus whose average passage has so many tokens. */
export function createMeter(
  query: ScoringQuery,
  averageLength: number,
  cues: CueTable,
): PassageMeter {
  const { probes, pairs, entities, weights, pairWeights } = query;
  const n = probes.length;
  const weightSum = Math.max(1e-9, sum(weights));
  const pairSum = Math.max(1e-9, sum(pairWeights));
  const heaviest = Math.max(1e-9, ...weights);
  const wanted = wantedBy(query.folded);
  const matcher = createTokenMatcher(probes);
  const pairAt = new Int16Array(n * n).fill(-1);
  for (const [index, pair] of pairs.entries()) pairAt[pair.left * n + pair.right] = index;
  const entityAt = new Map(entities.map((entity, index) => [entity.code, index]));
  const numberProbes = probes.flatMap((probe, index) => (probe.isNumber ? [index] : []));

  const spelt = new Float64Array(n);
  const folded = new Float64Array(n);
  const credit = new Float64Array(n);
  const pairCount = new Float64Array(pairs.length);
  const entityHit = new Uint8Array(entities.length);
  const sentences = createSentenceTracker(weights, pairWeights);
  const near12 = createNearTracker(weights, 12);
  const near40 = createNearTracker(weights, 40);

  const fields = [
    { covered: 0, used: 0 },
    { covered: 0, used: 0 },
  ];
  let field = 0;
  let length = 0;
  let bodyLength = 0;
  let fieldTokens = 0;
  let fieldHits = 0;
  let previous = -1;
  let run = 0;
  let phrase = 0;

  function reset(): void {
    for (const buffer of [spelt, folded, credit, pairCount, entityHit]) buffer.fill(0);
    for (const tracker of [sentences, near12, near40]) tracker.reset();
    for (const each of fields) each.covered = each.used = 0;
    field = length = bodyLength = fieldTokens = fieldHits = run = phrase = 0;
    previous = -1;
  }

  function endSentence(): void {
    previous = -1;
    run = 0;
    if (field === 2) sentences.endSentence();
  }

  function endField(): void {
    const ended = fields[field];
    if (ended) {
      ended.covered = sentences.endContext();
      ended.used = fieldTokens === 0 ? 0 : fieldHits / fieldTokens;
    }
    field++;
    fieldTokens = fieldHits = 0;
    previous = -1;
    run = 0;
  }

  /** A token that the question does not hold. */
  function pass(code: number, mark: number): void {
    previous = -1;
    run = 0;
    if (isNumberCode(code)) sentences.hold(cues.isYear(code) ? NUMBER | YEAR : NUMBER);
    else if (mark & CAPITAL) sentences.hold(NAME);
    else sentences.hold(cues.of(code, spelling(mark)));
    const entity = entityAt.size > 0 ? entityAt.get(code) : undefined;
    if (entity !== undefined) entityHit[entity] = 1;
  }

  /** A token that folds to a term of the question; of several such terms, the one spelt as here. */
  function take(first: number, mark: number, at: number): void {
    let probe = first;
    let isSpelt = matcher.isSpelt(first, mark);
    for (let p = first; p >= 0; p = matcher.next(p)) {
      folded[p]!++;
      if (isSpelt || !matcher.isSpelt(p, mark)) continue;
      probe = p;
      isSpelt = true;
    }
    const worth = isSpelt ? 1 : OTHER_SPELLING;
    if (isSpelt) spelt[probe]!++;
    if (worth > credit[probe]!) credit[probe] = worth;
    fieldHits += worth;
    sentences.hit(probe, worth);
    near12.hit(probe, at);
    near40.hit(probe, at);
    takePair(previous < 0 ? -1 : pairAt[previous * n + probe]!);
    previous = probe;
  }

  function takePair(pair: number): void {
    if (pair < 0) {
      run = 0;
      return;
    }
    pairCount[pair]!++;
    sentences.hitPair(pair);
    run += pairWeights[pair]!;
    if (run > phrase) phrase = run;
  }

  function read({ codes, marks }: TokenStream): void {
    for (let at = 0; at < codes.length; at++) {
      const code = codes[at]!;
      if (code === SENTENCE_END) endSentence();
      else if (code === FIELD_END) endField();
      else {
        length++;
        fieldTokens++;
        if (field === 2) bodyLength++;
        const first = matcher.first(code);
        if (first < 0) pass(code, marks[at]!);
        else take(first, marks[at]!, at);
      }
    }
  }

  function saturated(counts: Float64Array, by: Float64Array): number {
    const norm =
      SATURATION * (1 - LENGTH_SHARE + (LENGTH_SHARE * length) / Math.max(1, averageLength));
    let total = 0;
    for (let i = 0; i < by.length; i++) total += (by[i]! * counts[i]!) / (counts[i]! + norm);
    return total;
  }

  function rarestMissing(): number {
    let missing = 0;
    for (let p = 0; p < n; p++) if (credit[p] === 0 && weights[p]! > missing) missing = weights[p]!;
    return missing / heaviest;
  }

  const holds = (bits: number) => ((wanted & bits & sentences.windowHolds) !== 0 ? 1 : 0);
  const shareOf = (hits: number, all: number) => (all === 0 ? 0 : hits / all);

  function measure(stream: TokenStream): WordFeatures {
    reset();
    read(stream);
    return {
      words: saturated(spelt, weights) / weightSum,
      wordsFolded: saturated(folded, weights) / weightSum,
      pairs: saturated(pairCount, pairWeights) / pairSum,
      coverage: weightOf(credit, weights) / weightSum,
      pairCoverage: weightOf(pairCount, pairWeights) / pairSum,
      rarestMissing: rarestMissing(),
      sentence: sentences.sentence / weightSum,
      window: sentences.window / weightSum,
      windowInContext: sentences.windowInContext / weightSum,
      sentencePairs: sentences.sentencePairs / pairSum,
      windowPairs: sentences.windowPairs / pairSum,
      near12: near12.best / weightSum,
      near40: near40.best / weightSum,
      phrase: phrase / pairSum,
      title: fields[0]!.covered / weightSum,
      titleUsed: fields[0]!.used,
      heading: fields[1]!.covered / weightSum,
      headingUsed: fields[1]!.used,
      numbers: shareOf(numberProbes.filter((p) => credit[p]! > 0).length, numberProbes.length),
      entities: shareOf(sum(entityHit), entities.length),
      numberWanted: holds(NUMBER),
      yearWanted: holds(YEAR),
      nameWanted: holds(NAME),
      cueWanted: holds(REASON | PURPOSE | DEFINITION),
      length: Math.log((bodyLength + LENGTH_FLOOR) / (averageLength + LENGTH_FLOOR)),
    };
  }

  return { measure };
}

/** Total weight of what counts at least once, each at most once. */
function weightOf(counts: Float64Array, weights: Float64Array): number {
  let total = 0;
  for (let i = 0; i < weights.length; i++) total += weights[i]! * Math.min(1, counts[i]!);
  return total;
}

function sum(values: Float64Array | Uint8Array): number {
  let total = 0;
  for (const value of values) total += value;
  return total;
}
