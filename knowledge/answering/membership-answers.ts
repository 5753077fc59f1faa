/**
 * "Thành viên mới kết nạp", "HTX An Phát vào Liên minh khi nào": answered from the stored admissions.
 * Used only when the question asks for nothing else: by whom one may be admitted is a matter of law.
 */
import type { FactsStore, Stored } from '../facts/lookup.ts';
import type { MembershipFact } from '../facts/schemas.ts';
import { readTimeRange } from '../meetings/time-range.ts';
import type { QuestionReading } from '../question/question.ts';
import { expandSureAbbreviations } from '../text/abbreviations.ts';
import { fold } from '../text/normalise.ts';
import type { Answered } from './answer.ts';
import { dayMonthYear } from './compose.ts';
import { atHome, type FactDeps, factsAnswer, type Told } from './fact-answer.ts';
import { otherTopicShare } from './other-topic.ts';

export interface MembershipDeps extends FactDeps {
  facts: Pick<FactsStore, 'memberships'>;
  /** The ISO day that "năm ngoái" counts from. */
  today: string;
  /** -1 (the law) … 1 (the news), see source-wanted.ts. */
  sourceWanted: number;
}

type Admission = Stored<MembershipFact> & { admittedOn: string };

const ROWS_MAX = 200;
const ALLIANCES_MAX = 3;
const OTHER_TOPIC_MAX = 0.2;
/** From here on what has come about is wanted, not what is required. */
const NEWS_WANTED = 0.3;

const ASKS_FOR_ADMISSION =
  /\bket nap\b|\bthanh vien moi\b|\b(?:moi |vua )?(?:vao|gia nhap) (?:lien minh|lm ?htx|lmhtx)\b/;
const NOT_WHO = /\b(?:ai (?!vay|a\b)[a-z]+|o dau|vi sao|tai sao|the nao|lam gi|chu tri)\b/;
const ASKS_COUNT = /\b(?:bao nhieu|may|bn|bnhieu)\b/;
const ASKS_WHEN = /\b(?:khi nao|bao gio|(?:ngay|hom|thang|nam|luc) nao|ngay may)\b/;
const NAMED = new Set(
  'lmhtx lm thanh vien moi ket nap gan day nhat vua qua duoc da vao gia nhap lien minh hop tac xa htx don vi doanh nghiep nao nhung cac ai danh sach ten tinh thanh pho nam thang ngay khi gio hom trong dau cuoi quyet dinh cong bo trao so ms nhan them hoi dip bao nhieu gom'.split(
    ' ',
  ),
);

/** Who was admitted, or when; undefined when something else is asked or nothing fits. */
export function answerMembership(
  reading: QuestionReading,
  provinces: readonly string[],
  deps: MembershipDeps,
): Answered | undefined {
  const folded = fold(reading.expanded).replace(/[^a-z0-9]+/g, ' ');
  if (!ASKS_FOR_ADMISSION.test(folded) || deps.sourceWanted < NEWS_WANTED) return undefined;
  const rows = admissions(reading, provinces, deps);
  if (ASKS_WHEN.test(folded)) return factsAnswer(admittedWhen(reading, rows), deps.corpus);
  // A batch has a number of its own; those of a whole year are of several.
  const isCount = ASKS_COUNT.test(folded);
  if (isCount && !isOfOneBatch(rows)) return undefined;
  const isOnlyThat =
    otherTopicShare(reading, (word) => NAMED.has(word), provinces) <= OTHER_TOPIC_MAX;
  if (NOT_WHO.test(folded) || !isOnlyThat) return undefined;
  return factsAnswer(newestOfEach(rows), deps.corpus);
}

function admissions(
  reading: QuestionReading,
  provinces: readonly string[],
  { facts, home, today, mayReadInternal }: MembershipDeps,
): readonly Admission[] {
  const time = readTimeRange(reading.text, today);
  const query = {
    status: 'admitted',
    mayReadInternal,
    limit: ROWS_MAX,
    ...(time?.from !== undefined && { admittedFrom: time.from }),
    ...(time?.to !== undefined && { admittedTo: time.to }),
  } as const;
  const found =
    provinces.length === 0
      ? facts.memberships(query)
      : provinces.flatMap((place) => facts.memberships({ ...query, place }));
  const dated = found.flatMap((row) =>
    row.admittedOn === undefined ? [] : [{ ...row, admittedOn: row.admittedOn }],
  );
  return provinces.length > 0 ? dated : atHome(dated, home);
}

/** True when all were admitted on one day, and the source says how many they are. */
function isOfOneBatch(rows: readonly Admission[]): boolean {
  const [first] = rows;
  if (!first || rows.some(({ admittedOn }) => admittedOn !== first.admittedOn)) return false;
  const count = new Set(rows.map(({ unit }) => unit)).size;
  return new RegExp(`(?<![\\d/])0?${count}(?![\\d/])`).test(first.evidence.quote);
}

/** The one unit that the question names. */
function admittedWhen(reading: QuestionReading, rows: readonly Admission[]): Told[] {
  const asked = plain(reading.text);
  const named = rows.filter(({ unit }) => asked.includes(plain(unit)));
  return named.slice(0, 1).map((row) => {
    const day = dayMonthYear(row.admittedOn);
    const by = row.alliance === undefined ? '' : ` vào ${allianceName(row)}`;
    return {
      row,
      text: `${row.unit} được kết nạp${by} ngày ${day}`,
      lead: `${row.unit}, ${day}`,
      known: [row.unit, day, by],
    };
  });
}

/** Written out and folded, edged by spaces. */
function plain(text: string): string {
  return ` ${fold(expandSureAbbreviations(text))
    .replace(/[^a-z0-9]+/g, ' ')
    .trim()} `;
}

/** "Liên minh HTX thành phố Hải Phòng". */
function allianceName({ alliance = '', province }: Admission): string {
  const isNamed = province === undefined || fold(alliance).includes(fold(province));
  return isNamed ? alliance : `${alliance} ${province}`;
}

/** The last admission of each alliance, in the words that tell of it. */
function newestOfEach(rows: readonly Admission[]): Told[] {
  const newest = new Map<string, Admission[]>();
  for (const row of rows) {
    const key = row.province ?? row.alliance ?? '';
    const known = newest.get(key);
    if (!known || known[0]!.admittedOn === row.admittedOn) newest.set(key, [...(known ?? []), row]);
  }
  return [...newest.values()].slice(0, ALLIANCES_MAX).flatMap((admitted) => {
    const [first] = admitted;
    if (!first) return [];
    const all = first.evidence.quote;
    const units = admitted.map(({ unit }) => unit);
    const isTold = units.every((unit) => all.includes(unit));
    const head = [first.province, dayMonthYear(first.admittedOn)].filter(Boolean).join(', ');
    const body = isTold ? all.replace(/\s+/g, ' ') : `kết nạp ${units.join('; ')}`;
    return [{ row: first, text: `${head}: ${body}`, lead: head, known: [head, body] }];
  });
}
