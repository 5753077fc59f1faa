/**
 * Where in a passage the question's terms come together: the best sentence, the best two neighbouring
 * sentences, and the best stretch of so many tokens. Trackers are made once and prepared for each
 * question, so that the innermost loops of scoring stay compiled and allocate nothing.
 */

/** Best coverage by one sentence and by two neighbours, of terms and of pairs. */
export interface SentenceTracker {
  sentence: number;
  window: number;
  /** The window together with title and heading. */
  windowInContext: number;
  sentencePairs: number;
  windowPairs: number;
  /** Bits of what the best window holds. */
  windowHolds: number;
  /** Sets what the terms and pairs of a question weigh. */
  prepare(weights: Float64Array, pairWeights: Float64Array): void;
  /** Starts a passage. */
  reset(): void;
  /** A term stands in the current sentence, worth 1 or less. */
  hit(probe: number, worth: number): void;
  hitPair(pair: number): void;
  hold(bits: number): void;
  endSentence(): void;
  /** Closes title or heading: what it covered is remembered as context and returned. */
  endContext(): number;
}

const ROUNDING = 1e-9;

/** What a sentence holds of the terms (or pairs): which, and how well. */
interface Held {
  /** By term: 0 when the sentence does not hold it. */
  worth: Float64Array;
  /** The terms it holds, the first `size` of them. */
  which: Int32Array;
  size: number;
}

const held = (terms: number): Held => ({
  worth: new Float64Array(terms),
  which: new Int32Array(terms),
  size: 0,
});

function add(into: Held, term: number, worth: number): void {
  if (into.worth[term] === 0) into.which[into.size++] = term;
  if (worth > into.worth[term]!) into.worth[term] = worth;
}

function clear(used: Held): void {
  for (let i = 0; i < used.size; i++) used.worth[used.which[i]!] = 0;
  used.size = 0;
}

/** A tracker; prepare it before the first passage of a question. */
export function createSentenceTracker(): SentenceTracker {
  let weights: Float64Array = new Float64Array(0);
  let pairWeights: Float64Array = new Float64Array(0);
  let now = held(0);
  let before = held(0);
  let context = held(0);
  let pairsNow = held(0);
  let pairsBefore = held(0);
  let contextCovered = 0;
  let holds = 0;
  let heldBefore = 0;

  function closeTerms(): void {
    if (now.size + before.size === 0) {
      if (contextCovered > tracker.windowInContext) tracker.windowInContext = contextCovered;
      return;
    }
    let sentence = 0;
    let window = 0;
    let inContext = contextCovered;
    for (let i = 0; i < now.size; i++) {
      const term = now.which[i]!;
      const weight = weights[term]!;
      const here = now.worth[term]!;
      const both = Math.max(here, before.worth[term]!);
      sentence += weight * here;
      window += weight * both;
      inContext += weight * Math.max(0, both - context.worth[term]!);
    }
    for (let i = 0; i < before.size; i++) {
      const term = before.which[i]!;
      if (now.worth[term] !== 0) continue;
      const worth = before.worth[term]!;
      window += weights[term]! * worth;
      inContext += weights[term]! * Math.max(0, worth - context.worth[term]!);
    }
    if (sentence > tracker.sentence) tracker.sentence = sentence;
    if (inContext > tracker.windowInContext) tracker.windowInContext = inContext;
    // Of windows that hold the same the first counts, in whatever order their terms were added up.
    if (window > tracker.window + ROUNDING) {
      tracker.window = window;
      tracker.windowHolds = holds | heldBefore;
    }
    clear(before);
    [now, before] = [before, now];
  }

  function closePairs(): void {
    if (pairsNow.size + pairsBefore.size === 0) return;
    let sentence = 0;
    let window = 0;
    for (let i = 0; i < pairsNow.size; i++) sentence += pairWeights[pairsNow.which[i]!]!;
    for (let i = 0; i < pairsBefore.size; i++) {
      const pair = pairsBefore.which[i]!;
      if (pairsNow.worth[pair] === 0) window += pairWeights[pair]!;
    }
    window += sentence;
    if (sentence > tracker.sentencePairs) tracker.sentencePairs = sentence;
    if (window > tracker.windowPairs) tracker.windowPairs = window;
    clear(pairsBefore);
    [pairsNow, pairsBefore] = [pairsBefore, pairsNow];
  }

  const tracker: SentenceTracker = {
    sentence: 0,
    window: 0,
    windowInContext: 0,
    sentencePairs: 0,
    windowPairs: 0,
    windowHolds: 0,
    prepare(termWeights, weightsOfPairs) {
      weights = termWeights;
      pairWeights = weightsOfPairs;
      [now, before, context] = [held(weights.length), held(weights.length), held(weights.length)];
      [pairsNow, pairsBefore] = [held(pairWeights.length), held(pairWeights.length)];
    },
    reset() {
      for (const each of [now, before, context, pairsNow, pairsBefore]) clear(each);
      tracker.sentence = tracker.window = tracker.windowInContext = 0;
      tracker.sentencePairs = tracker.windowPairs = tracker.windowHolds = 0;
      contextCovered = holds = heldBefore = 0;
    },
    hit: (probe, worth) => add(now, probe, worth),
    hitPair: (pair) => add(pairsNow, pair, 1),
    hold(bits) {
      holds |= bits;
    },
    endSentence() {
      closeTerms();
      closePairs();
      heldBefore = holds;
      holds = 0;
    },
    endContext() {
      let covered = 0;
      for (let i = 0; i < now.size; i++) {
        const term = now.which[i]!;
        covered += weights[term]! * now.worth[term]!;
        contextCovered += weights[term]! * Math.max(0, now.worth[term]! - context.worth[term]!);
        add(context, term, now.worth[term]!);
      }
      clear(now);
      clear(pairsNow);
      holds = 0;
      return covered;
    },
  };
  return tracker;
}

/** Best coverage of the terms by any stretch of `span` tokens. */
export interface NearTracker {
  best: number;
  /** Sets what the terms of a question weigh. */
  prepare(weights: Float64Array): void;
  /** Starts a passage. */
  reset(): void;
  hit(probe: number, at: number): void;
}

/** A tracker of stretches. Hits must come in order of their positions. */
export function createNearTracker(span: number): NearTracker {
  // Hits that are still in the stretch, oldest first, in a ring: at most one per token of the span.
  const mask = 2 ** Math.ceil(Math.log2(span)) - 1;
  const probes = new Int32Array(mask + 1);
  const positions = new Int32Array(mask + 1);
  let weights: Float64Array = new Float64Array(0);
  let counts = new Int32Array(0);
  let head = 0;
  let tail = 0;
  let covered = 0;
  const tracker: NearTracker = {
    best: 0,
    prepare(termWeights) {
      weights = termWeights;
      counts = new Int32Array(weights.length);
    },
    reset() {
      for (; head < tail; head++) counts[probes[head & mask]!] = 0;
      tracker.best = head = tail = covered = 0;
    },
    hit(probe, at) {
      while (head < tail && at - positions[head & mask]! >= span) {
        const old = probes[head++ & mask]!;
        if (--counts[old]! === 0) covered -= weights[old]!;
      }
      probes[tail & mask] = probe;
      positions[tail++ & mask] = at;
      if (counts[probe]!++ === 0) {
        covered += weights[probe]!;
        if (covered > tracker.best) tracker.best = covered;
      }
    },
  };
  return tracker;
}
