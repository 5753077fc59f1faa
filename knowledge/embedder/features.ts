/**
 * What the static embedder sees of a text: for every token its folded form, its exact form when the
 * writer typed a diacritic, and the folded bigram with the token before it in the same piece. The
 * rule looks at one token at a time, so a question typed without diacritics simply has no exact
 * features, and a half-accented one those that were typed. Features are 32-bit hashes: weights hold
 * no words. Trainer and encoder share these rules.
 */
import { fold } from '../text/normalise.ts';

/** Raise when weights trained before a change of these rules cannot serve after it: they are refused. */
export const FEATURES_VERSION = 1;
/** Raise when the rules change at all: vectors made before are not comparable with those made after. */
export const RULES_VERSION = 3;

/** Tokens after this many are not embedded; longer passages than any chunker makes. */
export const TOKENS_MAX = 4096;

/** `exact` is 0 for a token without diacritics; `folded` is never 0. */
export interface TokenFeatures {
  exact: number;
  folded: number;
}

const EXACT_SEED = 0x2f0b4c47;
const FOLDED_SEED = 0x811c9dc5;

/** The features of one token as tokens.ts cuts it. */
export function tokenFeatures(token: string): TokenFeatures {
  const folded = fold(token);
  return {
    exact: folded === token ? 0 : hashOf(token, EXACT_SEED),
    folded: hashOf(folded, FOLDED_SEED),
  };
}

/** The feature of two neighbouring tokens, from their folded features. Order matters. */
export function bigramFeature(left: number, right: number): number {
  return finish(Math.imul(left, 0x9e3779b1) ^ ((right << 13) | (right >>> 19)));
}

/**
 * Long text is embedded piece by piece: the pieces' unit vectors are added, so that a long sentence
 * or a repeated word does not drown the rest. A piece ends at the first sentence border after this
 * many tokens ("1." and "TP." do not stand alone) …
 */
export const PIECE_TOKENS_MIN = 6;
/** … or here, when the text has no borders. */
export const PIECE_TOKENS_MAX = 64;

/** How much a piece of so many tokens counts. The exponent was chosen by measurement: see MODEL_CARD.md. */
export function pieceWeight(tokens: number): number {
  return tokens ** 0.25;
}

/** A repeated feature counts less each time. */
export function countWeight(count: number): number {
  return Math.sqrt(count);
}

/** True when the text between two tokens (from … to) breaks the line or ends a sentence. */
export function isBorder(text: string, from: number, to: number): boolean {
  let marked = false;
  for (let i = from; i < to; i++) {
    const code = text.charCodeAt(i);
    if (code === LINE_BREAK || (marked && (code <= SPACE || code === NO_BREAK_SPACE))) return true;
    marked ||= SENTENCE_MARKS.includes(code);
  }
  return false;
}

const LINE_BREAK = 10;
const SPACE = 32;
const NO_BREAK_SPACE = 0xa0;
const SENTENCE_MARKS = Array.from('.!?;…', (mark) => mark.charCodeAt(0));

function hashOf(text: string, seed: number): number {
  let hash = seed;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return finish(hash);
}

// The finaliser of MurmurHash3; 0 stands for "no feature" elsewhere, so it is never returned.
function finish(hash: number): number {
  let h = hash;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0 || 1;
}
