/**
 * Every spelling that was met, with all that the index says of it, under a small number: a passage is
 * read without making a string or an object for each of its tokens, since nearly all of them were met
 * before. Numbers hold until `forget`.
 */
import type { TokenScanner } from '../embedder/token-scanner.ts';
import { SURE_ABBREVIATIONS } from '../text/abbreviations.ts';
import { fold } from '../text/normalise.ts';
import { tokenize } from '../text/tokens.ts';
import { hashOf, spellingOf } from './passage-terms.ts';

export interface TokenSpellings {
  /** The number of a token as tokens.ts cuts it. */
  of(token: string): number;
  /** The number of a token as it stands in the text that was scanned, capitals and all. */
  ofScanned(text: string, scanner: TokenScanner, token: number): number;
  /** By number: the token, its form without diacritics and the number of that. */
  readonly texts: readonly string[];
  readonly folded: readonly string[];
  readonly foldedNumbers: readonly number[];
  /** By number: the code in token streams and the spelling beside it. */
  readonly codes: readonly number[];
  readonly spellings: readonly number[];
  /** By number: what a sure abbreviation stands for. */
  readonly readings: readonly (readonly string[] | undefined)[];
  /** Forgets all when there are very many. */
  forgetIfFull(): void;
}

/** Vietnamese has some 7,000 syllables; the rest are names, foreign words and numbers. */
const SPELLINGS_MAX = 50_000;
/** Twice as many forms as they stand in text ("Hợp", "hợp", "HỢP") may be met before all are forgotten. */
const SCANNED_MAX = 2 * SPELLINGS_MAX;
const SLOTS = 2 ** 18;

/** An empty store. */
export function createTokenSpellings(): TokenSpellings {
  const numbers = new Map<string, number>();
  const texts: string[] = [];
  const folded: string[] = [];
  const foldedNumbers: number[] = [];
  const codes: number[] = [];
  const spellings: number[] = [];
  const readings: (readonly string[] | undefined)[] = [];
  // Open addressing by the 64 bits that the scanner gives a token; a free slot holds 0, else number + 1.
  const keysA = new Int32Array(SLOTS);
  const keysB = new Int32Array(SLOTS);
  const numbersPlusOne = new Int32Array(SLOTS);
  let scanned = 0;

  function of(token: string): number {
    const known = numbers.get(token);
    if (known !== undefined) return known;
    const number = texts.length;
    const plain = fold(token);
    numbers.set(token, number);
    texts.push(token);
    folded.push(plain);
    codes.push(hashOf(plain));
    spellings.push(spellingOf(token));
    readings.push(SURE_ABBREVIATIONS.get(token));
    foldedNumbers.push(number);
    if (plain !== token) foldedNumbers[number] = of(plain);
    return number;
  }

  function ofScanned(text: string, scanner: TokenScanner, token: number): number {
    const a = scanner.keysA[token]!;
    const b = scanner.keysB[token]!;
    let slot = (a ^ (a >>> 15)) & (SLOTS - 1);
    while (numbersPlusOne[slot] !== 0) {
      if (keysA[slot] === a && keysB[slot] === b) return numbersPlusOne[slot]! - 1;
      slot = (slot + 1) & (SLOTS - 1);
    }
    const raw = text.slice(scanner.starts[token], scanner.ends[token]);
    const number = of(tokenize(raw)[0]?.text ?? raw);
    if (scanned >= SCANNED_MAX) return number;
    scanned++;
    keysA[slot] = a;
    keysB[slot] = b;
    numbersPlusOne[slot] = number + 1;
    return number;
  }

  return {
    of,
    ofScanned,
    texts,
    folded,
    foldedNumbers,
    codes,
    spellings,
    readings,
    forgetIfFull() {
      if (texts.length < SPELLINGS_MAX && scanned < SCANNED_MAX) return;
      numbers.clear();
      for (const list of [texts, folded, foldedNumbers, codes, spellings, readings])
        list.length = 0;
      numbersPlusOne.fill(0);
      scanned = 0;
    },
  };
}
