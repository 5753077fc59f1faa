/**
 * What the index keeps of a passage besides its words: the stream of its tokens. A token is a 32-bit
 * code of its folded spelling and a byte that tells the spellings which fold alike apart; codes need
 * no table, so a stream stays valid whatever else is indexed or removed.
 */

import { fold } from '../text/normalise.ts';

export const SENTENCE_END = 0;
export const FIELD_END = 1;
/** Set in the byte beside a token's code: written with a capital inside a sentence (a name). */
export const CAPITAL = 0x80;
const SPELLING = 0x7f;

interface TokenCode {
  folded: string;
  code: number;
  spelling: number;
}

// Syllables repeat: nearly every token of a corpus is one of a few thousand.
const CODES_KEPT_MAX = 50_000;
const codesKept = new Map<string, TokenCode>();

/** The code of one token as tokens.ts cuts it. */
export function codeOf(token: string): TokenCode {
  const kept = codesKept.get(token);
  if (kept) return kept;
  const folded = fold(token);
  const made = { folded, code: hashOf(folded), spelling: spellingOf(token) };
  if (codesKept.size >= CODES_KEPT_MAX) codesKept.clear();
  codesKept.set(token, made);
  return made;
}

/** FNV-1a with a finishing mix. Even for words, odd for numbers; never a sentinel. */
export function hashOf(term: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < term.length; at++) {
    hash = Math.imul(hash ^ term.charCodeAt(at), 0x01000193);
  }
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  hash = (hash ^ (hash >>> 13)) >>> 0;
  const first = term.charCodeAt(0);
  const isNumber = first >= 48 && first <= 57;
  return ((hash & ~1) | (isNumber ? 1 : 0) | 4) >>> 0;
}

/** True for the code of a number. */
export function isNumberCode(code: number): boolean {
  return (code & 1) === 1 && code !== FIELD_END;
}

const TONES = ['\u0300', '\u0301', '\u0303', '\u0309', '\u0323'];
const CIRCUMFLEX = '\u0302';
const BREVE = '\u0306';
const HORN = '\u031b';

/** Which of the spellings that fold alike: tone (3 bits), đ (1 bit), letter marks (3 bits). */
export function spellingOf(token: string): number {
  let tone = 0;
  let marks = 0;
  let previous = '';
  for (const char of token.normalize('NFD')) {
    if (char === 'đ') marks |= 8;
    else if (char === CIRCUMFLEX) marks |= 16;
    else if (char === BREVE) marks |= 32;
    else if (char === HORN) marks |= previous === 'u' ? 64 : 48;
    else if (TONES.includes(char)) tone = TONES.indexOf(char) + 1;
    else previous = char;
  }
  return (tone | marks) & SPELLING;
}

/** n codes as little-endian 32-bit words, then n marks as bytes. */
export function encodeStream(codes: readonly number[], marks: readonly number[]): Buffer {
  const bytes = Buffer.allocUnsafeSlow(codes.length * 5);
  new Uint32Array(bytes.buffer, 0, codes.length).set(codes);
  bytes.set(marks, codes.length * 4);
  return bytes;
}

export interface TokenStream {
  codes: Uint32Array;
  marks: Uint8Array;
}

/** Reads a stream back. Shares memory with the blob where its alignment allows. */
export function decodeStream(blob: Uint8Array): TokenStream {
  const aligned = blob.byteOffset % 4 === 0 ? blob : new Uint8Array(blob);
  const length = Math.floor(aligned.length / 5);
  return {
    codes: new Uint32Array(aligned.buffer, aligned.byteOffset, length),
    marks: aligned.subarray(length * 4),
  };
}

/** The spelling part of a token's mark. */
export function spelling(mark: number): number {
  return mark & SPELLING;
}
