/**
 * "Lạng Sơn có bao nhiêu HTX?": a province's total answered from the stored figures, the newest or
 * that of the year asked, in the words of its source. Used only when the question asks for the total
 * and nothing else; a count of some of them (new ones, those with a product) is no total.
 */
import type { Corpus } from '../corpus/corpus.ts';
import type { FactsStore, Stored } from '../facts/lookup.ts';
import type { FigureFact } from '../facts/schemas.ts';
import type { QuestionReading } from '../question/question.ts';
import { fold } from '../text/normalise.ts';
import type { Answered } from './answer.ts';
import { factCitation } from './fact-citation.ts';

export interface FigureDeps {
  facts: Pick<FactsStore, 'figures'>;
  corpus: Pick<Corpus, 'document' | 'passage'>;
  mayReadInternal: boolean;
}

// What is counted, as asked after "bao nhiêu" and as stored; "HTX" reaches this file written out.
const COUNTED: readonly (readonly [asked: RegExp, stored: readonly string[]])[] = [
  [
    /\b(?:bao nhieu|may|so|so luong) lien hiep (?:hop tac xa|htx)\b/,
    ['lien hiep htx', 'lien hiep hop tac xa'],
  ],
  [/\b(?:bao nhieu|may|so|so luong) (?:to hop tac|tht)\b/, ['to hop tac', 'tht']],
  [/\b(?:bao nhieu|may|so|so luong) (?:hop tac xa|htx)\b/, ['htx', 'hop tac xa']],
];
const OTHER_TOPIC_MAX = 0.15;
const ROWS_MAX = 200;
const NAMED = new Set(
  'lien minh hop tac xa htx to tht hiep tinh thanh pho toan co bao nhieu may so luong tong tat ca hien nay dang dia ban tren o tai nam thang cuoi dau het tinh den duoc'.split(
    ' ',
  ),
);

/** The total asked for; undefined when the question asks something else or none is stored. */
export function answerFigure(
  reading: QuestionReading,
  provinces: readonly string[],
  { facts, corpus, mayReadInternal }: FigureDeps,
): Answered | undefined {
  const [province] = provinces;
  if (!province || provinces.length > 1) return undefined;
  const text = fold(reading.expanded).replace(/[^a-z0-9]+/g, ' ');
  const stored = COUNTED.find(([asked]) => asked.test(text))?.[1];
  if (!stored || asksMore(reading, province)) return undefined;
  const rows = stored
    .flatMap((quantity) =>
      facts.figures({
        quantity,
        province,
        countsMembers: false,
        isTarget: false,
        mayReadInternal,
        limit: ROWS_MAX,
      }),
    )
    .filter(
      (row) =>
        stored.includes(fold(row.quantity)) &&
        row.area === undefined &&
        row.percentOfPlan === undefined,
    )
    .filter(
      ({ asOf }) =>
        reading.years.length === 0 || reading.years.some((year) => asOf?.startsWith(year)),
    );
  const total = newestTotal(rows);
  return total && compose(total, province, corpus);
}

/** A count far below another is of some of them (those who came), not the total. */
const TOTAL_SHARE = 0.5;

/** The largest count of the newest document that holds a total. */
function newestTotal(rows: readonly Stored<FigureFact>[]): Stored<FigureFact> | undefined {
  const largest = Math.max(0, ...rows.map(({ value }) => value));
  const ofDocument = new Map<number, Stored<FigureFact>>();
  for (const row of rows.filter(({ value }) => value >= TOTAL_SHARE * largest)) {
    const known = ofDocument.get(row.documentId);
    if (!known || row.value > known.value) ofDocument.set(row.documentId, row);
  }
  return [...ofDocument.values()].sort((a, b) => (b.asOf ?? '').localeCompare(a.asOf ?? ''))[0];
}

/** True when the question's weight is about more than the total, its place and its time. */
function asksMore(reading: QuestionReading, province: string): boolean {
  const place = new Set(fold(province).split(' '));
  let total = 0;
  let other = 0;
  for (const { folded, weight } of reading.terms) {
    total += weight;
    if (!NAMED.has(folded) && !place.has(folded) && !/^\d+$/.test(folded)) other += weight;
  }
  return total === 0 || other / total > OTHER_TOPIC_MAX;
}

function compose(
  row: Stored<FigureFact>,
  province: string,
  corpus: FigureDeps['corpus'],
): Answered | undefined {
  const citation = factCitation(row, 1, corpus);
  if (!citation) return undefined;
  return {
    outcome: 'answered',
    layout: 'sentences',
    lead: province,
    claims: [{ text: row.evidence.quote.replace(/\s+/g, ' '), citations: [1] }],
    citations: [citation],
    by: 'facts',
    confidence: 1,
  };
}
