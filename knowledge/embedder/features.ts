/**
 * What the static embedder sees of a text: for every token its folded form, its exact form when the
 * writer typed a diacritic, and the folded bigram with the token before it. The rule looks at one
 * token at a time, so a question typed without diacritics simply has no exact features, and a
 * half-accented one has those that were typed. Features are 32-bit hashes: weights hold no words.
 */
import { cleanText, fold } from '../text/normalise.ts';
import { tokenize } from '../text/tokens.ts';

/** Raise when any rule of this file changes: weights trained for other features are refused. */
export const FEATURES_VERSION = 1;

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

/** Every feature of a text with repetitions, in reading order: the definition that the fast path is tested against. */
export function textFeatures(text: string): TokenFeatureList {
  const unigrams: TokenFeatures[] = [];
  const bigrams: number[] = [];
  for (const token of tokenize(cleanText(text)).slice(0, TOKENS_MAX)) {
    const features = tokenFeatures(token.text);
    const previous = unigrams.at(-1);
    if (previous) bigrams.push(bigramFeature(previous.folded, features.folded));
    unigrams.push(features);
  }
  return { unigrams, bigrams };
}

export interface TokenFeatureList {
  unigrams: TokenFeatures[];
  bigrams: number[];
}

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
