/**
 * Reads a passage for the index: its terms for finding it (FTS5), and the stream of its tokens for
 * scoring it without reading its text again (see passage-terms.ts).
 */
import { tokenScanner } from '../embedder/token-scanner.ts';
import { dateTerms, findDates } from '../text/dates.ts';
import { documentNumberTerms, findDocumentNumbers } from '../text/document-numbers.ts';
import { fold } from '../text/normalise.ts';
import { type Span, sentences } from '../text/sentences.ts';
import { tokenize } from '../text/tokens.ts';
import { CAPITAL, encodeStream, FIELD_END, hashOf, SENTENCE_END } from './passage-terms.ts';
import { createTermSet } from './term-set.ts';
import { createTokenSpellings } from './token-spellings.ts';

/** Raise when the same text gives other terms than before: the next ingest reads every passage anew. */
export const WORDS_VERSION = 2;

export interface PassageTerms {
  /** Index terms, each once, separated by spaces. */
  words: string;
  /** See `encodeStream`. */
  stream: Buffer;
}

/** The terms of one passage: title, heading and text. */
export type PassageReader = (passage: {
  title: string;
  heading: string;
  text: string;
}) => PassageTerms;

/** Longer passages are cut; no chunker makes such. */
const TOKENS_MAX = 4096;

/** A reader with buffers of its own, which remembers the spellings it met. */
export function createPassageReader(): PassageReader {
  const spellings = createTokenSpellings();
  const terms = createTermSet(spellings);
  const scanner = tokenScanner(TOKENS_MAX);
  let codes: number[] = [];
  let marks: number[] = [];
  let previous = -1;

  function push(code: number, mark: number): void {
    codes.push(code);
    marks.push(mark);
  }

  function addNumber(number: number, capital: number): void {
    terms.add(number);
    const folded = spellings.foldedNumbers[number]!;
    if (previous >= 0) terms.addPair(previous, folded);
    // A mark that stands alone has no form without marks, and so no neighbour.
    previous = spellings.texts[folded] === '' ? -1 : folded;
    push(spellings.codes[number]!, spellings.spellings[number]! | capital);
  }

  function addToken(number: number, isCapital: boolean): void {
    const full = spellings.readings[number];
    if (!full) addNumber(number, isCapital ? CAPITAL : 0);
    else for (const syllable of full) addNumber(spellings.of(syllable), 0);
  }

  function endSentence(text: string, folded: string): void {
    previous = -1;
    if (/\d/.test(text)) {
      for (const term of [
        ...findDates(text, folded).flatMap(dateTerms),
        ...findDocumentNumbers(text, folded).flatMap(documentNumberTerms),
      ]) {
        terms.addTerm(term);
        push(hashOf(term), 0);
      }
    }
    push(SENTENCE_END, 0);
  }

  /** Adds the sentences of a field that the scanner has read. */
  function addScanned(field: string, folded: string, spans: readonly Span[], count: number): void {
    let token = 0;
    for (const { start, end } of spans) {
      if (codes.length >= TOKENS_MAX) return;
      for (; token < count && scanner.starts[token]! < end; token++) {
        const at = scanner.starts[token]!;
        const number = spellings.ofScanned(field, scanner, token);
        addToken(number, at > start && isCapital(field, at));
      }
      endSentence(field.slice(start, end), folded.slice(start, end));
    }
  }

  /** Adds the sentences of a field with letters that the scanner leaves alone, or of very many tokens. */
  function addSlowly(field: string, spans: readonly Span[]): void {
    for (const { start, end } of spans) {
      if (codes.length >= TOKENS_MAX) return;
      const text = field.slice(start, end);
      for (const token of tokenize(text)) {
        addToken(spellings.of(token.text), token.start > 0 && isCapital(text, token.start));
      }
      endSentence(text, fold(text));
    }
  }

  function addField(field: string, spans: readonly Span[]): void {
    const count = scanner.scan(field);
    const folded = fold(field);
    const isPlain = count >= 0 && count < TOKENS_MAX && folded.length === field.length;
    if (isPlain) addScanned(field, folded, spans, count);
    else addSlowly(field, spans);
  }

  return ({ title, heading, text }) => {
    spellings.forgetIfFull();
    terms.clear();
    codes = [];
    marks = [];
    const below = heading.startsWith(title) ? heading.slice(title.length) : heading;
    for (const field of [title, below]) {
      addField(field, [{ start: 0, end: field.length }]);
      push(FIELD_END, 0);
    }
    addField(text, sentences(text));
    return { words: terms.joined(), stream: encodeStream(codes, marks) };
  };
}

function isCapital(text: string, at: number): boolean {
  const first = text[at]!;
  return first !== first.toLowerCase();
}
