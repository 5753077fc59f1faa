/**
 * Negation and bounds: whether a claim says "không" where its evidence does, and "tối đa" where
 * the evidence sets an upper bound. Words shared by both are no support when one of them denies.
 */
import type { Token } from './support-reading.ts';
import { isContentWord as isContent } from './support-words.ts';

const NEGATORS = new Set(['không', 'chưa', 'chẳng', 'chả']);
/** Phrases by which a text denies or forbids without a negator. */
const DENIALS =
  /(?:^| )(?:cấm|miễn|trừ|thiếu|từ chối|chấm dứt|ngừng|bãi bỏ|hạn chế|hết hiệu lực|(?<!địa )chỉ(?! (?:đạo|thị|số|tiêu|định|dẫn|huy)))(?: |$)/;
/** Between a negator and what it denies. */
const CARRIERS = new Set(
  'được phải có bị là thể còn cần phép thuộc hề đồng thời hẳn nhất thiết'.split(' '),
);
/** Words that begin a clause of its own, to which an earlier negator does not reach. */
const CLAUSE_WORDS = new Set('thì nhưng mà song tuy nếu khi để kể nên vì do'.split(' '));
/** What follows a comma is a clause, not a further list item, when one of these stands in it. */
const PREDICATE_WORDS = new Set('phải được thì sẽ đã cần là có đang bị'.split(' '));
const UPPER = 'tối_đa';
const LOWER = 'tối_thiểu';
/** Rewritten before anything is compared, longest first; an empty result carries no denial. */
const REWRITES: readonly (readonly [string, string])[] = [
  ['không được vượt quá', UPPER],
  ['không vượt quá', UPPER],
  ['không được quá', UPPER],
  ['không quá', UPPER],
  ['không hơn', UPPER],
  ['nhiều nhất', UPPER],
  ['tối đa', UPPER],
  ['không ít hơn', LOWER],
  ['không thấp hơn', LOWER],
  ['không dưới', LOWER],
  ['ít nhất', LOWER],
  ['tối thiểu', LOWER],
  ['không chỉ', ''],
  ['không những', ''],
  ['không ngừng', ''],
  ['không nhỏ', ''],
];
/** Whom every text here is about: that they stand in a denial's reach tells nothing. */
const TOPIC_WORDS = new Set('hợp tác xã tổ liên hiệp minh thành viên'.split(' '));
/** No denial reaches over more content words than this. */
const SCOPE_WORDS_MAX = 14;
/** Two syllables are a word: fewer shared ones than this tell nothing. */
const FLIPPED_WORDS_MIN = 2;
/** How near its negator the denied thing of a claim is looked for. */
const HEAD_WORDS = 3;
const BOUND_DISTANCE_MAX = 4;
const COMMA = ',';
const STOP = '|';

/** A word that says something, neither a mark nor a number. */
const isContentWord = (word: string): boolean => /^\p{L}/u.test(word) && isContent(word);

interface Polarity {
  /** Words of the text in order, commas and clause ends between, bounds rewritten. */
  words: string[];
  /** For each word: whether a denial reaches it. */
  isDenied: boolean[];
  /** Where denials begin. */
  negators: number[];
}

function polarityOf(tokens: readonly Token[]): Polarity {
  const plain: string[] = [];
  for (const token of tokens) {
    if (plain.length > 0 && /[.;:!?()\n]/.test(token.gap)) plain.push(STOP);
    else if (plain.length > 0 && token.gap.includes(',')) plain.push(COMMA);
    if (token.kind === 'word') plain.push(token.text);
    else plain.push(token.kind === 'number' ? `#${token.values[0]}` : token.raw);
  }
  const words = rewrite(plain);
  const negators = words.flatMap((word, i) => (NEGATORS.has(word) ? [i] : []));
  const isDenied = words.map(() => false);
  for (const negator of negators) {
    for (let i = negator + 1; i < scopeEnd(words, negator); i += 1) isDenied[i] = true;
  }
  return { words, isDenied, negators };
}

function scopeEnd(words: readonly string[], negator: number): number {
  let counted = 0;
  for (let i = negator + 1; i < words.length; i += 1) {
    const word = words[i]!;
    if (word === STOP || CLAUSE_WORDS.has(word) || counted >= SCOPE_WORDS_MAX) return i;
    if (word === COMMA && (i === negator + 1 || isClause(words, i + 1))) return i;
    if (isContentWord(word)) counted += 1;
  }
  return words.length;
}

function isClause(words: readonly string[], from: number): boolean {
  for (let i = from; i < words.length && words[i] !== COMMA && words[i] !== STOP; i += 1) {
    if (PREDICATE_WORDS.has(words[i]!)) return true;
  }
  return false;
}

function rewrite(words: readonly string[]): string[] {
  const out: string[] = [];
  for (let i = 0; i < words.length; ) {
    const hit = REWRITES.find(([from]) =>
      from.split(' ').every((word, k) => words[i + k] === word),
    );
    if (hit?.[1]) out.push(hit[1]);
    if (!hit) out.push(words[i]!);
    i += hit ? hit[0].split(' ').length : 1;
  }
  return out;
}

/**
 * What a claim denies, affirms or bounds against its evidence, as words to report. Words of the
 * scope texts (titles, headings) may be affirmed whatever the evidence denies.
 */
export function polarityConflicts(
  claimTokens: readonly Token[],
  evidenceTokens: readonly (readonly Token[])[],
  scopeTokens: readonly (readonly Token[])[],
): string[] {
  const claim = polarityOf(claimTokens);
  const evidence = evidenceTokens.map(polarityOf);
  return [
    ...splicedNegations(claim, evidence),
    ...addedNegations(claim, evidence),
    ...droppedNegations(claim, evidence, scopeTokens.map(polarityOf)),
    ...boundConflicts(claim, evidence),
  ];
}

/** The content words of a text that a denial reaches, or that none does. */
function contentOf(text: Polarity, isDenied: boolean): Set<string> {
  return new Set(
    text.words.filter((word, i) => isContentWord(word) && text.isDenied[i] === isDenied),
  );
}

const hasDenial = (text: Polarity): boolean => DENIALS.test(text.words.join(' '));

/**
 * Where the claim keeps the words around a negator of the evidence and not the negator itself, or
 * puts one between two neighbours. This needs no guess at how far a denial reaches.
 */
function splicedNegations(claim: Polarity, evidence: readonly Polarity[]): string[] {
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

/** A claim may deny only what its evidence denies; "miễn", "cấm" and the like are denials too. */
function addedNegations(claim: Polarity, evidence: readonly Polarity[]): string[] {
  if (evidence.some(hasDenial)) return [];
  const denied = new Set(evidence.flatMap((text) => [...contentOf(text, true)]));
  const affirmed = new Set(evidence.flatMap((text) => [...contentOf(text, false)]));
  const isSilent = evidence.every((text) => text.negators.length === 0);
  return claim.negators.flatMap((negator) => {
    const heads = claim.words
      .slice(negator + 1, scopeEnd(claim.words, negator))
      .filter((word) => isContentWord(word) && !CARRIERS.has(word));
    const known = heads
      .filter((word) => denied.has(word) || affirmed.has(word))
      .slice(0, HEAD_WORDS);
    const isAdded = isSilent || (known.length > 0 && known.every((word) => !denied.has(word)));
    return isAdded ? [[claim.words[negator], ...heads.slice(0, 2)].join(' ')] : [];
  });
}

/** What the evidence only ever denies, the claim may not affirm. */
function droppedNegations(
  claim: Polarity,
  evidence: readonly Polarity[],
  scopeTexts: readonly Polarity[],
): string[] {
  if (hasDenial(claim)) return [];
  const affirmed = new Set([
    ...TOPIC_WORDS,
    ...evidence.flatMap((text) => [...contentOf(text, false)]),
    ...scopeTexts.flatMap((text) => text.words),
  ]);
  const claimed = contentOf(claim, false);
  return evidence.flatMap((text) =>
    text.negators.flatMap((negator) => {
      const scope = text.words
        .slice(negator + 1, scopeEnd(text.words, negator))
        .filter((word) => isContentWord(word) && !CARRIERS.has(word));
      const flipped = scope.filter((word) => claimed.has(word) && !affirmed.has(word));
      const isHead = scope[0] !== undefined && flipped.includes(scope[0]);
      const isDropped = flipped.length >= FLIPPED_WORDS_MIN || isHead;
      return isDropped ? [[text.words[negator], ...flipped].join(' ')] : [];
    }),
  );
}

function boundConflicts(claim: Polarity, evidence: readonly Polarity[]): string[] {
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

function boundBefore(text: Polarity, at: number): string | undefined {
  for (let i = at - 1; i >= 0 && at - i <= BOUND_DISTANCE_MAX; i -= 1) {
    const word = text.words[i]!;
    if (word === UPPER || word === LOWER) return word;
    if (word === STOP || word === COMMA || word.startsWith('#')) return undefined;
  }
  return undefined;
}

/** True when a text cut off right behind these words would lose a denial that governs it. */
export function endsInDenial(before: readonly string[]): boolean {
  const governing = before.findLast((word) => !CARRIERS.has(word));
  return governing !== undefined && (NEGATORS.has(governing) || governing === 'cấm');
}
