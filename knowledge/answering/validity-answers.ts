/**
 * "Luật Hợp tác xã 2023 có hiệu lực từ khi nào?": answered from the stored day of effect of the document
 * that the question names, with parts of it that have a day of their own. Used only when the question
 * asks for nothing else.
 */
import type { FactsStore, Stored } from '../facts/lookup.ts';
import type { PolicyFact } from '../facts/schemas.ts';
import type { QuestionReading } from '../question/question.ts';
import { expandSureAbbreviations } from '../text/abbreviations.ts';
import { fold } from '../text/normalise.ts';
import type { Answered } from './answer.ts';
import { dayMonthYear } from './compose.ts';
import { type FactDeps, factsAnswer, type Told } from './fact-answer.ts';
import { otherTopicShare } from './other-topic.ts';

export interface ValidityDeps extends FactDeps {
  facts: Pick<FactsStore, 'policies'>;
}

type Validity = Stored<PolicyFact> & { effectiveOn: string };

const ASKS_FOR_DAY =
  /\b(?:hieu luc|(?:ap dung|thi hanh) tu)\b.*\b(?:khi nao|bao gio|(?:ngay|thang|nam|luc) nao|ngay may|tu dau|chua)\b|\b(?:khi nao|bao gio|(?:ngay|thang|nam|luc) nao)\b.*\bhieu luc\b/;
const ENDS = /\b(?:het|mat|con|ngung) hieu luc\b/;
const NAMED = new Set(
  'co hieu luc thi hanh tu ke khi bao gio ngay nao thang nam luc chua duoc ap dung luat nghi dinh thong tu quyet nghi hop tac xa htx so moi nd cp tt qd ttg btc bnnptnt bldtbxh qh cua va'.split(
    ' ',
  ),
);
const OTHER_TOPIC_MAX = 0.2;
const ROWS_MAX = 50;
/** Parts with a day of their own that are told after the document itself. */
const PARTS_MAX = 2;

/** The day from which the document holds; undefined when something else is asked or none is stored. */
export function answerValidity(
  reading: QuestionReading,
  { facts, corpus, mayReadInternal }: ValidityDeps,
): Answered | undefined {
  const asked = fold(reading.expanded).replace(/[^a-z0-9]+/g, ' ');
  if (!ASKS_FOR_DAY.test(asked) || ENDS.test(asked)) return undefined;
  if (otherTopicShare(reading, (word) => NAMED.has(word), []) > OTHER_TOPIC_MAX) return undefined;
  const [document] = reading.documents;
  if (!document) return undefined;
  const rows = facts
    .policies({
      role: 'itself',
      mayReadInternal,
      limit: ROWS_MAX,
      ...(document.number === undefined
        ? { kind: document.kind.replace('_', ' ') }
        : { number: String(document.number) }),
    })
    .filter((row): row is Validity => row.effectiveOn !== undefined)
    // A day that only the file's header tells cannot be quoted.
    .filter(
      (row) => /hieu luc/.test(fold(row.evidence.quote)) && isNamed(row, asked, document.year),
    );
  const newest = rows.find(({ article }) => article === undefined);
  if (!newest) return undefined;
  const parts = rows.filter(
    ({ documentId, article }) => documentId === newest.documentId && article !== undefined,
  );
  return factsAnswer([newest, ...parts.slice(0, PARTS_MAX)].map(told), corpus);
}

/** A numbered document by its number and year, another one by its name. */
function isNamed(
  { name, number, issuedOn }: Validity,
  asked: string,
  year: number | undefined,
): boolean {
  if (year !== undefined && !(issuedOn ?? number ?? name).includes(String(year))) return false;
  const bare = fold(expandSureAbbreviations(name)).replace(/ (?:nam )?(?:19|20)\d\d$/, '');
  const head = number === undefined ? undefined : /\d+/.exec(number)?.[0];
  return asked.includes(bare) || (head !== undefined && asked.split(' ').includes(head));
}

function told(row: Validity): Told {
  const { name, clause, article, effectiveOn } = row;
  const part = [clause, article].filter((one) => one !== undefined).join(' ');
  const day = dayMonthYear(effectiveOn);
  const text = part
    ? `Riêng ${part}: có hiệu lực từ ngày ${day}`
    : `${name} có hiệu lực từ ngày ${day}`;
  return { row, text, lead: name, known: [name, part, day] };
}
