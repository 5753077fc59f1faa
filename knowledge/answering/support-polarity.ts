/**
 * Negation and bounds: whether a claim says "không" where its evidence does, and "tối đa" where
 * the evidence sets an upper bound. Words shared by both are no support when one of them denies.
 */
import {
  CARRIERS,
  COMMA,
  DENIALS,
  type DenialReading,
  isContentWord,
  LOWER,
  NEGATORS,
  readDenials,
  STOP,
  scopeEnd,
  UPPER,
} from './support-denials.ts';
import type { Token } from './support-reading.ts';

/** Whom every text here is about: that they stand in a denial's reach tells nothing. */
const TOPIC_WORDS = new Set('hợp tác xã tổ liên hiệp minh thành viên'.split(' '));
/** Two syllables are a word: fewer shared ones than this tell nothing. */
const FLIPPED_WORDS_MIN = 2;
/** How near its negator the denied thing of a claim is looked for. */
const HEAD_WORDS = 3;
/** Begin names of things in which "không" denies nothing: "quỹ chung không chia", "không chuyên trách". */
const NAMED_BY_DENIAL = new Set('chia chuyên hoàn kỳ'.split(' '));
const BOUND_DISTANCE_MAX = 4;

/**
 * What a claim denies, affirms or bounds against its evidence, as words to report. Words of the
 * scope texts (titles, headings) may be affirmed whatever the evidence denies.
 */
export function polarityConflicts(
  claimTokens: readonly Token[],
  evidenceTokens: readonly (readonly Token[])[],
  scopeTokens: readonly (readonly Token[])[],
): string[] {
  const claim = readDenials(claimTokens);
  const evidence = evidenceTokens.map(readDenials);
  return [
    ...splicedNegations(claim, evidence),
    ...addedNegations(claim, evidence),
    ...droppedNegations(claim, evidence, scopeTokens.map(readDenials)),
    ...boundConflicts(claim, evidence),
  ];
}

/** The content words of a text that a negator reaches, or that none does. */
function contentOf(text: DenialReading, isDenied: boolean): Set<string> {
  return new Set(
    text.words.filter((word, i) => isContentWord(word) && text.isDenied[i] === isDenied),
  );
}

/**
 * Where the claim keeps the words around a negator of the evidence and not the negator itself, or
 * puts one between two neighbours. This needs no guess at how far a denial reaches.
 */
function splicedNegations(claim: DenialReading, evidence: readonly DenialReading[]): string[] {
  const texts = evidence.map(({ words }) => ` ${words.join(' ')} `);
  const isHeld = (phrase: string) => texts.some((text) => text.includes(` ${phrase} `));
  return claim.words.flatMap((word, i) => {
    const left = claim.words[i - 1];
    if (left === undefined || left === STOP || left === COMMA) return [];
    if (NEGATORS.has(word)) {
      const right = claim.words[i + 1];
      const isAdded = isHeld(`${left} ${right}`) && !isHeldDenied(left, right, isHeld);
      return isAdded ? [`${word} ${right}`] : [];
    }
    const isDropped = !isHeld(`${left} ${word}`) && isHeldDenied(left, word, isHeld);
    return isDropped ? [`không ${word}`] : [];
  });
}

const isHeldDenied = (
  left: string,
  right: string | undefined,
  isHeld: (phrase: string) => boolean,
): boolean => [...NEGATORS].some((negator) => isHeld(`${left} ${negator} ${right}`));

/** A claim may deny only what its evidence denies; what "miễn", "cấm" and the like reach is denied too. */
function addedNegations(claim: DenialReading, evidence: readonly DenialReading[]): string[] {
  const denied = new Set(evidence.flatMap((text) => [...contentOf(text, true)]));
  const affirmed = new Set(evidence.flatMap((text) => [...contentOf(text, false)]));
  const hasDenial = evidence.some((text) => text.words.some((word) => DENIALS.has(word)));
  const isSilent = !hasDenial && evidence.every((text) => text.negators.length === 0);
  return claim.negators.flatMap((negator) => {
    const heads = headsOf(claim, negator);
    const [head] = heads;
    const isName = head !== undefined && NAMED_BY_DENIAL.has(head) && !affirmed.has(head);
    // "không được miễn" turns a denial of the evidence into its opposite.
    const isReversed = head !== undefined && DENIALS.has(head) && affirmed.has(head);
    const known = heads
      .filter((word) => denied.has(word) || affirmed.has(word))
      .slice(0, HEAD_WORDS);
    const isUnfounded =
      !hasDenial && !isName && known.length > 0 && known.every((word) => !denied.has(word));
    const isAdded = (isSilent && !isName) || isUnfounded || (isReversed && !denied.has(head));
    return isAdded ? [[claim.words[negator], ...heads.slice(0, 2)].join(' ')] : [];
  });
}

/** The content words that a negator reaches. */
const headsOf = (text: DenialReading, negator: number): string[] =>
  text.words
    .slice(negator + 1, scopeEnd(text.words, negator))
    .filter((word) => isContentWord(word) && !CARRIERS.has(word));

/** What the evidence only ever denies, the claim may not affirm. */
function droppedNegations(
  claim: DenialReading,
  evidence: readonly DenialReading[],
  scopeTexts: readonly DenialReading[],
): string[] {
  const affirmed = new Set([
    ...TOPIC_WORDS,
    ...evidence.flatMap((text) => [...contentOf(text, false)]),
    ...scopeTexts.flatMap((text) => text.words),
  ]);
  const claimed = new Set(
    claim.words.filter(
      (word, i) => isContentWord(word) && !claim.isDenied[i] && !claim.isForbidden[i],
    ),
  );
  return evidence.flatMap((text) =>
    text.negators.flatMap((negator) => {
      const heads = headsOf(text, negator);
      const flipped = heads.filter((word) => claimed.has(word) && !affirmed.has(word));
      const isHead = heads[0] !== undefined && flipped.includes(heads[0]);
      const isDropped = flipped.length >= FLIPPED_WORDS_MIN || isHead;
      return isDropped ? [[text.words[negator], ...flipped].join(' ')] : [];
    }),
  );
}

function boundConflicts(claim: DenialReading, evidence: readonly DenialReading[]): string[] {
  return claim.words.flatMap((word, i) => {
    const bound = boundBefore(claim, i);
    if (!word.startsWith('#') || bound === undefined) return [];
    const held = evidence.flatMap((text) =>
      text.words.flatMap((other, k) => (other === word ? [boundBefore(text, k)] : [])),
    );
    const opposite = bound === UPPER ? LOWER : UPPER;
    const isOpposed = held.includes(opposite) && !held.includes(bound);
    return isOpposed ? [`${bound.replace('_', ' ')} ${word.slice(1)}`] : [];
  });
}

function boundBefore(text: DenialReading, at: number): string | undefined {
  for (let i = at - 1; i >= 0 && at - i <= BOUND_DISTANCE_MAX; i -= 1) {
    const word = text.words[i]!;
    if (word === UPPER || word === LOWER) return word;
    if (word === STOP || word === COMMA || word.startsWith('#')) return undefined;
  }
  return undefined;
}
