/**
 * "Chủ tịch Liên minh HTX Kiên Giang là ai?", "ông Quan giữ chức gì?": answered from the stored offices,
 * each for the day its source attests. Used only when the question asks for the holder of an office,
 * or for a person's office, and nothing else.
 */
import type { FactsStore, OfficeQuery, Stored } from '../facts/lookup.ts';
import type { OfficeFact } from '../facts/schemas.ts';
import type { QuestionReading } from '../question/question.ts';
import { fold } from '../text/normalise.ts';
import type { Answered } from './answer.ts';
import { dayMonthYear } from './compose.ts';
import { atHome, type FactDeps, factsAnswer, type Told } from './fact-answer.ts';
import { otherTopicShare } from './other-topic.ts';

export interface OfficeDeps extends FactDeps {
  facts: Pick<FactsStore, 'offices'>;
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
  if (!asked) return answerPerson(reading, provinces, deps);
  const rows = rowsFor(asked, reading, provinces, deps);
  const bodies = [...new Set(rows.map(bodyOf))];
  // Several bodies leave room for those who held it before only when they are few.
  const onlyNewest = isTimed(reading) || bodies.length * 2 > HOLDERS_MAX;
  const told = bodies.flatMap((body) =>
    ofOneBody(
      rows.filter((row) => bodyOf(row) === body),
      { onlyNewest, isOnlyBody: bodies.length === 1 },
    ),
  );
  return factsAnswer(told.slice(0, HOLDERS_MAX), deps.corpus);
}

const ADDRESS = '(?:ong|ba|anh|chi|dong chi)';
const ASKS_OFFICE =
  '(?:la (?:ai|chuc gi)|(?:(?:dang |hien )*(?:giu|lam|nam|dam nhiem|co) )?(?:chuc|chuc vu|chuc danh|cuong vi) (?:gi|nao|j))';
const PERSON_ASKED = new RegExp(`\\b${ADDRESS} ([a-z]+(?: [a-z]+){0,4}?) ${ASKS_OFFICE}\\b`);
const PERSONS_MAX = 2;

/** "Ông Quan làm chức gì": the offices of the persons whose name ends so, unless too many have it. */
function answerPerson(
  reading: QuestionReading,
  provinces: readonly string[],
  { facts, corpus, mayReadInternal }: OfficeDeps,
): Answered | undefined {
  const text = fold(reading.text).replace(/[^a-z0-9]+/g, ' ');
  const name = PERSON_ASKED.exec(text)?.[1];
  if (name === undefined) return undefined;
  const said = new Set([...name.split(' '), ...ABOUT_A_PERSON]);
  const known = (word: string) => said.has(word) || TIME_WORDS.has(word);
  if (otherTopicShare(reading, known, provinces) > OTHER_TOPIC_MAX) return undefined;
  const rows = facts
    .offices({ person: name, mayReadInternal, limit: ROWS_MAX })
    .filter(({ person }) => ` ${fold(person)}`.endsWith(` ${name}`))
    .filter(({ province }) => provinces.length === 0 || provinces.includes(province ?? ''))
    .filter((row) => heldAt(row, reading));
  const persons = [...new Set(rows.map(({ person }) => fold(person)))];
  if (persons.length > PERSONS_MAX) return undefined;
  const lines = persons.flatMap((one) =>
    officesOf(rows.filter(({ person }) => fold(person) === one)),
  );
  return factsAnswer(lines.slice(0, HOLDERS_MAX), corpus);
}

/** Offices that one person holds, the highest first. */
const OFFICES_MAX = 2;
const RANKS = ['chu tich', 'tong giam doc', 'giam doc', 'bi thu', 'pho'];

function officesOf(rows: readonly Office[]): Told[] {
  const held = rows.filter(({ asOf, standing }) => asOf === rows[0]?.asOf && standing !== 'former');
  const kept = new Map<string, Office>();
  for (const row of held.length > 0 ? held : rows.slice(0, 1)) {
    const key = fold(row.title);
    const known = kept.get(key);
    if (!known || bodyName(row).length > bodyName(known).length) kept.set(key, row);
  }
  const rank = ({ title }: Office) => {
    const at = RANKS.findIndex((one) => fold(title).startsWith(one));
    return at < 0 ? RANKS.length : at;
  };
  const all = [...kept.values()];
  // Who was just elected leaves the office held until then.
  const elected = all.filter(({ standing }) => standing === 'elected');
  return (elected.length > 0 ? elected : all)
    .sort((a, b) => rank(a) - rank(b))
    .slice(0, OFFICES_MAX)
    .map((row) => ({ ...told(row, `${row.person}: `, bodyName(row)), lead: row.person }));
}

const ABOUT_A_PERSON =
  'ong ba anh chi dong la ai lam giu nam dam nhiem chuc vu danh cuong vi gi nao dang hien'.split(
    ' ',
  );

interface AskedOffice {
  title: string;
  organisation: string;
}

function officeAsked(
  reading: QuestionReading,
  provinces: readonly string[],
): AskedOffice | undefined {
  if (reading.intent.wanted[0] !== 'person') return undefined;
  const text = ` ${fold(reading.expanded).replace(/[^a-z0-9]+/g, ' ')} `
    .replace(/ pct (?=lien minh|lm)/, ' pho chu tich ')
    .replace(/ ct (?=lien minh|lm)/, ' chu tich ');
  const title = TITLES.find((one) => text.includes(` ${fold(one)} `));
  const organisation = ORGANISATIONS.find(([pattern]) => pattern.test(text))?.[1];
  if (!title || !organisation) return undefined;
  const named = new Set(fold(`${title} ${organisation} ${BODY_WORDS}`).split(/\s+/));
  const other = otherTopicShare(
    reading,
    (word) => named.has(word) || TIME_WORDS.has(word),
    provinces,
  );
  return other <= OTHER_TOPIC_MAX ? { title, organisation } : undefined;
}

const BODY_WORDS =
  'lien minh lmhtx lm hop tac xa htx tinh phat trien thanh pho viet nam doanh nghiep dn ct pct';
const TIME_WORDS = new Set(
  'nam thang ngay hoi luc hien nay gio h nay moi nhat lam la giu chuc duong nhiem dung dau ten'.split(
    ' ',
  ),
);

function rowsFor(
  { title, organisation }: AskedOffice,
  reading: QuestionReading,
  provinces: readonly string[],
  { facts, home, mayReadInternal }: OfficeDeps,
): readonly Office[] {
  const query: OfficeQuery = { title, organisation, mayReadInternal, limit: ROWS_MAX };
  const all = (provinces.length > 0 ? provinces : [undefined])
    .flatMap((province) => facts.offices(province ? { ...query, province } : query))
    // The alliance of no known province is nobody's that could be named.
    .filter((row) => row.province !== undefined || isNational(row));
  const inTime = all.filter((row) => heldAt(row, reading));
  return provinces.length > 0 ? inTime : atHome(inTime, home);
}

function isTimed({ dates, years }: QuestionReading): boolean {
  return years.length > 0 || dates.some(({ year }) => year !== undefined);
}

/** Months around an asked month in which an office is taken to have been held by the same person. */
const MONTHS_AROUND = 6;

/** True for a question without a time, for the year asked, and for a term that covers it. */
function heldAt({ asOf, term }: Office, reading: QuestionReading): boolean {
  if (!isTimed(reading)) return true;
  const date = reading.dates.find(({ year }) => year !== undefined);
  const asked = date?.year ?? Number(reading.years[0]);
  const [from, to] = (term ?? '').split('-').map(Number);
  if (from !== undefined && to !== undefined && from < asked && asked < to) return true;
  if (asOf === undefined) return false;
  const month = (year: number, of: number) => year * 12 + of;
  const [year, of] = asOf.split('-').map(Number) as [number, number];
  if (date === undefined) return year === asked;
  return Math.abs(month(year, of) - month(asked, date.month)) <= MONTHS_AROUND;
}

function isNational({ organisation }: Office): boolean {
  return /viet nam/.test(fold(organisation ?? ''));
}

function bodyOf(row: Office): string {
  return isNational(row) ? 'viet nam' : fold(row.province ?? row.organisation ?? '');
}

/** An office that one person holds at a time is told with who held it before. */
const SEVERAL_HOLD = /^phó|ủy viên|uỷ viên/iu;

interface Listing {
  /** Of an office that one person holds, nobody who held it before. */
  onlyNewest: boolean;
  /** The body need not be named again. */
  isOnlyBody: boolean;
}

/** The holders in one body, the newest first. */
function ofOneBody(rows: readonly Office[], { onlyNewest, isOnlyBody }: Listing): Told[] {
  const holders = [...new Map(rows.toReversed().map((row) => [fold(row.person), row])).values()]
    .sort((a, b) => (b.asOf ?? '').localeCompare(a.asOf ?? ''))
    .sort((a, b) => Number(a.standing === 'former') - Number(b.standing === 'former'));
  const [newest, ...others] = holders;
  if (!newest) return [];
  if (SEVERAL_HOLD.test(newest.title)) {
    return holders.filter(({ standing }) => standing !== 'former').map((row) => told(row, ''));
  }
  const before = onlyNewest ? [] : others.slice(0, 1);
  return [told(newest, ''), ...before.map((row) => told(row, openingOf(row, newest, isOnlyBody)))];
}

/** Of two that one day's sources name, neither is known to have come first. */
function openingOf(row: Office, newest: Office, isOnlyBody: boolean): string {
  if (row.asOf === newest.asOf) return '';
  return isOnlyBody ? 'Trước đó: ' : `Trước đó, ${bodyName(row)}: `;
}

/** "Chủ tịch Liên minh HTX tỉnh Kiên Giang". */
function bodyName({ title, organisation, province }: Office): string {
  const isNamed = province === undefined || fold(organisation ?? '').includes(fold(province));
  const isAlliance = /lien minh/.test(fold(organisation ?? ''));
  const body = [title, organisation].filter(Boolean).join(' ');
  if (isNamed) return body;
  return isAlliance ? `${body} ${province}` : `${body}, ${province}`;
}

function told(row: Office, opening: string, what: string = row.person): Told {
  const { asOf, standing } = row;
  const body = bodyName(row);
  const how = standing === 'elected' ? ' (được bầu)' : standing === 'former' ? ' (nguyên)' : '';
  const day = asOf === undefined ? '' : dayMonthYear(asOf);
  const when = day === '' ? '' : `, theo tin ngày ${day}`;
  const whose = opening === '' ? `${body}: ` : opening;
  return {
    row,
    text: `${whose}${what}${how}${when}`,
    lead: body,
    known: [body, what, opening, day, when, how],
  };
}
