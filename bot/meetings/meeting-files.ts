/** Looked-up meetings as files: a table with one statement a row, and a paper to hand round. */
import { day } from '../replies/dates.ts';
import * as words from '../replies/meetings.ts';
import { csvFile } from './csv.ts';
import { docxFile, type Paragraph } from './docx.ts';
import type { MeetingSheet, SectionName } from './sheet.ts';

/** The table: each statement with its meeting and its source. A meeting without any has one row. */
export function meetingsCsv(sheets: readonly MeetingSheet[]): Uint8Array {
  const rows = sheets.flatMap((sheet, index) => {
    const own = [
      index + 1,
      words.whenWords(sheet),
      words.titleWords(sheet.title),
      words.whereWords(sheet),
      sheet.province ?? '',
      words.chairWords(sheet),
      sheet.organiser ?? '',
    ];
    const told = [
      { heading: words.ANNOUNCEMENT, citation: sheet.announcement },
      ...sheet.statements.map(({ section, citation }) => ({
        heading: words.sectionHeading(section),
        citation,
      })),
    ];
    return told.map(({ heading, citation: { quote, title, date, url } }) => [
      ...own,
      heading,
      quote.replace(/\s+/g, ' '),
      title,
      date === undefined ? '' : day(date),
      url ?? '',
    ]);
  });
  return csvFile(words.MEETING_COLUMNS, rows);
}

/** The paper: a heading a meeting, its facts, its statements under their headings, its sources. */
export function meetingsDocx(
  sheets: readonly MeetingSheet[],
  { about, today }: { about: string; today: string },
): Promise<Uint8Array> {
  const paragraphs = sheets.flatMap((sheet, index): Paragraph[] => [
    { kind: 'heading', text: `${index + 1}. ${words.titleWords(sheet.title)}` },
    { kind: 'field', label: words.LABELS.when, text: words.whenWords(sheet) },
    { kind: 'field', label: words.LABELS.where, text: words.whereWords(sheet) },
    { kind: 'field', label: words.LABELS.chair, text: words.chairWords(sheet) },
    ...(sheet.organiser === undefined
      ? []
      : [{ kind: 'field', label: words.LABELS.organiser, text: sheet.organiser } as const]),
    ...sectionsOf(sheet),
    { kind: 'field', label: words.LABELS.sources, text: '' },
    ...sheet.sources.map(
      (source): Paragraph => ({
        kind: 'source',
        text: words.sourceWords({ ...source, url: undefined }).replaceAll('\n', ', '),
        url: source.url,
      }),
    ),
  ]);
  return docxFile(words.documentTitle(about), [
    { kind: 'note', text: words.madeOn(today) },
    ...paragraphs,
  ]);
}

const SECTIONS: readonly SectionName[] = [
  'contents',
  'petitions',
  'decisions',
  'participants',
  'awards',
];

function sectionsOf({ statements }: MeetingSheet): Paragraph[] {
  return SECTIONS.flatMap((section): Paragraph[] => {
    const own = statements.filter((statement) => statement.section === section);
    if (own.length === 0) return [];
    return [
      { kind: 'field', label: words.sectionHeading(section), text: '' },
      ...own.map(
        ({ text, citation: { n } }): Paragraph => ({
          kind: 'item',
          text: `${text.replace(/\s+/g, ' ')} [${n}]`,
        }),
      ),
    ];
  });
}
