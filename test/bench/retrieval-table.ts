/** The one table that `npm run bench:retrieval` prints: what was not measured is a dash. */

export interface Line {
  corpus: string;
  engine: string;
  passages: number;
  queries: number;
  /** Shares of 1: queries as typed, and (bare) without diacritics. */
  ndcg?: number;
  ndcgBare?: number;
  recall?: number;
  recallBare?: number;
  p50Ms: number;
  p95Ms: number;
  passagesPerSecond: number;
  /** Of a process that only answers. */
  rssMb?: number;
  /** Share of the true ten nearest that the HNSW graph finds; 'exact' where vectors are scanned. */
  graphRecall?: number | 'exact';
  graphSeconds?: number;
}

const percent = (share: number | undefined) =>
  share === undefined ? '–' : (100 * share).toFixed(1);
const whole = (value: number | undefined) => value?.toFixed(0) ?? '–';

const COLUMNS: readonly (readonly [head: string, cell: (line: Line) => string])[] = [
  ['corpus', (line) => line.corpus],
  ['search', (line) => line.engine],
  ['passages', (line) => whole(line.passages)],
  ['queries', (line) => whole(line.queries)],
  ['nDCG@10', (line) => percent(line.ndcg)],
  ['bare', (line) => percent(line.ndcgBare)],
  ['recall@10', (line) => percent(line.recall)],
  ['bare', (line) => percent(line.recallBare)],
  ['p50 ms', (line) => line.p50Ms.toFixed(2)],
  ['p95 ms', (line) => line.p95Ms.toFixed(2)],
  ['passages/s', (line) => whole(line.passagesPerSecond)],
  ['RSS MB', (line) => whole(line.rssMb)],
  ['HNSW@10', ({ graphRecall: r }) => (r === 'exact' ? 'scan' : percent(r))],
  ['build s', (line) => whole(line.graphSeconds)],
];

/** Aligned for a terminal; the first two columns to the left, figures to the right. */
export function asTable(lines: readonly Line[]): string {
  const rows = [
    COLUMNS.map(([head]) => head),
    ...lines.map((line) => COLUMNS.map(([, cell]) => cell(line))),
  ];
  const widths = COLUMNS.map((_, at) => Math.max(...rows.map((row) => row[at]!.length)));
  return rows
    .map((row) =>
      row
        .map((cell, at) => (at < 2 ? cell.padEnd(widths[at]!) : cell.padStart(widths[at]!)))
        .join('  '),
    )
    .join('\n');
}
