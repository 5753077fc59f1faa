/** One figure over documents and dates as files: a table with one source a row, and a paper. */
import { day } from '../replies/dates.ts';
import * as words from '../replies/figures.ts';
import { csvFile } from './csv.ts';
import { docxFile } from './docx.ts';
import type { FigureSheet } from './figure-sheet.ts';

/** The table: each value with every document that gives it. */
export function figuresCsv({ quantity, lines }: FigureSheet): Uint8Array {
  return csvFile(
    words.FIGURE_COLUMNS,
    lines.flatMap((line) =>
      line.citations.map(({ quote, title, date, url }) => [
        quantity,
        line.place,
        line.asOf === undefined ? '' : day(line.asOf),
        line.value,
        line.unit,
        line.change === undefined ? '' : words.changeWords(line.change),
        quote.replace(/\s+/g, ' '),
        title,
        date === undefined ? '' : day(date),
        url ?? '',
      ]),
    ),
  );
}

/** The paper: the values as a table, then the sentences they stand in. */
export function figuresDocx(sheet: FigureSheet, today: string): Promise<Uint8Array> {
  return docxFile(words.figureTitle(sheet), [
    { kind: 'note', text: words.madeOn(today) },
    {
      kind: 'table',
      columns: words.FIGURE_TABLE_COLUMNS,
      rows: sheet.lines.map((line) => [
        line.place,
        words.asOfWords(line.asOf),
        `${line.value} ${line.unit}`,
        line.change === undefined ? '' : words.changeWords(line.change),
        `[${line.citations[0]!.n}]`,
      ]),
    },
    ...sheet.lines.flatMap(({ citations: [first] }) =>
      first
        ? [
            { kind: 'item', text: `[${first.n}] “${first.quote.replace(/\s+/g, ' ')}”` } as const,
            { kind: 'source', text: words.figureSource(first), url: first.url } as const,
          ]
        : [],
    ),
  ]);
}
