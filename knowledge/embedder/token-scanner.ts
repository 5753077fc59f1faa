/**
 * Cuts clean text exactly as tokens.ts does, but without making a string or an object per token:
 * embedding a corpus is mostly tokenising. Text it is not sure about (combining marks, control
 * characters, letters beyond the Latin and neighbouring blocks) it leaves to the slow path.
 */

/** Code units from here on are left to the slow path, but for the punctuation below. */
const TABLE_SIZE = 0x2500;
const SEPARATOR = 0;
const DIGIT = 1;
const LETTER = 2;
const UNSURE = 3;

export interface TokenScanner {
  /** Token i is text.slice(starts[i], ends[i]); keysA/keysB identify its code units (64 bits). */
  readonly starts: Int32Array;
  readonly ends: Int32Array;
  readonly keysA: Int32Array;
  readonly keysB: Int32Array;
  /** Returns the number of tokens, at most tokensMax; -1 when the text needs cleaning or the slow path. */
  scan(text: string): number;
}

const TAB = 9;
const LINE_BREAK = 10;
// Marks, controls, and spaces that cleanText turns into plain ones.
const UNUSUAL = /[\p{M}\p{Cc}\p{Cf}\p{Cn}\u1680\u2000-\u200a\u2028\u2029\u202f\u205f]/u;

let classes: Uint8Array | undefined;

// Built on first use and kept: the same for every scanner, and cheap to keep (9 KB).
function codeUnitClasses(): Uint8Array {
  if (classes) return classes;
  const table = new Uint8Array(TABLE_SIZE);
  for (let code = 0; code < TABLE_SIZE; code++) {
    const char = String.fromCharCode(code);
    if (/\d/.test(char)) table[code] = DIGIT;
    else if (UNUSUAL.test(char)) table[code] = UNSURE;
    else if (char.normalize('NFC') !== char) table[code] = UNSURE;
    else if (/\p{L}/u.test(char)) table[code] = LETTER;
  }
  table[TAB] = SEPARATOR;
  table[LINE_BREAK] = SEPARATOR;
  classes = table;
  return table;
}

/** A scanner with its own buffers; a scan overwrites the previous one. */
export function tokenScanner(tokensMax: number): TokenScanner {
  const table = codeUnitClasses();
  const starts = new Int32Array(tokensMax);
  const ends = new Int32Array(tokensMax);
  const keysA = new Int32Array(tokensMax);
  const keysB = new Int32Array(tokensMax);

  function classAt(text: string, index: number): number {
    const code = text.charCodeAt(index);
    return code < TABLE_SIZE ? table[code]! : UNSURE;
  }

  function scan(text: string): number {
    let count = 0;
    let index = 0;
    const length = text.length;
    while (index < length && count < tokensMax) {
      const kind = classAt(text, index);
      if (kind === SEPARATOR) {
        index++;
        continue;
      }
      if (kind === UNSURE) return -1;
      const start = index;
      if (kind === DIGIT) index = numberEnd(text, start);
      else {
        do index++;
        while (index < length && classAt(text, index) === LETTER);
        // A combining mark would belong to this token.
        if (index < length && classAt(text, index) === UNSURE) return -1;
      }
      let a = 0x811c9dc5 | 0;
      let b = 0x1b873593;
      for (let i = start; i < index; i++) {
        const code = text.charCodeAt(i);
        a = Math.imul(a ^ code, 0x01000193);
        b = Math.imul(b + code, 0x2c1b3c6d) ^ (b >>> 15);
      }
      starts[count] = start;
      ends[count] = index;
      keysA[count] = a;
      keysB[count] = b;
      count++;
    }
    return count;
  }

  return { starts, ends, keysA, keysB, scan };
}

const DOT = 46;

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

/** Where the number that starts here ends: "2.270" and "1.234.567" are one, "2.2705" is two. */
function numberEnd(text: string, start: number): number {
  let end = start;
  while (isDigit(text.charCodeAt(end))) end++;
  if (end - start > 3) return end;
  let last = end;
  while (isGroup(text, last)) last += 4;
  if (last > end && isDigit(text.charCodeAt(last))) last -= 4;
  return last;
}

function isGroup(text: string, dot: number): boolean {
  return (
    text.charCodeAt(dot) === DOT &&
    isDigit(text.charCodeAt(dot + 1)) &&
    isDigit(text.charCodeAt(dot + 2)) &&
    isDigit(text.charCodeAt(dot + 3))
  );
}
