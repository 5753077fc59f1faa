/**
 * Reads a question as the search sees it: its terms with the weight each deserves, how it was typed,
 * what short forms and mistypings may stand for, and the numbers, dates and document numbers in it.
 * Nothing here throws, and nothing grows with the length of the question beyond its limits.
 */

import { POSSIBLE_ABBREVIATIONS, SURE_ABBREVIATIONS } from '../text/abbreviations.ts';
import { type DateMention, dateTerms, findDates } from '../text/dates.ts';
import {
  type DocumentNumber,
  documentNumberTerms,
  findDocumentNumbers,
} from '../text/document-numbers.ts';
import { cleanText, fold } from '../text/normalise.ts';
import { findNumberWords, NUMBER_WORDS, otherOrdinalForm } from '../text/numbers.ts';
import { FOLDED_QUESTION_SYLLABLES, QUESTION_SYLLABLES } from '../text/question-words.ts';
import { syllables, tokenize } from '../text/tokens.ts';
import { soundsAlike } from '../text/typos.ts';

/** What is known of the corpus's words; absent, nothing is taken for a mistyping. */
export interface Vocabulary {
  /** True when a passage holds the index term (a syllable, or two folded ones joined by "_"). */
  has(term: string): boolean;
  /** The syllables of passages that are one edit away from a folded one. */
  near(folded: string): readonly string[];
}

/** How the question was typed. "some": a few diacritics, as when a phone corrected some words. */
export type Accents = 'full' | 'some' | 'none';

export interface QueryTerm {
  /** One token, lower case, tone placement canonical. */
  text: string;
  folded: string;
  /** Match this spelling; otherwise any spelling that folds alike. */
  exact: boolean;
  /** 1 for a word of the question's topic, less for question words and for guesses. */
  weight: number;
  /** What put the term here. */
  from: 'typed' | 'abbreviation' | 'number' | 'typo' | 'paraphrase';
  /** Index of the term it follows, in the question or in one reading; -1 for none. */
  after: number;
}

export interface QueryAnalysis {
  /** Cleaned, cut to a bounded length. */
  text: string;
  /** The same with sure abbreviations written out: what is embedded. */
  expanded: string;
  accents: Accents;
  terms: QueryTerm[];
  /** Index terms of dates and document numbers, the most telling first. */
  entities: string[];
  dates: DateMention[];
  documentNumbers: DocumentNumber[];
  /** Numbers in digits, however they were typed: "4" for "04" and "bốn". */
  numbers: string[];
}

/** Longer text is cut: no question needs more, and pasted documents must not stall the search. */
const QUERY_CHARACTERS_MAX = 2_000;
const TERMS_MAX = 96;
const TYPOS_MAX = 4;

// Share of syllables with diacritics: running Vietnamese has about two thirds, names and numbers fewer.
const FULL_ACCENTS_SHARE = 0.3;

const QUESTION_WORD_WEIGHT = 0.15;
const TYPED_SHORT_FORM_WEIGHT = 0.5;
const READING_WEIGHTS = [0.6, 0.35, 0.25];
const LAST_READING_WEIGHT = 0.2;
const NUMBER_FORM_WEIGHT = 0.6;
const CORRECTION_WEIGHT = 0.8;
const PARAPHRASE_WEIGHT = 0.7;

/**
 * Analyses a question. Any string is accepted; one without letters or digits gives no terms.
 * Paraphrases are other wordings of what it says, spelt with diacritics.
 */
export function analyzeQuery(
  raw: string,
  vocabulary?: Vocabulary,
  paraphrases: readonly string[] = [],
): QueryAnalysis {
  const text = cleanText(raw.slice(0, QUERY_CHARACTERS_MAX));
  const tokens = tokenize(text)
    .map((token) => token.text)
    .slice(0, TERMS_MAX);
  const accents = accentsOf(tokens);
  const words = typedTerms(tokens, accents, vocabulary);
  const dates = findDates(text);
  const documentNumbers = findDocumentNumbers(text);
  const numberWords = findNumberWords(tokens);
  const typed = [...words, ...numberForms(tokens, numberWords)];
  return {
    text,
    expanded: words
      .filter(isWrittenOut)
      .map((term) => term.text)
      .join(' '),
    accents,
    terms: [...typed, ...paraphraseTerms(paraphrases, typed.length)].slice(0, 2 * TERMS_MAX),
    entities: [
      ...new Set([...documentNumbers.flatMap(documentNumberTerms), ...dates.flatMap(dateTerms)]),
    ],
    dates,
    documentNumbers,
    numbers: [
      ...tokens.filter((token) => /^\d+$/.test(token)),
      ...numberWords.map((word) => String(word.value)),
    ],
  };
}

function isWrittenOut(term: QueryTerm): boolean {
  return term.from === 'typed' || term.weight === READING_WEIGHTS[0];
}

function accentsOf(tokens: readonly string[]): Accents {
  const words = tokens.filter((token) => /\p{L}/u.test(token));
  const accented = words.filter((word) => fold(word) !== word).length;
  if (accented === 0) return 'none';
  return accented / words.length >= FULL_ACCENTS_SHARE ? 'full' : 'some';
}

/** The tokens as typed, each with what it may stand for. */
function typedTerms(
  tokens: readonly string[],
  accents: Accents,
  vocabulary: Vocabulary | undefined,
): QueryTerm[] {
  const terms: QueryTerm[] = [];
  const questionWords = accents === 'none' ? FOLDED_QUESTION_SYLLABLES : QUESTION_SYLLABLES;
  const corrections = vocabulary && correctionsFrom(tokens, accents, vocabulary);
  let last = -1;
  const push = (text: string, after: number, rest: Pick<QueryTerm, 'exact' | 'weight' | 'from'>) =>
    terms.push({ text, folded: fold(text), after, ...rest }) - 1;
  const pushReading = (syllables: readonly string[], weight: number, after: number) => {
    let previous = after;
    for (const text of syllables) {
      const share = QUESTION_SYLLABLES.has(text) ? QUESTION_WORD_WEIGHT : 1;
      const from = weight === 1 ? 'typed' : 'abbreviation';
      previous = push(text, previous, { exact: true, weight: weight * share, from });
    }
    return previous;
  };
  for (const [index, token] of tokens.entries()) {
    const sure = SURE_ABBREVIATIONS.get(token);
    const readings = questionWords.has(token) ? undefined : POSSIBLE_ABBREVIATIONS.get(token);
    const exact = accents === 'full' || fold(token) !== token;
    const weight = questionWords.has(token) ? QUESTION_WORD_WEIGHT : 1;
    const before = last;
    if (sure) {
      last = pushReading(sure, 1, before);
    } else if (readings) {
      push(token, before, { exact, weight: TYPED_SHORT_FORM_WEIGHT, from: 'typed' });
      last = terms.length - 1 + (readings[0]?.length ?? 0);
      for (const [rank, reading] of readings.entries()) {
        pushReading(reading, READING_WEIGHTS[rank] ?? LAST_READING_WEIGHT, before);
      }
    } else {
      const meant = corrections?.(index);
      last = terms.length;
      if (!meant || meant.texts.length === 0) {
        push(token, before, { exact: exact && meant === undefined, weight, from: 'typed' });
      }
      for (const text of meant?.texts ?? []) {
        const share = (weight * CORRECTION_WEIGHT) / meant!.texts.length;
        push(text, before, { exact: false, weight: share, from: 'typo' });
      }
    }
  }
  return terms;
}

/** "bốn" for 4 and 4 for "bốn", "VI" for the sixth and 6 for "lần thứ VI", beside what was typed. */
function numberForms(
  tokens: readonly string[],
  numberWords: ReturnType<typeof findNumberWords>,
): QueryTerm[] {
  const digits = numberWords.map((word) => String(word.value));
  const words = tokens
    .filter((token) => /^\d+$/.test(token) && token !== '0' && token !== '5')
    .map((token) => NUMBER_WORDS[Number(token)])
    .filter((word) => word !== undefined);
  const ordinals = tokens
    .map((_, at) => otherOrdinalForm(tokens, at))
    .filter((form) => form !== undefined);
  return [...digits, ...words, ...ordinals].map((text) => ({
    text,
    folded: fold(text),
    exact: true,
    weight: NUMBER_FORM_WEIGHT,
    from: 'number',
    after: -1,
  }));
}

/** Wordings that may stand for what was typed: looked for beside it, not embedded. */
function paraphraseTerms(paraphrases: readonly string[], before: number): QueryTerm[] {
  const terms: QueryTerm[] = [];
  for (const paraphrase of paraphrases) {
    for (const [index, text] of syllables(paraphrase).entries()) {
      const after = index === 0 ? -1 : before + terms.length - 1;
      const weight = PARAPHRASE_WEIGHT;
      terms.push({ text, folded: fold(text), exact: true, weight, from: 'paraphrase', after });
    }
  }
  return terms;
}

/** What a token was meant to be: folded syllables, or none when only its spelling is in doubt. */
type Meant = { texts: readonly string[] } | undefined;

/** For the position of a token: undefined when the corpus knows the token, else what it may have been meant to be. */
function correctionsFrom(
  tokens: readonly string[],
  accents: Accents,
  vocabulary: Vocabulary,
): (index: number) => Meant {
  let left = TYPOS_MAX;
  const folded = tokens.map(fold);
  return (index) => {
    const token = tokens[index]!;
    const plain = folded[index]!;
    if (left === 0 || !/^\p{L}{2,}$/u.test(token)) return undefined;
    if (vocabulary.has(accents === 'full' ? token : plain)) return undefined;
    const [before, after] = [folded[index - 1], folded[index + 1]];
    const foldsKnown = vocabulary.has(plain);
    if (foldsKnown && isPaired(plain, before, after, vocabulary)) return { texts: [] };
    left--;
    const texts = meantBy(plain, before, after, vocabulary, foldsKnown);
    return texts.length === 0 && !foldsKnown ? undefined : { texts };
  };
}

function isPaired(
  folded: string,
  before: string | undefined,
  after: string | undefined,
  vocabulary: Vocabulary,
): boolean {
  return (
    (before !== undefined && vocabulary.has(`${before}_${folded}`)) ||
    (after !== undefined && vocabulary.has(`${folded}_${after}`))
  );
}

const READINGS_OF_TYPO_MAX = 2;

/** Known syllables one edit away, those that stand beside the same neighbours first. */
function meantBy(
  folded: string,
  before: string | undefined,
  after: string | undefined,
  vocabulary: Vocabulary,
  foldsKnown: boolean,
): string[] {
  const known = vocabulary.near(folded);
  const paired = known.filter((candidate) => isPaired(candidate, before, after, vocabulary));
  // A spelling whose folded form is known is corrected only on the evidence of its neighbours.
  const pool = paired.length > 0 || foldsKnown ? paired : known;
  const ranked = [...pool].sort(
    (a, b) =>
      Number(soundsAlike(b, folded)) - Number(soundsAlike(a, folded)) ||
      Math.abs(a.length - folded.length) - Math.abs(b.length - folded.length),
  );
  return ranked.slice(0, READINGS_OF_TYPO_MAX);
}
