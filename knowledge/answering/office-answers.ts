/**
 * "Chủ tịch Liên minh HTX Kiên Giang là ai?": answered from the stored offices, each for the day its
 * source attests. Used only when the question asks for the holder of an office and nothing else.
 */
import type { Corpus } from '../corpus/corpus.ts';
import type { FactsStore, OfficeQuery, Stored } from '../facts/lookup.ts';
import type { OfficeFact } from '../facts/schemas.ts';
import type { QuestionReading } from '../question/question.ts';
import { fold } from '../text/normalise.ts';
import type { Answered, Citation, Claim } from './answer.ts';
import { dayMonthYear } from './compose.ts';
import { factCitation } from './fact-citation.ts';

export interface OfficeDeps {
  facts: Pick<FactsStore, 'offices'>;
  corpus: Pick<Corpus, 'document' | 'passage'>;
  home: string | undefined;
  mayReadInternal: boolean;
}

type Office = Stored<OfficeFact>;

// Longest first: "Phó Chủ tịch" is not "Chủ tịch".
const TITLES = [
  'phó chủ tịch',
  'chủ tịch',
  'phó giám đốc',
  'tổng giám đốc',
  'giám đốc',
  'bí thư',
  'trưởng ban',
];
const ORGANISATIONS: readonly (readonly [pattern: RegExp, organisation: string])[] = [
  [/\bquy ho tro\b/, 'quỹ hỗ trợ'],
  [/\blien minh hop tac xa viet nam\b/, 'liên minh htx việt nam'],
  [/\blien minh (?:hop tac xa|htx)\b|\blien minh\b/, 'liên minh htx'],
];
const HOLDERS_MAX = 4;
const ROWS_MAX = 60;
/** Share of the question's weight that may be about something else than office, body, place and time. */
const OTHER_TOPIC_MAX = 0.2;

/** The answer to who holds an office; undefined when the question asks something else or nothing is stored. */
export function answerOffice(
  reading: QuestionReading,
  provinces: readonly string[],
  deps: OfficeDeps,
): Answered | undefined {
  const asked = officeAsked(reading, provinces);
  if (!asked) return undefined;
  const rows = rowsFor(asked, reading, provinces, deps);
  const holders = distinctHolders(rows, asOfDay(reading) !== undefined).slice(0, HOLDERS_MAX);
  return holders.length > 0 ? compose(holders, deps) : undefined;
}

interface AskedOffice {
  title: string;
  organisation: string;
}

function officeAsked(
  reading: QuestionReading,
  provinces: readonly string[],
): AskedOffice | undefined {
  if (reading.intent.wanted[0] !== 'person') return undefined;
  const text = ` ${fold(reading.expanded).replace(/[^a-z0-9]+/g, ' ')} `;
  const title = TITLES.find((one) => text.includes(` ${fold(one)} `));
  const organisation = ORGANISATIONS.find(([pattern]) => pattern.test(text))?.[1];
  if (!title || !organisation) return undefined;
  const named = new Set(
    fold(
      [
        title,
        organisation,
        'lien minh hop tac xa htx tinh phat trien thanh pho viet nam doanh nghiep dn',
        ...provinces,
      ].join(' '),
    ).split(/\s+/),
  );
  let total = 0;
  let other = 0;
  for (const { folded, weight, alternatives } of reading.terms) {
    total += weight;
    const known =
      named.has(folded) ||
      /^\d+$/.test(folded) ||
      TIME_WORDS.has(folded) ||
      alternatives.some((a) => named.has(a.split(' ')[0]!));
    if (!known) other += weight;
  }
  return total > 0 && other / total <= OTHER_TOPIC_MAX ? { title, organisation } : undefined;
}

const TIME_WORDS = new Set(
  'nam thang ngay hoi luc hien nay gio nay moi nhat lam la giu chuc duong nhiem dung dau ten'.split(
    ' ',
  ),
);

function rowsFor(
  { title, organisation }: AskedOffice,
  reading: QuestionReading,
  provinces: readonly string[],
  { facts, home, mayReadInternal }: OfficeDeps,
): Office[] {
  const asOf = asOfDay(reading);
  const query: OfficeQuery = {
    title,
    organisation,
    mayReadInternal,
    limit: ROWS_MAX,
    ...(asOf ? { asOf } : {}),
  };
  const all = (provinces.length > 0 ? provinces : [undefined]).flatMap((province) =>
    facts.offices(province ? { ...query, province } : query),
  );
  const inTime =
    reading.years.length > 0
      ? all.filter((row) => reading.years.some((year) => row.asOf?.startsWith(year)))
      : all;
  const rows = inTime.length > 0 ? inTime : all;
  const atHome =
    home && provinces.length === 0
      ? rows.filter((row) => row.province && fold(home).includes(fold(row.province)))
      : [];
  return atHome.length > 0 ? atHome : rows;
}

/** The last day that the question's time covers, as the facts are ordered by. */
function asOfDay({ dates, years }: QuestionReading): string | undefined {
  const date = dates.find(({ year }) => year !== undefined);
  if (date?.year) {
    const pad = (n: number) => String(n).padStart(2, '0');
    return `${date.year}-${pad(date.month)}-${pad(date.day ?? 28)}`;
  }
  return years[0] ? `${years[0]}-12-31` : undefined;
}

/** One row per body and person, newest first; where a day was asked for, one person per body. */
function distinctHolders(rows: readonly Office[], onePerBody: boolean): Office[] {
  const seen = new Set<string>();
  return rows.filter((row) => {
    const body = fold(row.province ?? row.organisation ?? '');
    const key = onePerBody ? body : `${body}|${fold(row.person)}`;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

function compose(holders: readonly Office[], deps: OfficeDeps): Answered | undefined {
  const citations: Citation[] = [];
  const claims: Claim[] = [];
  for (const holder of holders) {
    const citation = factCitation(holder, citations.length + 1, deps.corpus);
    if (!citation) continue;
    citations.push(citation);
    claims.push({ text: sentenceOf(holder), citations: [citation.n] });
  }
  if (claims.length === 0) return undefined;
  return {
    outcome: 'answered',
    layout: 'sentences',
    claims,
    citations,
    by: 'facts',
    confidence: 1,
  };
}

function sentenceOf({ title, organisation, province, person, asOf, standing }: Office): string {
  const where =
    province && !fold(organisation ?? '').includes(fold(province)) ? ` ${province}` : '';
  const body = `${title} ${organisation ?? ''}${where}`.replace(/\s+/g, ' ').trim();
  const how = standing === 'elected' ? ' (được bầu)' : standing === 'former' ? ' (nguyên)' : '';
  return `${body}: ${person}${how}${asOf ? `, theo tin ngày ${dayMonthYear(asOf)}` : ''}`;
}
