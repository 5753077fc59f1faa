/**
 * The proper names of a question ("Po Mỷ", "An Phát", "Riti") and whether a text speaks of them.
 * A number of another cooperative is no answer, however well the words around it fit. People type
 * names in small letters and without diacritics, so what is a name is read off the passages: two
 * neighbouring syllables that the corpus writes with capitals.
 */
import { codeOf } from '../search/passage-terms.ts';
import { syllableRarity } from '../text/syllable-rarity.ts';
import type { MatchToken, QuestionTerm, ReadTokens } from './term-match.ts';

/** A run of neighbouring question terms that together are one name. */
export type AskedName = readonly QuestionTerm[];

/** No Vietnamese syllable: "Riti", "GlobalGAP"; see syllable-rarity.ts. */
const FOREIGN_RARITY = 7;
const FOREIGN_LENGTH_MIN = 3;

/** The names among the terms of a question, given the texts of the passages found for it. */
export function askedNames(
  terms: readonly QuestionTerm[],
  texts: readonly string[],
  read: ReadTokens,
): AskedName[] {
  const pairs = capitalisedPairs(terms, texts, read);
  const names: QuestionTerm[][] = [];
  let open: QuestionTerm[] | undefined;
  for (const [index, term] of terms.entries()) {
    const next = terms[index + 1];
    // One of the two may look like a question word: "bac" in "suoi bac".
    if (next && term.weight + next.weight > 0 && isPair(term, next, pairs)) {
      open ??= [term];
      open.push(next);
      continue;
    }
    if (open) names.push(open);
    else if (isForeign(term, texts)) names.push([term]);
    open = undefined;
  }
  return names;
}

/** How much of a name a text's neighbouring syllables hold, 0..1. */
export function nameShare(
  name: AskedName,
  pairs: ReadonlySet<string>,
  syllables: ReadonlySet<string>,
): number {
  if (name.length === 1) return spellings(name[0]!).some((one) => syllables.has(one)) ? 1 : 0;
  let held = 0;
  for (let i = 1; i < name.length; i += 1) {
    const second = spellings(name[i]!);
    const found = spellings(name[i - 1]!).some((a) => second.some((b) => pairs.has(`${a}_${b}`)));
    if (found) held += 1;
  }
  return held / (name.length - 1);
}

/**
 * Pairs of the terms' syllables that are written with two capitals more often than not; "Hội Nghị" now
 * and then is no name.
 */
function capitalisedPairs(
  terms: readonly QuestionTerm[],
  texts: readonly string[],
  read: ReadTokens,
): ReadonlySet<string> {
  const asked = new Set(terms.flatMap(spellings));
  const balance = new Map<string, number>();
  for (const text of texts) {
    const tokens = read(text);
    let second = '';
    for (let i = 0; i < tokens.length; i += 1) {
      const first = second;
      const word = foldedWord(text, tokens, i);
      second = asked.has(word) ? word : '';
      if (first === '' || second === '' || !isOneApart(text, tokens[i - 1]!, tokens[i]!)) continue;
      const pair = `${first}_${second}`;
      const named = isCapitalised(text, tokens[i - 1]!) && isCapitalised(text, tokens[i]!);
      balance.set(pair, (balance.get(pair) ?? 0) + (named ? 1 : -1));
    }
  }
  return new Set([...balance].filter(([, more]) => more > 0).map(([pair]) => pair));
}

/** True for the end of one word and the beginning of the next with a space or a hyphen between. */
function isOneApart(text: string, first: MatchToken, second: MatchToken): boolean {
  if (second.start !== first.end + 1) return false;
  const between = text[first.end];
  return between === ' ' || between === '-';
}

/** The word that a token came from, as it stands there: "htx" for the "xã" that it was written out to. */
function foldedWord(text: string, tokens: readonly MatchToken[], index: number): string {
  const { start, end, folded } = tokens[index]!;
  const isWrittenOut = tokens[index - 1]?.start === start || tokens[index + 1]?.start === start;
  return isWrittenOut ? foldedOf(text.slice(start, end)) : folded;
}

/** Folds each spelling once; the words of passages repeat. */
function foldedOf(word: string): string {
  return codeOf(word.toLowerCase()).folded;
}

/** A capital in front; a word all in capitals tells nothing about names. */
function isCapitalised(text: string, { start, end }: MatchToken): boolean {
  const word = text.slice(start, end);
  return /^\p{Lu}/u.test(word) && (word.length === 1 || word !== word.toUpperCase());
}

function isPair(a: QuestionTerm, b: QuestionTerm, pairs: ReadonlySet<string>): boolean {
  if (pairs.has(`${a.folded}_${b.folded}`)) return true;
  return spellings(a).some((x) => spellings(b).some((y) => pairs.has(`${x}_${y}`)));
}

/** The term as typed and what a mistyping may have been meant to be. */
function spellings(term: QuestionTerm): string[] {
  return [term.folded, ...term.alternatives.filter((other) => !other.includes(' '))];
}

function isForeign(
  { folded, exact, weight, alternatives }: QuestionTerm,
  texts: readonly string[],
): boolean {
  return (
    weight > 0 &&
    alternatives.length === 0 &&
    folded.length >= FOREIGN_LENGTH_MIN &&
    !/\d/.test(folded) &&
    syllableRarity(folded) >= FOREIGN_RARITY &&
    texts.some((text) => text.toLowerCase().includes(exact))
  );
}
