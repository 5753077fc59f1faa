/**
 * Where in a passage the question's terms come together: the best sentence, the best two neighbouring
 * sentences, and the best stretch of so many tokens.
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
  reset(): void;
  /** A term stands in the current sentence, worth 1 or less. */
  hit(probe: number, worth: number): void;
  hitPair(pair: number): void;
  hold(bits: number): void;
  endSentence(): void;
  /** Closes title or heading: what it covered is remembered as context and returned. */
  endContext(): number;
}

/** A tracker for a question whose terms and pairs have these weights. */
export function createSentenceTracker(
  weights: Float64Array,
  pairWeights: Float64Array,
): SentenceTracker {
  const terms = weights.length;
  const now = new Float64Array(terms);
  const before = new Float64Array(terms);
  const context = new Float64Array(terms);
  const pairsNow = new Uint8Array(pairWeights.length);
  const pairsBefore = new Uint8Array(pairWeights.length);
  let holds = 0;
  let heldBefore = 0;

  function closeTerms(): void {
    let sentence = 0;
    let window = 0;
    let inContext = 0;
    for (let p = 0; p < terms; p++) {
      const weight = weights[p]!;
      const here = now[p]!;
      const both = Math.max(here, before[p]!);
      sentence += weight * here;
      window += weight * both;
      inContext += weight * Math.max(both, context[p]!);
      before[p] = here;
      now[p] = 0;
    }
    if (sentence > tracker.sentence) tracker.sentence = sentence;
    if (inContext > tracker.windowInContext) tracker.windowInContext = inContext;
    if (window > tracker.window) {
      tracker.window = window;
      tracker.windowHolds = holds | heldBefore;
    }
  }

  function closePairs(): void {
    let sentence = 0;
    let window = 0;
    for (let q = 0; q < pairWeights.length; q++) {
      const weight = pairWeights[q]!;
      if (pairsNow[q]) sentence += weight;
      if (pairsNow[q] || pairsBefore[q]) window += weight;
      pairsBefore[q] = pairsNow[q]!;
      pairsNow[q] = 0;
    }
    if (sentence > tracker.sentencePairs) tracker.sentencePairs = sentence;
    if (window > tracker.windowPairs) tracker.windowPairs = window;
  }

  const tracker: SentenceTracker = {
    sentence: 0,
    window: 0,
    windowInContext: 0,
    sentencePairs: 0,
    windowPairs: 0,
    windowHolds: 0,
    reset() {
      for (const buffer of [now, before, context, pairsNow, pairsBefore]) buffer.fill(0);
      tracker.sentence = tracker.window = tracker.windowInContext = 0;
      tracker.sentencePairs = tracker.windowPairs = tracker.windowHolds = 0;
      holds = heldBefore = 0;
    },
    hit(probe, worth) {
      if (worth > now[probe]!) now[probe] = worth;
    },
    hitPair(pair) {
      pairsNow[pair] = 1;
    },
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
      for (let p = 0; p < terms; p++) {
        covered += weights[p]! * now[p]!;
        if (now[p]! > context[p]!) context[p] = now[p]!;
        now[p] = 0;
      }
      pairsNow.fill(0);
      holds = 0;
      return covered;
    },
  };
  return tracker;
}

/** Best coverage of the terms by any stretch of `span` tokens. */
export interface NearTracker {
  best: number;
  reset(): void;
  hit(probe: number, at: number): void;
}

/** A tracker of stretches. Hits must come in order of their positions. */
export function createNearTracker(weights: Float64Array, span: number): NearTracker {
  // Hits that are still in the stretch, oldest first, in a ring: at most one per token of the span.
  const probes = new Int32Array(span);
  const positions = new Int32Array(span);
  const counts = new Int32Array(weights.length);
  let head = 0;
  let size = 0;
  let covered = 0;
  const tracker: NearTracker = {
    best: 0,
    reset() {
      counts.fill(0);
      tracker.best = head = size = covered = 0;
    },
    hit(probe, at) {
      while (size > 0 && at - positions[head]! >= span) {
        const old = probes[head]!;
        if (--counts[old]! === 0) covered -= weights[old]!;
        head = (head + 1) % span;
        size--;
      }
      const tail = (head + size++) % span;
      probes[tail] = probe;
      positions[tail] = at;
      if (counts[probe]!++ === 0) covered += weights[probe]!;
      if (covered > tracker.best) tracker.best = covered;
    },
  };
  return tracker;
}
