/**
 * Splits text into the units that are indexed: Vietnamese syllables, and numbers in one form.
 * A syllable, not a word, is the token: word segmentation errs on names and on text typed without
 * diacritics, and syllable bigrams carry the same meaning.
 */
import { canonicalSpelling, fold } from './normalise.ts';
import { romanNumber } from './numbers.ts';

export interface Token {
  /** Lower case, NFC, spelling canonical; a number in digits, without grouping dots and leading zeros. */
  text: string;
  /** UTF-16 offsets into the text that was given. */
  start: number;
  end: number;
}

// "2.270" and "1.234.567" are one number each; "08/8/2023" and "20-NQ/TW" are separate tokens.
const TOKEN = /\d{1,3}(?:\.\d{3})+(?![\d])|\d+|[\p{L}\p{M}]+/gu;

/** The tokens of a text, in order. NFC input gives offsets that fit the text; call cleanText() first on raw input. */
export function tokenize(text: string): Token[] {
  const tokens: Token[] = [];
  for (const match of text.matchAll(TOKEN)) {
    const raw = match[0];
    const start = match.index;
    const isNumber = /^\d/.test(raw);
    tokens.push({
      text: isNumber ? canonicalNumber(raw) : canonicalWord(raw.toLowerCase()),
      start,
      end: start + raw.length,
    });
  }
  return tokens;
}

/** Just the token texts. */
export function syllables(text: string): string[] {
  return tokenize(text).map((token) => token.text);
}

/** The token texts without diacritics. */
export function foldedSyllables(text: string): string[] {
  return tokenize(text).map((token) => fold(token.text));
}

/** "XII" is 12 and "quý III" the third; what may be a syllable or a letter ("VI", "V") is left. */
function canonicalWord(word: string): string {
  return romanNumber(word)?.toString() ?? canonicalSpelling(word);
}

function canonicalNumber(raw: string): string {
  return raw.replace(/\./g, '').replace(/^0+(?=\d)/, '');
}
