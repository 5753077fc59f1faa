/**
 * The distinct index terms of one passage, gathered by the numbers of their spellings: a term's
 * string is made once, however often the passage repeats it.
 */
import type { TokenSpellings } from './token-spellings.ts';

export interface TermSet {
  /** Starts a passage. */
  clear(): void;
  /** Adds a token in its spelling and without diacritics. */
  add(number: number): void;
  /** Adds two neighbours, by the numbers of their forms without diacritics. */
  addPair(left: number, right: number): void;
  /** Adds a term that is no token, such as a date. */
  addTerm(term: string): void;
  /** The terms, each once, separated by spaces. */
  joined(): string;
}

/** Numbers stay below this, so that a pair is one exact number. */
const NUMBER_BASE = 2 ** 20;
const SLOTS_MIN = 2 ** 13;

/** An empty set over numbers that these spellings give. */
export function createTermSet(spellings: TokenSpellings): TermSet {
  const terms: string[] = [];
  const others = new Set<string>();
  // By number: the passage that had it last.
  const passageOf: number[] = [];
  let pairs = new Float64Array(SLOTS_MIN);
  let pairPassages = new Int32Array(SLOTS_MIN);
  let pairCount = 0;
  let passage = 0;

  function once(number: number, term: string): void {
    while (passageOf.length <= number) passageOf.push(0);
    if (passageOf[number] === passage) return;
    passageOf[number] = passage;
    terms.push(term);
  }

  /** True when the pair was not there yet. */
  function put(pair: number): boolean {
    const mask = pairs.length - 1;
    let slot = (Math.imul(pair % NUMBER_BASE, 0x9e3779b1) ^ (pair / NUMBER_BASE)) & mask;
    while (pairPassages[slot] === passage) {
      if (pairs[slot] === pair) return false;
      slot = (slot + 1) & mask;
    }
    pairs[slot] = pair;
    pairPassages[slot] = passage;
    return true;
  }

  function grow(): void {
    const [oldPairs, oldPassages] = [pairs, pairPassages];
    pairs = new Float64Array(2 * oldPairs.length);
    pairPassages = new Int32Array(2 * oldPairs.length);
    for (const [slot, pair] of oldPairs.entries()) if (oldPassages[slot] === passage) put(pair);
  }

  return {
    clear() {
      passage++;
      pairCount = 0;
      terms.length = 0;
      others.clear();
    },
    add(number) {
      const foldedNumber = spellings.foldedNumbers[number]!;
      once(foldedNumber, spellings.folded[number]!);
      if (foldedNumber !== number) once(number, spellings.texts[number]!);
    },
    addPair(left, right) {
      if (2 * pairCount >= pairs.length) grow();
      if (!put(left * NUMBER_BASE + right)) return;
      pairCount++;
      terms.push(`${spellings.texts[left]!}_${spellings.texts[right]!}`);
    },
    addTerm: (term) => void others.add(term),
    joined: () => [...terms, ...others].join(' '),
  };
}
