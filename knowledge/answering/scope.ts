/**
 * Whether a passage speaks of the place, the time and the legal document that a question names.
 * A number of Lạng Sơn is no answer about Kiên Giang, however well the words fit.
 */
import type { StoredDocument } from '../corpus/corpus.ts';
import type { QuestionReading } from '../question/question.ts';
import { type DateMention, findDates } from '../text/dates.ts';
import { findDocumentNumbers } from '../text/document-numbers.ts';
import { fold } from '../text/normalise.ts';

export interface Scope {
  /** 1 the passage is from a document the question names, -1 from another, 0 none named. */
  document: number;
  /** 1 the document is about the place asked for, -1 about another, 0 no place asked for or known. */
  place: number;
  /** The same for years and days, of one statement in its document. */
  time(statement: string): number;
  /** The same of the whole passage. */
  timeOfPassage: number;
}

/** Province names (no kind, with diacritics) that the question asks about. */
export function scopeOf(
  question: QuestionReading,
  provinces: readonly string[],
  document: StoredDocument,
  passageText: string,
): Scope {
  return {
    document: documentScope(question, document),
    place: placeScope(question, provinces, document),
    time: (statement) => timeScope(question, document, statement),
    timeOfPassage: timeScope(question, document, passageText),
  };
}

function documentScope(question: QuestionReading, document: StoredDocument): number {
  if (question.documents.length === 0) return 0;
  return namesDocument(question, document) ? 1 : -1;
}

/** True when the question names this legal document, by number or as "Luật Hợp tác xã". */
export function namesDocument(question: QuestionReading, document: StoredDocument): boolean {
  if (question.documents.length === 0) return false;
  const identity = identityOf(document);
  return identity !== undefined && isNamed(question, identity);
}

/** What a legal document is named by. */
export interface DocumentIdentity {
  /** The beginning of its title without diacritics, which is its kind. */
  head: string;
  number: number | undefined;
  /** NaN when nothing tells it. */
  year: number;
}

/** No kind of document has a longer name. */
const HEAD_CHARS = 40;

/** Undefined for a document that is none of law. */
export function identityOf(document: StoredDocument): DocumentIdentity | undefined {
  if (document.kind !== 'legal') return undefined;
  const { number = '', shortTitle, issuedOn } = document.metadata;
  const own = number === '' ? undefined : findDocumentNumbers(number)[0];
  return {
    head: fold((shortTitle ?? document.title).slice(0, HEAD_CHARS)),
    number: own?.number,
    year: own?.year ?? Number(issuedOn?.slice(0, 4)),
  };
}

/** True when the question names the document. */
export function isNamed({ documents }: QuestionReading, own: DocumentIdentity): boolean {
  return documents.some(
    ({ kind, number, year }) =>
      own.head.startsWith(kind.replace('_', ' ')) &&
      (number === undefined || number === own.number) &&
      (year === undefined || year === own.year),
  );
}

function placeScope(
  question: QuestionReading,
  provinces: readonly string[],
  document: StoredDocument,
): number {
  if (provinces.length === 0) return 0;
  const own = document.metadata.province;
  if (own === undefined) return 0;
  // One of two provinces may be typed so that only the other is made out.
  if (` ${fold(question.text)} `.includes(` ${fold(own)} `)) return 1;
  return provinces.some((province) => fold(province) === fold(own)) ? 1 : -1;
}

function timeScope(question: QuestionReading, document: StoredDocument, statement: string): number {
  const { dates, years } = question;
  if (dates.length === 0 && years.length === 0) return 0;
  const { eventDates = [], publishedOn = '' } = document.metadata;
  if (dates.length > 0) {
    const told = [
      ...findDates(`${document.title}\n${statement}`),
      ...[...eventDates, publishedOn].map(fromIso),
    ];
    return dates.some((date) => told.some((other) => sameTime(date, other))) ? 1 : -1;
  }
  const about = [statement, document.title, ...eventDates, publishedOn].join(' ');
  return years.some((year) => about.includes(year)) ? 1 : -1;
}

function fromIso(day: string): Partial<DateMention> {
  const [year, month, date] = day.split('-').map(Number);
  return { ...(year ? { year } : {}), ...(month ? { month } : {}), ...(date ? { day: date } : {}) };
}

/** Equal as far as both say: a month fits every day in it. */
function sameTime(a: Partial<DateMention>, b: Partial<DateMention>): boolean {
  const agree = (x: number | undefined, y: number | undefined) =>
    x === undefined || y === undefined || x === y;
  return a.month === b.month && agree(a.year, b.year) && agree(a.day, b.day);
}
