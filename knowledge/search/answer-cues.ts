/**
 * What an answer to a question would visibly hold: a year for "năm nào", a number for "bao nhiêu", a
 * name for "ai", "vì" for "tại sao". Read from question words without diacritics; the cues
 * themselves are codes that can be recognised in a token stream.
 */
import { fold } from '../text/normalise.ts';
import { hashOf, spellingOf } from './passage-terms.ts';

/** Bits of what a sentence holds and of what a question wants. */
export const NUMBER = 1;
export const YEAR = 2;
export const NAME = 4;
export const REASON = 8;
export const PURPOSE = 16;
export const DEFINITION = 32;

const WANTED: readonly (readonly [bit: number, pattern: RegExp])[] = [
  [
    YEAR,
    /nam nao|khi nao|ngay nao|thang nao|luc nao|bao gio|thoi (?:gian|diem|ky|ki) nao|the k[yi]|giai doan nao/,
  ],
  [
    NUMBER,
    /bao nhieu|\bmay\b|\bbn\b|\bbnhi?e?u\b|bao lau|bao xa|phan tram|t[yi] le|so luong|thoi han|muc (?:phat|thu|dong)/,
  ],
  [
    NAME,
    /\bai\b|nguoi nao|o dau|tai dau|noi nao|nuoc nao|tinh nao|thanh pho nao|ten (?:la )?gi|ten cua|quoc gia nao|dia danh|(?:vua|to chuc|cong ty|truong|don vi|huyen|quan|htx|hop tac xa|co quan) nao/,
  ],
  [REASON, /vi sao|tai sao|sao lai|nguyen nhan|ly do|li do|do dau/],
  [PURPOSE, /muc dich|de lam gi|nham (?:lam|muc)|tac dung/],
  [DEFINITION, /la gi\b|the nao la|duoc hieu|khai niem|dinh nghia/],
];

/** The bits of what a folded question asks for; 0 when its wording does not tell. */
export function wantedBy(folded: string): number {
  return WANTED.reduce((bits, [bit, pattern]) => (pattern.test(folded) ? bits | bit : bits), 0);
}

const YEAR_FIRST = 1000;
const YEAR_LAST = 2100;

const CUES: readonly (readonly [bit: number, syllables: string])[] = [
  [REASON, 'vì do bởi nhờ khiến nên'],
  [PURPOSE, 'để nhằm giúp'],
  [DEFINITION, 'là gọi hiểu'],
];

/** Looks a token up among the cues. */
export interface CueTable {
  /** The bits of a token that is not a number and not a name. */
  of(code: number, spelling: number): number;
  isYear(code: number): boolean;
  /** The codes of the words that stand for any of these bits. */
  codesOf(bits: number): number[];
}

/** Nearly all tokens are no cue; one byte tells so without a look-up. */
const SIEVE = 8192;

/** Built once per retriever: 1,100 years and a handful of words. */
export function createCueTable(): CueTable {
  const years = new Set<number>();
  for (let year = YEAR_FIRST; year <= YEAR_LAST; year++) years.add(hashOf(String(year)));
  const sieve = new Uint8Array(SIEVE);
  const words = new Map<number, { spelling: number; bit: number }>();
  for (const [bit, syllables] of CUES) {
    for (const syllable of syllables.split(' ')) {
      const code = hashOf(fold(syllable));
      words.set(code, { spelling: spellingOf(syllable), bit });
      sieve[(code >>> 3) % SIEVE] = 1;
    }
  }
  return {
    of(code, spelling) {
      if (sieve[(code >>> 3) % SIEVE] === 0) return 0;
      const word = words.get(code);
      return word?.spelling === spelling ? word.bit : 0;
    },
    isYear: (code) => years.has(code),
    codesOf: (bits) => [...words].flatMap(([code, { bit }]) => (bit & bits ? [code] : [])),
  };
}
