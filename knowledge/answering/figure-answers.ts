/**
 * "Lạng Sơn có bao nhiêu HTX?": a count or measure answered from the stored figures, of the place and
 * time asked for, otherwise the newest with the one before it. Used only when a figure counts just
 * what the question counts: newly founded ones are no total, a district is no province.
 */
import type { FactsStore, Stored } from '../facts/lookup.ts';
import type { FigureFact } from '../facts/schemas.ts';
import { BESIDE_NUMBER, countedKey } from '../figures/counted.ts';
import {
  FIGURE_LIKELY,
  type FigureQuestion,
  readFigureQuestion,
} from '../figures/figure-question.ts';
import type { KnownNames } from '../meetings/question.ts';
import type { CompletedQuestion } from '../question/conversation.ts';
import { fold } from '../text/normalise.ts';
import type { Answered } from './answer.ts';
import { dayMonthYear } from './compose.ts';
import { atHome, type FactDeps, factsAnswer, type Told } from './fact-answer.ts';

export interface FigureDeps extends FactDeps {
  facts: Pick<FactsStore, 'figures'>;
  known: KnownNames;
}

type Figure = Stored<FigureFact>;

const ROWS_MAX = 500;
const ALLIANCES_MAX = 4;
/** A count far below another of its kind is of some of them (those who came), not the total. */
const TOTAL_SHARE = 0.5;

/** The figure asked for; undefined when the question asks something else or none fits all it asks. */
export function answerFigure(
  completed: CompletedQuestion,
  provinces: readonly string[],
  deps: FigureDeps,
): Answered | undefined {
  const asked = figureAsked(completed, deps.known);
  const places = new Set([...provinces, ...asked.places.map(({ province }) => province)]);
  if (places.size > 1) return undefined;
  const counted = countedKey(asked.quantity);
  if (counted === '' || asked.likelihood < FIGURE_LIKELY) return undefined;
  const rows = rowsFor(asked, counted, [...places][0], deps);
  const named = [...new Set(rows.map(({ province }) => province))];
  const isTimed = asked.time.from !== undefined || asked.time.to !== undefined;
  const told =
    named.length === 1
      ? inTime(rows, isTimed)
      : named
          .flatMap((one) =>
            inTime(
              rows.filter(({ province }) => province === one),
              true,
            ),
          )
          .slice(0, ALLIANCES_MAX);
  return factsAnswer(told, deps.corpus);
}

/** The figure that a question asks for, a follow-up completed from the question it leans on. */
function figureAsked({ own, inherited }: CompletedQuestion, known: KnownNames): FigureQuestion {
  const asked = readFigureQuestion(withoutLeaning(own), known);
  if (inherited === '') return asked;
  const earlier = readFigureQuestion(inherited, known);
  const isNamed = countedKey(asked.quantity) !== '';
  // "Còn HTX phi nông nghiệp?" after their income asks for an income.
  const isCount = isNamed && (asked.likelihood >= FIGURE_LIKELY || isPlainCount(earlier));
  const joined = isNamed ? `${earlier.quantity} ${asked.quantity}` : earlier.quantity;
  return {
    ...asked,
    quantity: isCount ? asked.quantity : joined,
    countsMembers: isCount ? asked.countsMembers : earlier.countsMembers,
    places: asked.places.length > 0 ? asked.places : earlier.places,
    time: isUntimed(asked) ? earlier.time : asked.time,
    likelihood: Math.max(asked.likelihood, earlier.likelihood),
  };
}

function isPlainCount({ quantity }: FigureQuestion): boolean {
  return countedKey(quantity).replace(/^moi /, '') in BESIDE_NUMBER;
}

function isUntimed({ time }: FigureQuestion): boolean {
  return time.from === undefined && time.to === undefined && time.month === undefined;
}

/** "Còn … thì sao": words that only lean on the question before. */
const LEANING =
  /^\s*(?:vậy |thế |the |vay )*(?:còn|con|vậy|thế|the|vay)(?!\p{L})|(?<!\p{L})(?:thì sao|thi sao|thì thế nào|thi the nao|ở đó|o do|ở đấy)(?!\p{L})/giu;

function withoutLeaning(text: string): string {
  return text.normalize('NFC').replace(LEANING, ' ');
}

const NEWLY =
  /(?<!ngay )(?:thanh lap|lap)(?! lien minh)|\b(?:moi|them|tang|ra doi|ra mat|phat trien)\b/;

/**
 * A test of whether a text can hold the count that a question asks for: its number stands beside
 * what is counted, new ones are called new, and those admitted are not all members. Undefined for a
 * question that does not ask for a plain count.
 */
export function countTest(
  completed: CompletedQuestion,
  known: KnownNames,
): ((text: string) => boolean) | undefined {
  const asked = figureAsked(completed, known);
  const counted = countedKey(asked.quantity);
  const noun = BESIDE_NUMBER[counted.replace(/^moi /, '')];
  if (asked.likelihood < FIGURE_LIKELY || noun === undefined) return undefined;
  const beside = new RegExp(`\\d[\\d.,/]* (?:don vi )?(?:la )?${noun}`, 'g');
  const isNew = counted.startsWith('moi ');
  const isTotal = counted === 'htx' && !asked.countsMembers;
  const isAboutMembers = counted === 'thanh vien' && asked.countsMembers;
  return (text) => {
    // "1 trong 4 HTX dừa" tells of one of a few.
    if (ONE_OF.test(fold(text))) return false;
    // A colon stays: the "4 đơn vị: HTX A" are not 4 HTX of all.
    const told = fold(text).replace(/[^a-z0-9.,/:]+/g, ' ');
    const found = [...told.matchAll(beside)];
    if (found.length === 0 || (isNew && !NEWLY.test(told))) return false;
    const isOfSome = ({ index }: RegExpExecArray) =>
      OF_SOME.test(told.slice(Math.max(0, index - OF_SOME_CHARS), index));
    if (isTotal && found.every(isOfSome)) return false;
    return !(isAboutMembers && /ket nap/.test(told));
  };
}

/** "Thành lập mới 20 HTX", "sản phẩm của 24 HTX": no total. */
const OF_SOME =
  /\b(?:thanh lap|lap|moi|giai the|ket nap|ho tro|giup|cho|cua|dai dien|trong do)(?: (?:moi|duoc|them))? $/;
const OF_SOME_CHARS = 24;
const ONE_OF = /\b(?:1|01|mot) trong (?:so )?\d/;

function rowsFor(
  asked: FigureQuestion,
  counted: string,
  province: string | undefined,
  { facts, home, mayReadInternal }: FigureDeps,
): Figure[] {
  const query = { mayReadInternal, isTarget: false, limit: ROWS_MAX };
  const districts = asked.places.flatMap(({ district }) => district ?? []);
  const rows = facts
    .figures(province === undefined ? query : { ...query, province })
    .filter((row) => counts(row, asked, counted) && isOf(row, asked, districts));
  const inTime = rows.filter(({ asOf }) => isWithin(asOf, asked.time));
  const timed = inTime.length > 0 ? inTime : rows.filter((row) => isReview(row, asked.time));
  const own = province === undefined ? atHome(timed, home) : timed;
  return withoutParts(own, counted);
}

function counts(row: Figure, asked: FigureQuestion, counted: string): boolean {
  if (countedKey(row.quantity) !== counted) return false;
  if (isOfPart(row)) return false;
  // Of a single cooperative, where the question names none.
  if (row.organisation !== undefined && !/liên minh|LMHTX/iu.test(row.organisation)) return false;
  if (counted === 'ket nap') return row.countsMembers;
  // "89/50 THT, đạt 178 %" says what was done of a plan, not how many there are.
  const isOfPlan = row.percentOfPlan !== undefined && !counted.startsWith('moi');
  return row.countsMembers === asked.countsMembers && !isOfPlan;
}

const PART = /\b(?:cum|huyen|quan|thi xa|thi tran|phuong)\b/;
const WHOLE = /\b(?:toan|ca|dia ban|cua|trong) (?:tinh|thanh pho|tp|nuoc|quoc)\b/;

/** "Ba huyện trong cụm hiện có 297 HTX": of a part that has no name. */
function isOfPart({ area, evidence, valueText }: Figure): boolean {
  if (area !== undefined) return false;
  const before = fold(evidence.quote.slice(0, evidence.quote.indexOf(valueText)));
  return PART.test(before) && !WHOLE.test(before);
}

/** Of the whole province or country, or of just the districts asked for. */
function isOf({ area }: Figure, asked: FigureQuestion, districts: readonly string[]): boolean {
  if (asked.wholeCountry) return area === 'cả nước';
  if (districts.length === 0) return area === undefined;
  const named = (area ?? '').split(/,| và /u).filter((part) => part.trim() !== '');
  const told = fold(area ?? '');
  return named.length === districts.length && districts.every((one) => told.includes(fold(one)));
}

function isWithin(asOf: string | undefined, { from, to }: FigureQuestion['time']): boolean {
  if (from === undefined && to === undefined) return true;
  return asOf !== undefined && asOf >= (from ?? '') && asOf <= (to ?? '9999');
}

/** A year's review is held at the beginning of the next and tells how many there are "hiện nay". */
const REVIEWED_UNTIL = '-02-15';

function isReview({ asOf }: Figure, { from, to }: FigureQuestion['time']): boolean {
  if (asOf === undefined || !from?.endsWith('-01-01') || !to?.endsWith('-12-31')) return false;
  return asOf > to && asOf <= `${Number(to.slice(0, 4)) + 1}${REVIEWED_UNTIL}`;
}

/** Without counts that are of a part, as far as their size tells. New ones of a year have no total. */
function withoutParts(rows: readonly Figure[], counted: string): Figure[] {
  if (/^(?:moi|ket nap)/.test(counted)) return [...rows];
  const largest = new Map<string, number>();
  for (const { province, value } of rows)
    largest.set(province ?? '', Math.max(value, largest.get(province ?? '') ?? 0));
  return rows.filter(({ province, value }) => value >= TOTAL_SHARE * largest.get(province ?? '')!);
}

/** The newest first; each document's largest, and of what several say alike the newest. */
function inTime(rows: readonly Figure[], onlyNewest: boolean): Told[] {
  const ofDocument = new Map<string, Figure>();
  for (const row of rows) {
    const key = `${row.documentId} ${row.asOf}`;
    const known = ofDocument.get(key);
    if (!known || row.value > known.value) ofDocument.set(key, row);
  }
  const newest = [...ofDocument.values()].sort((a, b) =>
    (b.asOf ?? '').localeCompare(a.asOf ?? ''),
  );
  const [first] = newest;
  if (!first) return [];
  const before = newest.find(({ value }) => value !== first.value);
  return onlyNewest || !before
    ? [told(first, '')]
    : [told(first, ''), told(before, before.asOf === first.asOf ? 'Nguồn khác: ' : 'Trước đó, ')];
}

/** "Lạng Sơn, tính đến hết tháng 9/2023: 478 HTX". */
function told(row: Figure, opening: string): Told {
  const where = [row.area, row.province].filter((part) => part !== undefined).join(', ');
  const place = opening === '' ? where : '';
  const head = [place, whenOf(row)].filter((part) => part !== '').join(', ');
  const line = `${opening}${head === '' ? '' : `${head}: `}${amountOf(row)}`;
  return {
    row,
    text: line.charAt(0).toLocaleUpperCase('vi') + line.slice(1),
    lead: where,
    known: [where, row.quantity, row.asOf === undefined ? '' : dayMonthYear(row.asOf)],
  };
}

function whenOf({ period, asOf }: Figure): string {
  if (period === undefined) return asOf === undefined ? '' : `theo tin ngày ${dayMonthYear(asOf)}`;
  return /^\d/.test(period)
    ? `đến ${period}`
    : period.charAt(0).toLocaleLowerCase('vi') + period.slice(1);
}

/** "29/10 HTX thành lập mới, đạt 290% kế hoạch", "thu nhập bình quân 4,3 triệu đồng/người/tháng". */
function amountOf({ quantity, approximation, valueText, unit, percentOfPlan }: Figure): string {
  const what = quantity.replace(/ trong .*$/u, '');
  const isCount = what.toLowerCase().startsWith(unit.toLowerCase());
  const value = [approximation, valueText].filter((part) => part !== undefined).join(' ');
  const plan = percentOfPlan === undefined ? '' : `, đạt ${percentOfPlan}% kế hoạch`;
  return `${isCount ? `${value} ${what}` : `${what} ${value} ${unit}`}${plan}`;
}
