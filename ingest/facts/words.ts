/**
 * A sentence as words and marks with offsets, the form in which names, titles and organisations
 * are recognised. Invariant: word.start and word.end are offsets into the sentence text.
 */
import { canonicalSpelling } from '../../knowledge/text/normalise.ts';

export interface Word {
  text: string;
  /** Lower case, tone placement canonical: what lexicons are compared with. */
  key: string;
  kind: 'word' | 'number' | 'mark';
  start: number;
  end: number;
}

const WORD = /[\p{L}\p{M}]+(?:['’][\p{L}\p{M}]+)*|\d+(?:[.,]\d+)*|[^\s]/gu;

export function readWords(text: string): Word[] {
  return [...text.matchAll(WORD)].map((match) => {
    const raw = match[0];
    const isWord = /^\p{L}/u.test(raw);
    return {
      text: raw,
      key: isWord ? canonicalSpelling(raw.toLowerCase()) : raw,
      kind: isWord ? 'word' : /^\d/.test(raw) ? 'number' : 'mark',
      start: match.index,
      end: match.index + raw.length,
    };
  });
}

/** "Khánh", "M’gar", "2180": could be part of a proper name. */
export function isCapitalised(word: Word | undefined): boolean {
  return word?.kind === 'word' && /^\p{Lu}/u.test(word.text);
}

/** "Khánh", not "UBND" and not "khánh". */
export function isTitleCase(word: Word | undefined): boolean {
  return word?.kind === 'word' && /^\p{Lu}(?:[\p{Ll}\p{M}]|['’]\p{Lu})*$/u.test(word.text);
}

/** Phrases by their first syllable, longest first: a lexicon that is matched word by word. */
export interface PhraseList {
  /** Index after the longest phrase that begins at `at`; `at` itself when none does. */
  match(words: readonly Word[], at: number): number;
}

/** Phrases are separated by commas or line breaks. */
export function phraseList(phrases: string): PhraseList {
  const byFirst = new Map<string, string[][]>();
  for (const phrase of phrases.split(/[,\n]/)) {
    const keys = readWords(phrase).map((word) => word.key);
    const first = keys[0];
    if (first !== undefined) byFirst.set(first, [...(byFirst.get(first) ?? []), keys]);
  }
  for (const list of byFirst.values()) list.sort((a, b) => b.length - a.length);
  return {
    match(words, at) {
      const first = words[at]?.key;
      if (first === undefined) return at;
      const found = byFirst
        .get(first)
        ?.find((keys) => keys.every((key, offset) => words[at + offset]?.key === key));
      return found ? at + found.length : at;
    },
  };
}
