/**
 * How well the words of one passage fit a question, as numbers that mean the same for every
 * question: shares of what the question holds, mostly 0 to 1. One pass over the passage's tokens.
 */
import { type AmongCandidates, createCandidateTally } from './among-candidates.ts';
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

/** Everything a passage's score is made of, by name. */
export interface PassageFeatures extends AmongCandidates {
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
  /** Cosine of question and passage, of its nearest sentence, and of its nearest two. */
  cosine: number;
  sentenceCosine: number;
  windowCosine: number;
}

// BM25: repetition saturates early, length counts in part (measured, see README.md).
const SATURATION = 0.9;
const LENGTH_SHARE = 0.4;
/** What a syllable is worth that folds alike but is spelt otherwise than the question spells it. */
const OTHER_SPELLING = 0.35;
/** Added to lengths, so that very short passages do not look infinitely short. */
const LENGTH_FLOOR = 10;

/** Measures passages against one question after the other. */
export interface PassageMeter {
  /** Sets the question, asked of a corpus whose average passage has so many tokens. */
  prepare(query: ScoringQuery, averageLength: number): void;
  /** The cosines of sentences stand at the passage's own until they are measured. */
  measure(stream: TokenStream, cosine: number): PassageFeatures;
  /** After the last passage: sets the features that need all of them, which are 0 until then. */
  compareAll(): void;
}

/** A meter; prepare it before the first passage. Its buffers are reused, so it never awaits. */
export function createMeter(cues: CueTable): PassageMeter {
  const matcher = createTokenMatcher();
  const sentences = createSentenceTracker();
  const near12 = createNearTracker(12);
  const near40 = createNearTracker(40);
  const tally = createCandidateTally();
  const isTelling = new Uint8Array(SIEVE_MASK + 1);
  const title = { covered: 0, used: 0 };
  const heading = { covered: 0, used: 0 };
  let n = 0;
  let weights: Float64Array = new Float64Array(0);
  let pairWeights: Float64Array = new Float64Array(0);
  let weightSum = 0;
  let pairSum = 0;
  let heaviest = 0;
  let averageLength = 1;
  let wanted = 0;
  let capitalMask = 0;
  let numberMask = 0;
  let pairAt = new Int16Array(0);
  let entityAt = new Map<number, number>();
  let numberProbes: number[] = [];
  let spelt = new Float64Array(0);
  let folded = new Float64Array(0);
  let credit = new Float64Array(0);
  let pairCount = new Float64Array(0);
  let entityHit = new Uint8Array(0);

  let tellingAt = new Int32Array(0);
  let field = 0;
  let length = 0;
  let bodyLength = 0;
  let fieldHits = 0;
  let previous = -1;
  let previousAt = -2;
  let run = 0;
  let phrase = 0;

  function prepare(query: ScoringQuery, tokensOfAverage: number): void {
    const { probes, pairs, entities } = query;
    n = probes.length;
    ({ weights, pairWeights } = query);
    weightSum = Math.max(1e-9, sum(weights));
    pairSum = Math.max(1e-9, sum(pairWeights));
    heaviest = Math.max(1e-9, ...weights);
    averageLength = tokensOfAverage;
    wanted = wantedBy(query.folded);
    capitalMask = wanted & NAME ? CAPITAL : 0;
    numberMask = wanted & (NUMBER | YEAR) ? 1 : 0;
    pairAt = new Int16Array(n * n).fill(-1);
    for (const [index, pair] of pairs.entries()) pairAt[pair.left * n + pair.right] = index;
    entityAt = new Map(entities.map((entity, index) => [entity.code, index]));
    numberProbes = probes.flatMap((probe, index) => (probe.isNumber ? [index] : []));
    [spelt, folded, credit] = [new Float64Array(n), new Float64Array(n), new Float64Array(n)];
    pairCount = new Float64Array(pairs.length);
    entityHit = new Uint8Array(entities.length);
    matcher.prepare(probes);
    sentences.prepare(weights, pairWeights);
    tally.prepare(query);
    for (const near of [near12, near40]) near.prepare(weights);
    fillSieve(isTelling, [...probes, ...entities], cues.codesOf(wanted));
  }

  function reset(): void {
    for (const buffer of [spelt, folded, credit, pairCount, entityHit]) buffer.fill(0);
    sentences.reset();
    near12.reset();
    near40.reset();
    title.covered = title.used = heading.covered = heading.used = 0;
    field = length = bodyLength = fieldHits = run = phrase = 0;
    previous = -1;
    previousAt = -2;
  }

  function endField(tokens: number): void {
    const ended = field === 0 ? title : heading;
    ended.covered = sentences.endContext();
    ended.used = tokens === 0 ? 0 : fieldHits / tokens;
    field++;
    fieldHits = 0;
  }

  /** A token that the question does not hold. */
  function pass(code: number, mark: number): void {
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
    tally.hit(probe, mark & CAPITAL);
    near12.hit(probe, at);
    near40.hit(probe, at);
    // Sentence ends take a place of their own, so what is adjacent stands in one sentence.
    takePair(previousAt === at - 1 ? pairAt[previous * n + probe]! : -1);
    previous = probe;
    previousAt = at;
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

  /** Notes where the tokens stand that tell anything, most of a passage being none; returns how many. */
  function sift({ codes, marks }: TokenStream): number {
    if (tellingAt.length <= codes.length) tellingAt = new Int32Array(codes.length + 1024);
    const [into, capitals, numbers] = [tellingAt, capitalMask, numberMask];
    let size = 0;
    for (let at = 0; at < codes.length; at++) {
      const code = codes[at]! | 0;
      into[size] = at;
      const tells =
        isTelling[(code >>> 3) & SIEVE_MASK]! | (marks[at]! & capitals) | (code & numbers);
      size += tells === 0 ? 0 : 1;
    }
    return size;
  }

  function read(stream: TokenStream): void {
    const { codes, marks } = stream;
    const size = sift(stream);
    let borders = 0;
    let fieldStart = 0;
    for (let i = 0; i < size; i++) {
      const at = tellingAt[i]!;
      const code = codes[at]!;
      if (code === SENTENCE_END) {
        borders++;
        if (field === 2) sentences.endSentence();
      } else if (code === FIELD_END) {
        const tokens = at - fieldStart - borders;
        length += tokens;
        endField(tokens);
        fieldStart = at + 1;
        borders = 0;
      } else {
        const first = matcher.first(code);
        if (first < 0) pass(code, marks[at]!);
        else take(first, marks[at]!, at);
      }
    }
    bodyLength = codes.length - fieldStart - borders;
    length += bodyLength;
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

  function measure(stream: TokenStream, cosine: number): PassageFeatures {
    reset();
    read(stream);
    const features = {
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
      title: title.covered / weightSum,
      titleUsed: title.used,
      heading: heading.covered / weightSum,
      headingUsed: heading.used,
      numbers: shareOf(numberProbes.filter((p) => credit[p]! > 0).length, numberProbes.length),
      entities: shareOf(sum(entityHit), entityHit.length),
      numberWanted: holds(NUMBER),
      yearWanted: holds(YEAR),
      nameWanted: holds(NAME),
      cueWanted: holds(REASON | PURPOSE | DEFINITION),
      length: Math.log((bodyLength + LENGTH_FLOOR) / (averageLength + LENGTH_FLOOR)),
      cosine,
      sentenceCosine: cosine,
      windowCosine: cosine,
      names: 0,
      telling: 0,
    };
    tally.add(features, credit);
    return features;
  }

  return { prepare, measure, compareAll: tally.finish };
}

const SIEVE_MASK = 4095;

/** Sets a byte for each class of codes: 1 when a border, a term, an entity or a wanted cue may be of it. */
function fillSieve(
  sieve: Uint8Array,
  sought: readonly { code: number }[],
  cues: readonly number[],
): void {
  sieve.fill(0);
  for (const { code } of sought) sieve[(code >>> 3) & SIEVE_MASK] = 1;
  for (const code of cues) sieve[(code >>> 3) & SIEVE_MASK] = 1;
  sieve[SENTENCE_END] = sieve[FIELD_END >>> 3] = 1;
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
