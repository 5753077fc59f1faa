/**
 * How well one passage fits a question, as numbers that mean the same for every question: shares of
 * what the question holds, 0 to 1 (BM25 sums a little more). One pass over the passage's tokens.
 */
import type { CorpusStatistics } from './corpus-statistics.ts';
import {
  CAPITAL,
  FIELD_END,
  isNumberCode,
  SENTENCE_END,
  spelling,
  type TokenStream,
} from './passage-terms.ts';
import { rarity, type ScoringQuery } from './scoring-query.ts';

/** The features that words give, in the order they are stored. */
export const WORD_FEATURES = [
  'words',
  'wordsFolded',
  'pairs',
  'coverage',
  'pairCoverage',
  'rarestMissing',
  'sentence',
  'window',
  'sentencePairs',
  'windowPairs',
  'windowInContext',
  'near12',
  'near40',
  'phrase',
  'title',
  'titleUsed',
  'heading',
  'headingUsed',
  'numbers',
  'entities',
  'numberWanted',
  'nameWanted',
  'length',
] as const;

export type WordFeature = (typeof WORD_FEATURES)[number];

// BM25 parameters: repetition saturates early, length counts half (measured, see README.md).
const SATURATION = 0.9;
const LENGTH_SHARE = 0.4;
/** What a syllable is worth that folds alike but is spelt otherwise than the question spells it. */
const OTHER_SPELLING = 0.35;

/** Measures passages against one question. Buffers are reused: read the result before the next call. */
export interface PassageMeter {
  measure(stream: TokenStream): Float64Array;
}

const WANTS_NUMBER =
  /bao nhieu|\bmay\b|\bbn\b|nam nao|khi nao|ngay nao|thang nao|luc nao|bao gio|bao lau|bao xa|the ky|phan tram|ty le|ti le|so luong|thoi gian nao/;
const WANTS_NAME =
  /\bai\b|nguoi nao|o dau|noi nao|nuoc nao|tinh nao|thanh pho nao|ten gi|ten la|quoc gia nao|dia danh|vua nao|to chuc nao|cong ty nao|truong nao|don vi nao/;

/** Prepares the measuring of any number of passages. The query's frequencies must be set. */
export function createMeter(
  query: ScoringQuery,
  folded: string,
  statistics: CorpusStatistics,
): PassageMeter {
  const { probes, pairs, entities } = query;
  const n = probes.length;
  const total = statistics.passageCount;
  const idf = probes.map((probe) => rarity(Math.max(0, probe.frequency), total));
  const weight = Float64Array.from(probes, (probe, index) => probe.share * idf[index]!);
  const weightSum = Math.max(1e-9, sum(weight));
  const pairWeight = Float64Array.from(
    pairs,
    (pair) => pair.share * rarity(Math.max(0, pair.frequency), total),
  );
  const pairSum = Math.max(1e-9, sum(pairWeight));
  const heaviest = Math.max(1e-9, ...weight);
  const wantsNumber = WANTS_NUMBER.test(folded);
  const wantsName = WANTS_NAME.test(folded);

  const table = probeTable(probes.map((probe) => probe.code));
  const next = Int32Array.from(probes, (probe, index) =>
    probes.findIndex((other, at) => at > index && other.code === probe.code),
  );
  const pairAt = new Int16Array(n * n).fill(-1);
  for (const [index, pair] of pairs.entries()) pairAt[pair.left * n + pair.right] = index;
  const entityIndex = new Map(entities.map((entity, index) => [entity.code, index]));
  const numberProbes = probes.flatMap((probe, index) => (probe.isNumber ? [index] : []));

  const exactCount = new Float64Array(n);
  const foldedCount = new Float64Array(n);
  const credit = new Float64Array(n);
  const contextCredit = new Float64Array(n);
  const now = new Float64Array(n);
  const before = new Float64Array(n);
  const lastAt = new Int32Array(n);
  const pairCount = new Float64Array(pairs.length);
  const pairsNow = new Uint8Array(pairs.length);
  const pairsBefore = new Uint8Array(pairs.length);
  const entityHit = new Uint8Array(entities.length);
  const result = new Float64Array(WORD_FEATURES.length);

  function measure({ codes, marks }: TokenStream): Float64Array {
    for (const buffer of [exactCount, foldedCount, credit, contextCredit, now, before]) {
      buffer.fill(0);
    }
    lastAt.fill(-1_000_000);
    pairCount.fill(0);
    pairsNow.fill(0);
    pairsBefore.fill(0);
    entityHit.fill(0);

    let field = 0;
    let length = 0;
    let bodyLength = 0;
    let fieldTokens = 0;
    let fieldHits = 0;
    let title = 0;
    let titleUsed = 0;
    let heading = 0;
    let headingUsed = 0;
    let previous = -1;
    let bestSentence = 0;
    let bestWindow = 0;
    let bestSentencePairs = 0;
    let bestWindowPairs = 0;
    let bestInContext = 0;
    let near12 = 0;
    let near40 = 0;
    let run = 0;
    let phrase = 0;
    let numberHere = 0;
    let nameHere = 0;
    let numberBefore = 0;
    let nameBefore = 0;
    let numberWanted = 0;
    let nameWanted = 0;

    for (let at = 0; at < codes.length; at++) {
      const code = codes[at]!;
      if (code === SENTENCE_END) {
        previous = -1;
        run = 0;
        if (field < 2) continue;
        let sentence = 0;
        let window = 0;
        let inContext = 0;
        for (let p = 0; p < n; p++) {
          const w = weight[p]!;
          const a = now[p]!;
          const b = Math.max(a, before[p]!);
          sentence += w * a;
          window += w * b;
          inContext += w * Math.max(b, contextCredit[p]!);
          before[p] = a;
          now[p] = 0;
        }
        let sentencePairs = 0;
        let windowPairs = 0;
        for (let q = 0; q < pairs.length; q++) {
          const w = pairWeight[q]!;
          if (pairsNow[q]) sentencePairs += w;
          if (pairsNow[q] || pairsBefore[q]) windowPairs += w;
          pairsBefore[q] = pairsNow[q]!;
          pairsNow[q] = 0;
        }
        if (sentence > bestSentence) bestSentence = sentence;
        if (window > bestWindow) {
          bestWindow = window;
          numberWanted = numberHere || numberBefore;
          nameWanted = nameHere || nameBefore;
        }
        if (sentencePairs > bestSentencePairs) bestSentencePairs = sentencePairs;
        if (windowPairs > bestWindowPairs) bestWindowPairs = windowPairs;
        if (inContext > bestInContext) bestInContext = inContext;
        numberBefore = numberHere;
        nameBefore = nameHere;
        numberHere = 0;
        nameHere = 0;
        continue;
      }
      if (code === FIELD_END) {
        let covered = 0;
        for (let p = 0; p < n; p++) {
          covered += weight[p]! * now[p]!;
          contextCredit[p] = Math.max(contextCredit[p]!, now[p]!);
          now[p] = 0;
        }
        const used = fieldTokens === 0 ? 0 : fieldHits / fieldTokens;
        if (field === 0) [title, titleUsed] = [covered, used];
        else [heading, headingUsed] = [covered, used];
        pairsNow.fill(0);
        field++;
        fieldTokens = 0;
        fieldHits = 0;
        previous = -1;
        continue;
      }
      length++;
      fieldTokens++;
      if (field === 2) bodyLength++;
      let probe = table.find(code);
      if (probe < 0) {
        if (isNumberCode(code)) numberHere = 1;
        else if (marks[at]! & CAPITAL) nameHere = 1;
        const entity = entityIndex.size > 0 ? entityIndex.get(code) : undefined;
        if (entity !== undefined) entityHit[entity] = 1;
        previous = -1;
        run = 0;
        continue;
      }
      // Of probes that fold alike, the one that is spelt as here; else the first.
      const spelt = spelling(marks[at]!);
      let match = probe;
      for (let p = probe; p >= 0; p = next[p]!) {
        foldedCount[p] = foldedCount[p]! + 1;
        if (probes[p]!.spelling < 0 || probes[p]!.spelling === spelt) match = p;
      }
      probe = match;
      const isSpelt = probes[probe]!.spelling < 0 || probes[probe]!.spelling === spelt;
      const worth = isSpelt ? 1 : OTHER_SPELLING;
      if (isSpelt) exactCount[probe] = exactCount[probe]! + 1;
      if (worth > now[probe]!) now[probe] = worth;
      if (worth > credit[probe]!) credit[probe] = worth;
      fieldHits += worth;
      if (previous >= 0) {
        const pair = pairAt[previous * n + probe]!;
        if (pair >= 0) {
          pairCount[pair] = pairCount[pair]! + 1;
          pairsNow[pair] = 1;
          run += pairWeight[pair]!;
          if (run > phrase) phrase = run;
        } else run = 0;
      }
      previous = probe;
      lastAt[probe] = at;
      let in12 = 0;
      let in40 = 0;
      for (let p = 0; p < n; p++) {
        const age = at - lastAt[p]!;
        if (age < 40) {
          in40 += weight[p]!;
          if (age < 12) in12 += weight[p]!;
        }
      }
      if (in12 > near12) near12 = in12;
      if (in40 > near40) near40 = in40;
    }

    const norm =
      SATURATION * (1 - LENGTH_SHARE + (LENGTH_SHARE * length) / statistics.averageLength);
    let words = 0;
    let wordsFolded = 0;
    let coverage = 0;
    let rarestMissing = 0;
    for (let p = 0; p < n; p++) {
      const w = weight[p]!;
      words += (w * exactCount[p]!) / (exactCount[p]! + norm);
      wordsFolded += (w * foldedCount[p]!) / (foldedCount[p]! + norm);
      coverage += w * credit[p]!;
      if (credit[p] === 0 && w > rarestMissing) rarestMissing = w;
    }
    let pairsScore = 0;
    let pairCoverage = 0;
    for (let q = 0; q < pairs.length; q++) {
      const w = pairWeight[q]!;
      pairsScore += (w * pairCount[q]!) / (pairCount[q]! + norm);
      if (pairCount[q]! > 0) pairCoverage += w;
    }
    const numbers = numberProbes.filter((p) => credit[p]! > 0).length;
    let at = 0;
    result[at++] = words / weightSum;
    result[at++] = wordsFolded / weightSum;
    result[at++] = pairsScore / pairSum;
    result[at++] = coverage / weightSum;
    result[at++] = pairCoverage / pairSum;
    result[at++] = rarestMissing / heaviest;
    result[at++] = bestSentence / weightSum;
    result[at++] = bestWindow / weightSum;
    result[at++] = bestSentencePairs / pairSum;
    result[at++] = bestWindowPairs / pairSum;
    result[at++] = bestInContext / weightSum;
    result[at++] = near12 / weightSum;
    result[at++] = near40 / weightSum;
    result[at++] = phrase / pairSum;
    result[at++] = title / weightSum;
    result[at++] = titleUsed;
    result[at++] = heading / weightSum;
    result[at++] = headingUsed;
    result[at++] = numberProbes.length === 0 ? 0 : numbers / numberProbes.length;
    result[at++] =
      entities.length === 0 ? 0 : entityHit.reduce((a, b) => a + b, 0) / entities.length;
    result[at++] = wantsNumber ? numberWanted : 0;
    result[at++] = wantsName ? nameWanted : 0;
    result[at++] = Math.log((bodyLength + 10) / (statistics.averageLength + 10));
    return result;
  }

  return { measure };
}

/** Open addressing from code to the first index that has it. */
function probeTable(codes: readonly number[]): { find(code: number): number } {
  const size = 2 ** Math.ceil(Math.log2(Math.max(16, codes.length * 4)));
  const mask = size - 1;
  const keys = new Uint32Array(size);
  const values = new Int32Array(size).fill(-1);
  for (const [index, code] of codes.entries()) {
    let slot = (code >>> 2) & mask;
    while (values[slot]! >= 0 && keys[slot] !== code) slot = (slot + 1) & mask;
    if (values[slot]! >= 0) continue;
    keys[slot] = code;
    values[slot] = index;
  }
  return {
    find(code) {
      let slot = (code >>> 2) & mask;
      while (values[slot]! >= 0) {
        if (keys[slot] === code) return values[slot]!;
        slot = (slot + 1) & mask;
      }
      return -1;
    },
  };
}

function sum(values: Float64Array): number {
  return values.reduce((total, value) => total + value, 0);
}
