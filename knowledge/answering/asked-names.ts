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

/** How a person is addressed in front of a name; the same person may be met with another. */
const HONORIFICS = new Set('ong ba anh chi co chu bac'.split(' '));

/**
 * The names among the terms of a question, given as typed and the texts of the passages found for it.
 * What is typed with capitals and stands in no passage at all is a name that nothing is told of.
 */
export function askedNames(
  terms: readonly QuestionTerm[],
  texts: readonly string[],
  read: ReadTokens,
  typed = '',
): AskedName[] {
  const balance = pairBalance(terms, texts, read);
  const capitals = typedCapitals(typed, read);
  const pairs = new Set([...balance].filter(([, more]) => more > 0).map(([pair]) => pair));
  for (const pair of typedPairs(typed, texts, read)) pairs.add(pair);
  return runsOf(terms, pairs, texts, capitals).map(withoutHonorific);
}

/** Question words stand in no name, whatever a text has in capitals. */
const QUESTION_WORDS = new Set('nao gi nhieu may dau khong sao'.split(' '));

function asks(a: QuestionTerm, b: QuestionTerm): boolean {
  return [a, b].some(({ folded, weight }) => weight === 0 && QUESTION_WORDS.has(folded));
}

function withoutHonorific(name: AskedName): AskedName {
  return name.length > 1 && HONORIFICS.has(name[0]!.folded) ? name.slice(1) : name;
}

function runsOf(
  terms: readonly QuestionTerm[],
  pairs: ReadonlySet<string>,
  texts: readonly string[],
  capitals: ReadonlySet<string>,
): AskedName[] {
  const names: QuestionTerm[][] = [];
  let open: QuestionTerm[] | undefined;
  for (const [index, term] of terms.entries()) {
    const next = terms[index + 1];
    // One of the two may look like a question word: "bac" in "suoi bac".
    if (next && term.weight + next.weight > 0 && !asks(term, next) && isPair(term, next, pairs)) {
      open ??= [term];
      open.push(next);
      continue;
    }
    if (open) names.push(open);
    else if (isForeign(term, texts, capitals)) names.push([term]);
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
  const isPlain = name.every(({ accented }) => !accented);
  let held = 0;
  for (let i = 1; i < name.length; i += 1) {
    const [first, second] = [name[i - 1]!, name[i]!];
    const isHeld = (mark: string) =>
      spellings(first).some((a) => spellings(second).some((b) => pairs.has(`${mark}${a}_${b}`)));
    // Typed without diacritics a name may be one that its source writes small.
    if (isHeld('') || (isPlain && isHeld(SMALL)) || pairs.has(`${first.exact}_${second.exact}`))
      held += 1;
  }
  return held / (name.length - 1);
}

/** Kinds of bodies, offices and texts: what follows one with a capital is its field, not a name. */
const KINDS = new Set(
  'hoi ban luat quy so phong hop tac lien hiep minh cong uy chu pho giam doc tong truong nghi quyet chuong trinh dai dang tinh thanh huyen quan xa phuong'.split(
    ' ',
  ),
);
/** Questions in which most words have a capital tell nothing by it. */
const CAPITALS_MANY = 0.6;

/** The neighbouring words that the question itself writes with capitals and no text writes at all. */
function typedPairs(typed: string, texts: readonly string[], read: ReadTokens): string[] {
  const tokens = read(typed);
  const capitals = tokens.filter((token) => isCapitalised(typed, token)).length;
  if (capitals > CAPITALS_MANY * tokens.length) return [];
  return tokens.flatMap((second, i) => {
    const first = tokens[i - 1];
    if (!first || !isCapitalised(typed, first) || !isCapitalised(typed, second)) return [];
    // The first word of a sentence has its capital from there.
    if (/(?:^|[.?!:]\s*)$/.test(typed.slice(0, first.start))) return [];
    if (KINDS.has(first.folded)) return [];
    // "Đại hội V LMHTX …": a number, not a name.
    if (first.exact.length === 1 || second.exact.length === 1) return [];
    const both = `${first.exact} ${second.exact}`;
    if (texts.some((text) => text.toLowerCase().includes(both))) return [];
    return isOneApart(typed, first, second) ? [`${first.folded}_${second.folded}`] : [];
  });
}

/** The words of the question with a capital, but for the first of a sentence and those all in capitals. */
function typedCapitals(typed: string, read: ReadTokens): ReadonlySet<string> {
  const tokens = read(typed).filter((token) => isCapitalised(typed, token));
  return new Set(
    tokens
      .filter(({ start }) => !/(?:^|[.?!:]\s*)$/.test(typed.slice(0, start)))
      .map(({ exact }) => exact),
  );
}

/** In front of a pair that is not written with two capitals. */
const SMALL = '~';

/**
 * The neighbouring words of a text as pairs: folded where both have a capital ("dong_tien" of "Đồng
 * Tiến"), else with their diacritics ("đồng_tiền") and, marked as small, folded.
 */
export function namedPairs(text: string, tokens: readonly MatchToken[]): string[] {
  return tokens.flatMap((second, i) => {
    const first = tokens[i - 1];
    if (!first || !isOneApart(text, first, second)) return [];
    const folded = `${first.folded}_${second.folded}`;
    if (startsHigh(text, first) && startsHigh(text, second)) return [folded];
    return [`${first.exact}_${second.exact}`, `${SMALL}${folded}`];
  });
}

/** A capital, in a heading all in capitals too, or a digit in front. */
function startsHigh(text: string, { start }: MatchToken): boolean {
  return /[\p{Lu}\d]/u.test(text.slice(start, start + 1));
}

/**
 * How much more often than not pairs of the terms' syllables are written with two capitals, for those
 * that stand in the texts; "Hội Nghị" now and then is no name.
 */
function pairBalance(
  terms: readonly QuestionTerm[],
  texts: readonly string[],
  read: ReadTokens,
): ReadonlyMap<string, number> {
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
  return balance;
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
  capitals: ReadonlySet<string>,
): boolean {
  return (
    weight > 0 &&
    alternatives.length === 0 &&
    folded.length >= FOREIGN_LENGTH_MIN &&
    !/\d/.test(folded) &&
    syllableRarity(folded) >= FOREIGN_RARITY &&
    (texts.some((text) => writesAsName(text, exact)) ||
      // "Vietcombank" that no text writes at all is somebody nothing is told of.
      (capitals.has(exact) && !texts.some((text) => text.toLowerCase().includes(exact))))
  );
}

/** True when the text writes the word with a capital and not in capitals: "Riti", but neither "khay" nor "OCOP". */
function writesAsName(text: string, word: string): boolean {
  const at = text.toLowerCase().indexOf(word);
  if (at < 0) return false;
  return isCapitalised(text, { exact: word, folded: word, start: at, end: at + word.length });
}
