/** Looked-up meetings as texts for a phone: a page of a list, one meeting, its quotes. */
import type { MeetingSheet, SectionName, Statement } from '../meetings/sheet.ts';
import { clipped, clippedAround } from './clipped.ts';
import * as words from './meetings.ts';

/** Zalo takes 2,000 characters; the options below a text need the rest. */
const TEXT_MAX = 1700;
const TITLE_MAX = 110;
const MATCH_MAX = 150;
const STATEMENT_MAX = 170;
const QUOTE_MAX = 480;
const CHAIRS_MAX = 160;
const STATEMENTS_A_SECTION = 3;
const SPEAKERS_MAX = 3;

/** A page of the list; the numbers are those of the options that open a meeting. */
export function listPage(heading: string, sheets: readonly MeetingSheet[]): string {
  return [heading, ...sheets.map((sheet, index) => listed(sheet, index + 1))].join('\n\n');
}

function listed(sheet: MeetingSheet, number: number): string {
  const match = sheet.statements.find(({ isMatch }) => isMatch);
  const lines = [
    `${number}. ${words.whenWords(sheet)}, ${words.whereWords(sheet)}`,
    clipped(words.titleWords(sheet.title), TITLE_MAX),
    `${words.LABELS.chair}: ${clipped(words.chairWords(sheet), CHAIRS_MAX)}`,
    match && `“${clippedAround(match.text, match.at, MATCH_MAX)}”`,
  ];
  return lines.filter((line) => line !== undefined).join('\n');
}

/** One meeting: what answers the question first, then what was settled, asked for and discussed. */
export function meetingPage(sheet: MeetingSheet): string {
  const { statements, organiser } = sheet;
  const head = [
    words.titleWords(sheet.title),
    [
      `${words.LABELS.when}: ${words.whenWords(sheet)}`,
      `${words.LABELS.where}: ${words.whereWords(sheet)}`,
      `${words.LABELS.chair}: ${words.chairWords(sheet)}${chairMarks(sheet)}`,
      ...(organiser === undefined ? [] : [`${words.LABELS.organiser}: ${organiser}`]),
      ...speakers(sheet),
    ].join('\n'),
  ];
  const matches = statements.filter(({ isMatch }) => isMatch);
  const others = statements.filter(({ isMatch }) => !isMatch);
  const sections = [
    section(words.ON_THE_QUESTION, matches),
    ...SECTIONS.map((name) =>
      section(
        words.sectionHeading(name),
        others.filter((statement) => statement.section === name),
      ),
    ),
  ].filter((part) => part !== '');
  const told = statements.length > 0 ? sections : [announcement(sheet)];
  return fitting([...head, ...told], sourcesPart(sheet));
}

/** A meeting that is only announced has the sentence that announces it. */
function announcement({ announcement: { quote, n } }: MeetingSheet): string {
  return `“${clipped(quote, QUOTE_MAX)}” [${n}]`;
}

const SECTIONS: readonly SectionName[] = [
  'decisions',
  'petitions',
  'contents',
  'awards',
  'participants',
];

function chairMarks({ chairs }: MeetingSheet): string {
  return [...new Set(chairs.map(({ citation: { n } }) => ` [${n}]`))].join('');
}

/** Who spoke is told where nobody is said to have chaired. */
function speakers({ chairs, speakers }: MeetingSheet): string[] {
  if (chairs.length > 0 || speakers.length === 0) return [];
  const named = speakers
    .slice(0, SPEAKERS_MAX)
    .map(({ text, citation: { n } }) => `${text} [${n}]`);
  return [`${words.LABELS.speakers}: ${named.join('; ')}`];
}

function section(heading: string, statements: readonly Statement[]): string {
  if (statements.length === 0) return '';
  const shown = statements.slice(0, STATEMENTS_A_SECTION);
  const more = statements.length - shown.length;
  return [
    `${heading}:`,
    ...shown.map(
      ({ text, at, citation: { n } }) => `– ${clippedAround(text, at, STATEMENT_MAX)} [${n}]`,
    ),
    ...(more > 0 ? [words.andMore(more)] : []),
  ].join('\n');
}

function sourcesPart({ sources }: MeetingSheet): string {
  return [`${words.LABELS.sources}:`, ...sources.map(words.sourceWords)].join('\n');
}

/** The parts that fit together with the last one, in order; the first always stands. */
function fitting(parts: readonly string[], last: string): string {
  const kept: string[] = [];
  let length = last.length;
  for (const part of parts) {
    length += part.length + 2;
    if (length > TEXT_MAX && kept.length > 0) break;
    kept.push(part);
  }
  return [...kept, last].join('\n\n');
}

/** What stands word for word in the sources, from the statement of this index on. */
export function quotesPage(
  sheet: MeetingSheet,
  from: number,
): {
  text: string /** Where the next page begins; undefined on the last. */;
  next: number | undefined;
} {
  const quotes = [
    { heading: words.ANNOUNCEMENT, citation: sheet.announcement },
    ...sheet.chairs.map(({ citation }) => ({ heading: words.LABELS.chair, citation })),
    ...sheet.statements.map(({ section: name, citation }) => ({
      heading: words.sectionHeading(name),
      citation,
    })),
  ].filter(
    ({ citation }, index, all) =>
      all.findIndex((other) => isSameQuote(other.citation, citation)) === index,
  );
  const last = sourcesPart(sheet);
  let length = last.length;
  const shown: string[] = [];
  for (const { heading, citation } of quotes.slice(from)) {
    const part = `${heading} [${citation.n}]:\n“${clipped(citation.quote, QUOTE_MAX)}”`;
    length += part.length + 2;
    if (length > TEXT_MAX && shown.length > 0) break;
    shown.push(part);
  }
  const next = from + shown.length;
  return {
    text: [...shown, last].join('\n\n'),
    next: next < quotes.length ? next : undefined,
  };
}

function isSameQuote(a: { documentId: number; start: number; end: number }, b: typeof a): boolean {
  return a.documentId === b.documentId && a.start === b.start && a.end === b.end;
}
