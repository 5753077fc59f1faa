/** One figure over documents and dates as texts for a phone. */
import type { FigureSheet } from '../meetings/figure-sheet.ts';
import { clipped } from './clipped.ts';
import * as words from './figures.ts';
import { andMore } from './meetings.ts';

const LINES_MAX = 20;
const QUOTE_MAX = 320;
/** Zalo takes 2,000 characters; the options below a text need the rest. */
const TEXT_MAX = 1700;

/** The values, one line a date, and the sources' names by their marks. */
export function figurePage(sheet: FigureSheet): string {
  const { lines } = sheet;
  const namesPlace = new Set(lines.map(({ place }) => place)).size > 1;
  const shown = lines.slice(-LINES_MAX);
  const more = lines.length - shown.length;
  const values = shown.map((line) => `– ${words.figureLine(line, namesPlace)}`);
  const sources = shown.flatMap(({ citations: [first] }) =>
    first ? [`[${first.n}] ${words.figureSource(first)}`] : [],
  );
  const head = [words.figureTitle(sheet), ...(more > 0 ? [andMore(more)] : []), ...values];
  const text = [head.join('\n'), `${words.SOURCES}:`];
  let length = text.join('\n').length;
  const fitting = sources.filter((source) => {
    length += source.length + 1;
    return length <= TEXT_MAX;
  });
  return `${text[0]}\n\n${[text[1], ...fitting].join('\n')}`;
}

/** The sentences the values stand in, from the line of this index on. */
export function figureQuotes(
  { lines }: FigureSheet,
  from: number,
): { text: string; next: number | undefined } {
  const shown: string[] = [];
  let length = 0;
  for (const {
    citations: [first],
  } of lines.slice(from)) {
    if (!first) continue;
    const part = [
      `[${first.n}] “${clipped(first.quote, QUOTE_MAX)}”`,
      words.figureSource(first),
      first.url,
    ]
      .filter((line) => line !== undefined)
      .join('\n');
    length += part.length + 2;
    if (length > TEXT_MAX && shown.length > 0) break;
    shown.push(part);
  }
  const next = from + shown.length;
  return { text: shown.join('\n\n'), next: next < lines.length ? next : undefined };
}
