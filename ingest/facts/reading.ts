/**
 * A draft as the extractors read it: its sentences with the passage each stands in, the day and
 * province it speaks from. Invariant: evidence() gives quotes that acceptFacts() finds.
 */
import type { DocumentDraft } from '../../knowledge/corpus/document.ts';
import type { Evidence } from '../../knowledge/facts/schemas.ts';
import { sentences } from '../../knowledge/text/sentences.ts';
import { readDays, type YearOf, yearRule } from './dates.ts';
import { type PersonMention, readPersons } from './offices.ts';
import { matchPlace } from './place-names.ts';
import { readWords } from './words.ts';

export interface ReadSentence {
  text: string;
  /** Offset of the sentence in the document's text. */
  start: number;
  passage: number;
  isCaption: boolean;
  /** Sentences of one line (paragraph, list item) share the number, also over passages. */
  paragraph: number;
  /** Who is named; read at the first call. */
  persons(): readonly PersonMention[];
}

export interface Reading {
  draft: DocumentDraft;
  sentences: ReadSentence[];
  yearOf: YearOf;
  province: string | undefined;
  /** The province whose "tỉnh" or "thành phố" the text means; undefined for a text that only touches one. */
  home: string | undefined;
  /** The day of publication, or the newest event day the metadata knows. */
  writtenOn: string | undefined;
}

export function readDraft(draft: DocumentDraft): Reading {
  const { metadata } = draft;
  const read = readSentences(draft);
  const publishedOn = metadata.publishedInferred ? undefined : metadata.publishedOn;
  const province = metadata.province ?? commonestProvince(read);
  return {
    draft,
    sentences: read,
    yearOf: yearRule(draft.text, publishedOn),
    province,
    home: isLocal(draft, province) ? province : undefined,
    writtenOn: metadata.publishedOn ?? metadata.eventDates?.at(-1),
  };
}

const LOCAL =
  /(?:Liên minh (?:HTX|hợp tác xã)[^.;]{0,16}|LMHTX |UBND |HĐND |toàn |địa bàn |trong |của |Ủy ban nhân dân )(?:tỉnh|thành phố|TP)(?!\p{L})/iu;

/** True when the text speaks of "the" province: in its title, or as "toàn tỉnh", "UBND thành phố". */
function isLocal({ title, text }: DocumentDraft, province: string | undefined): boolean {
  return province !== undefined && (title.includes(province) || LOCAL.test(text));
}

/** The words from..to of a sentence as evidence. */
export function evidence(sentence: ReadSentence, from = 0, to = sentence.text.length): Evidence {
  return {
    passage: sentence.passage,
    quote: sentence.text.slice(from, to),
    start: sentence.start + from,
    end: sentence.start + to,
  };
}

const QUOTE_MAX = 420;

/** The sentence around from..to, or when it is long the clause or part of it that still fits a reply. */
export function evidenceAround(sentence: ReadSentence, from: number, to: number): Evidence {
  const { text } = sentence;
  if (text.length <= QUOTE_MAX) return evidence(sentence);
  const budget = Math.max(0, QUOTE_MAX - (to - from));
  const start = borderBefore(text, from, Math.floor(budget * 0.6));
  return evidence(sentence, start, borderAfter(text, to, QUOTE_MAX - (to - start)));
}

/** After the last ";" or ":" within reach, else after the first comma there, else `from`. */
function borderBefore(text: string, from: number, reach: number): number {
  const first = Math.max(0, from - reach);
  const window = text.slice(first, from);
  const clause = /^[\s\S]*[;:]\s+/u.exec(window)?.[0].length;
  if (clause !== undefined) return first + clause;
  if (first === 0) return 0;
  const comma = /,\s+/u.exec(window);
  return comma ? first + comma.index + comma[0].length : from;
}

function borderAfter(text: string, to: number, reach: number): number {
  const window = text.slice(to, to + Math.max(0, reach));
  const clause = window.search(/[;]/u);
  if (clause !== -1) return to + clause;
  if (to + window.length >= text.length) return text.length;
  const comma = window.lastIndexOf(',');
  return to + Math.max(0, comma);
}

/** Days in a sentence, with the year rule of its document. */
export function daysIn(reading: Reading, text: string) {
  return readDays(text, reading.yearOf);
}

/** Longer ones are tables and word lists that lost their breaks, which tell nothing reliably. */
const SENTENCE_MAX = 6000;

function readSentences(draft: DocumentDraft): ReadSentence[] {
  const read = new Map<number, ReadSentence>();
  const lineOf = lineFinder(draft.text);
  for (const [ordinal, passage] of draft.passages.entries()) {
    for (const span of sentences(passage.text)) {
      const start = passage.start + span.start;
      // Passages may overlap; the first one that holds a sentence gives it.
      if (read.has(start) || span.end - span.start > SENTENCE_MAX) continue;
      const text = passage.text.slice(span.start, span.end);
      let persons: readonly PersonMention[] | undefined;
      read.set(start, {
        text,
        start,
        passage: ordinal,
        isCaption: passage.kind === 'caption',
        paragraph: lineOf(start),
        persons: () => {
          persons ??= readPersons(text);
          return persons;
        },
      });
    }
  }
  return [...read.values()].sort((a, b) => a.start - b.start);
}

/** The number of the line that holds an offset. Looking back for a break would read a huge line again for every sentence. */
function lineFinder(text: string): (offset: number) => number {
  const breaks = [...text.matchAll(/\n/g)].map(({ index }) => index);
  return (offset) => {
    let low = 0;
    let high = breaks.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (breaks[middle]! <= offset) low = middle + 1;
      else high = middle;
    }
    return low;
  };
}

/** The province that is named with its kind most often; undefined when none is. */
function commonestProvince(read: readonly ReadSentence[]): string | undefined {
  const counts = new Map<string, number>();
  for (const { text } of read) {
    const words = readWords(text);
    for (let at = 0; at < words.length; at += 1) {
      const [province, other] = matchPlace(words, at)?.provinces ?? [];
      if (province === undefined || other !== undefined) continue;
      counts.set(province, (counts.get(province) ?? 0) + 1);
    }
  }
  return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0];
}
