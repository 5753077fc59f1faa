/** One figure over documents and dates, laid out once for the phone and for files, each value with its source. */
import type { Citation } from '../../knowledge/answering/answer.ts';
import { factCitation } from '../../knowledge/answering/fact-citation.ts';
import type { Corpus } from '../../knowledge/corpus/corpus.ts';
import type { FigureRow, FigureTable } from '../../knowledge/figures/figure-table.ts';

export interface FigureLine {
  place: string;
  /** ISO day; undefined when no source gives one. */
  asOf: string | undefined;
  /** "hơn 2.270", as written. */
  value: string;
  unit: string;
  /** Against the line before it of the same place; undefined for the first, and for ranges. */
  change: number | undefined;
  /** The documents that give it, the first by which it is quoted. */
  citations: Citation[];
}

export interface FigureSheet {
  quantity: string;
  lines: FigureLine[];
}

/** Rows whose documents were removed since are left out. */
export function figureSheet(
  { quantity, rows }: FigureTable,
  corpus: Pick<Corpus, 'document' | 'passage'>,
): FigureSheet {
  const lines: FigureLine[] = [];
  let last: FigureRow | undefined;
  let n = 0;
  for (const row of rows) {
    const citations = row.figures.flatMap((figure) => factCitation(figure, n + 1, corpus) ?? []);
    if (citations.length === 0) continue;
    n += 1;
    lines.push({ ...lineOf(row), change: changeSince(last, row), citations });
    last = row;
  }
  return { quantity, lines };
}

function lineOf({ figures: [figure] }: FigureRow): Omit<FigureLine, 'citations' | 'change'> {
  const { province, area, asOf, approximation, valueText, unit } = figure!; // a row has one at least
  return {
    place: [area, province].filter((part) => part !== undefined).join(', '),
    asOf,
    value: [approximation, valueText].filter((part) => part !== undefined).join(' '),
    unit,
  };
}

function changeSince(before: FigureRow | undefined, row: FigureRow): number | undefined {
  const [a, b] = [before?.figures[0], row.figures[0]];
  if (!a || !b || a.asOf === undefined || b.asOf === undefined) return undefined;
  const isSame = a.province === b.province && a.area === b.area && a.unit === b.unit;
  const isExact = a.valueMax === undefined && b.valueMax === undefined;
  return isSame && isExact ? Math.round((b.value - a.value) * 1000) / 1000 : undefined;
}
