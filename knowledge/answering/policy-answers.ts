/**
 * "Nghị quyết 20 về gì?", "ai ban hành": what a numbered document is about, by whom and when it was
 * issued, in the words of a source that tells of it. Used only when the question asks for nothing
 * else; what the document itself provides is answered from its articles.
 */
import type { FactsStore, Stored } from '../facts/lookup.ts';
import type { PolicyFact } from '../facts/schemas.ts';
import type { QuestionReading } from '../question/question.ts';
import { fold } from '../text/normalise.ts';
import type { Answered } from './answer.ts';
import { type FactDeps, factsAnswer, type Told } from './fact-answer.ts';
import { otherTopicShare } from './other-topic.ts';

export interface PolicyDeps extends FactDeps {
  facts: Pick<FactsStore, 'policies'>;
}

type Policy = Stored<PolicyFact>;

const ISSUED = '(?:ban hanh|ky|ra doi|ra|cong bo|co tu)';
const WHEN = '(?:khi nao|bao gio|(?:ngay|thang|nam|luc|hom) nao|ngay may|nam may)';
/** What is asked of the document, on folded words, and whether a stored row's quote tells it. */
const ASKED: readonly (readonly [pattern: RegExp, isTold: (row: Policy) => boolean])[] = [
  [new RegExp(`\\b${ISSUED}\\b.*\\b${WHEN}\\b|\\b${WHEN}\\b.*\\b${ISSUED}\\b`), tellsDay],
  [
    new RegExp(
      `\\b(?:ai|co quan nao|don vi nao|cap nao) ${ISSUED}\\b|\\b(?:cua|do) (?:ai|co quan nao|don vi nao|cap nao)\\b`,
    ),
    ({ issuer, evidence }) => issuer !== undefined && evidence.quote.includes(issuer),
  ],
  [
    /\b(?:ve|noi|quy dinh|noi dung)(?: ve)?(?: nhung)?(?: cai| viec| van de| dieu| la)? (?:gi|j)\b|\bla (?:gi|j|nghi quyet gi|ke hoach gi|chuong trinh gi)\b|\bten (?:day du )?(?:la )?gi\b/,
    ({ subject, evidence }) => subject !== undefined && evidence.quote.includes(subject),
  ],
];
const NAMED = new Set(
  'so ve noi quy dinh dung viec van de gi la cai dieu ten day du ban hanh ky ra doi cong bo ai co quan don vi cap nao khi bao gio ngay thang nam luc hom may do cua nghi quyet quyet ke hoach chuong trinh hanh dong chi thi luat thong tu de an ket luan nq nd qd tt ct ctr kh tw trung uong dang nhung'.split(
    ' ',
  ),
);
const OTHER_TOPIC_MAX = 0.2;
const ROWS_MAX = 50;
/** Offices number alike: several "Kế hoạch 171" are told one after another. */
const TOLD_MAX = 3;

/** What is asked of the document; undefined when something else is asked or no source tells it. */
export function answerPolicy(
  reading: QuestionReading,
  provinces: readonly string[],
  { facts, corpus, mayReadInternal }: PolicyDeps,
): Answered | undefined {
  const asked = fold(reading.expanded).replace(/[^a-z0-9]+/g, ' ');
  const isTold = ASKED.find(([pattern]) => pattern.test(asked))?.[1];
  const [document, ...others] = reading.documents;
  if (!isTold || document?.number === undefined || others.length > 0) return undefined;
  if (otherTopicShare(reading, (word) => NAMED.has(word), provinces) > OTHER_TOPIC_MAX)
    return undefined;
  const { kind, number, year } = document;
  const rows = facts
    .policies({ number: String(number), mayReadInternal, limit: ROWS_MAX })
    .filter((row) => row.article === undefined && isTold(row))
    .filter((row) => kind === '' || fold(row.policyKind).startsWith(kind.replaceAll('_', ' ')))
    .filter(
      (row) => year === undefined || (row.issuedOn ?? row.number ?? '').includes(String(year)),
    );
  return factsAnswer(distinct(rows).slice(0, TOLD_MAX).map(told), corpus);
}

/** "16/6/2022" for the stored day. */
function tellsDay({ issuedOn, evidence }: Policy): boolean {
  if (issuedOn === undefined) return false;
  const [year, month, day] = issuedOn.split('-').map(Number);
  return new RegExp(`(?<!\\d)0?${day}(?:/| tháng )0?${month}(?:/| năm )${year}`).test(
    evidence.quote,
  );
}

/** One row of each document, the one with its day of issue and the longest words first. */
function distinct(rows: readonly Policy[]): Policy[] {
  const fullest = [...rows].sort(
    (a, b) =>
      Number(b.issuedOn !== undefined) - Number(a.issuedOn !== undefined) ||
      b.evidence.quote.length - a.evidence.quote.length,
  );
  const isDated = fullest[0]?.issuedOn !== undefined;
  const kept = new Map<string, Policy>();
  for (const row of fullest) {
    // A row without a day may be any of those that have one.
    if (isDated && row.issuedOn === undefined) continue;
    const key = row.issuedOn ?? fold(row.number ?? row.name);
    if (!kept.has(key)) kept.set(key, row);
  }
  return [...kept.values()];
}

function told(row: Policy): Told {
  const quote = row.evidence.quote.replace(/\s+/g, ' ');
  const text = quote.charAt(0).toLocaleUpperCase('vi') + quote.slice(1);
  return { row, text, lead: '', known: [text] };
}
