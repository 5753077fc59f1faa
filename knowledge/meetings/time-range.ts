/**
 * The time a question limits itself to, as ISO days: "năm 2023", "quý III/2024", "6 tháng đầu năm
 * 2023", "từ tháng 3 đến tháng 5/2024", "8/8/2023", "năm ngoái", "trước 2022", with or without
 * diacritics. Invariant: every span is one of offsets into the text that was given, so that the
 * words of a time are not taken for a topic.
 */
import { findDates } from '../text/dates.ts';
import { fold } from '../text/normalise.ts';

export interface TimeRange {
  /** ISO days, inclusive; open where undefined. */
  from?: string;
  to?: string;
  /** "ngày 28/6", "tháng 8": of any year. */
  month?: number;
  day?: number;
  spans: { start: number; end: number }[];
}

/** A stretch of time that some words name; without `from` and `to` one of any year. */
interface Point {
  start: number;
  end: number;
  from?: string;
  to?: string;
  month?: number;
  day?: number;
}

type Rule = readonly [pattern: RegExp, read: (match: RegExpExecArray, today: string) => Span];
type Span = Pick<Point, 'from' | 'to' | 'month' | 'day'> | undefined;

const YEAR = '((?:19|20)\\d\\d)';
const OF_YEAR = `(?:\\s*(?:[/-]|nam|cua nam|,)?\\s*${YEAR})`;
const ROMAN: Readonly<Record<string, number>> = { i: 1, ii: 2, iii: 3, iv: 4 };
const NUMBER_WORDS: Readonly<Record<string, number>> = {
  mot: 1,
  hai: 2,
  ba: 3,
  bon: 4,
  nam: 5,
  sau: 6,
};

/** Longest forms first: a later rule never takes a stretch that an earlier one took. */
const RULES: readonly Rule[] = [
  [
    /(?<![\d/.-])(\d{1,2})\s?([/.-])\s?(\d{1,2})\s?\2\s?(\d{2})(?![\d/])/g,
    ([, d, , m, y]) => dayOf(2000 + Number(y), m, d),
  ],
  [
    new RegExp(`(\\d{1,2}) thang dau${OF_YEAR}`, 'g'),
    ([, n, y]) => months(Number(y), 1, Number(n)),
  ],
  [
    new RegExp(`(\\d{1,2}) thang cuoi${OF_YEAR}`, 'g'),
    ([, n, y]) => months(Number(y), 13 - Number(n), 12),
  ],
  [
    /(\d{1,2}) thang (dau|cuoi)(?: nam(?: nay)?)?(?! \d)/g,
    ([, n, half], today) =>
      half === 'dau'
        ? months(yearOf(today), 1, Number(n))
        : months(yearOf(today), 13 - Number(n), 12),
  ],
  [new RegExp(`nua dau${OF_YEAR}`, 'g'), ([, y]) => months(Number(y), 1, 6)],
  [new RegExp(`nua cuoi${OF_YEAR}`, 'g'), ([, y]) => months(Number(y), 7, 12)],
  [
    new RegExp(`(?:quy|q)\\s*(i{1,3}|iv|[1-4])(?:\\s*[/-]\\s*|\\s+nam\\s+|\\s+)${YEAR}`, 'g'),
    ([, q, y]) => quarter(Number(y), q),
  ],
  [new RegExp(`dau nam\\s+${YEAR}`, 'g'), ([, y]) => months(Number(y), 1, 4)],
  [new RegExp(`giua nam\\s+${YEAR}`, 'g'), ([, y]) => months(Number(y), 5, 8)],
  [new RegExp(`cuoi nam\\s+${YEAR}`, 'g'), ([, y]) => months(Number(y), 9, 12)],
  [/quy (i{1,3}|iv|[1-4])(?!\w)/g, ([, q], today) => quarter(yearOf(today), q)],
  [
    /(\d+|mot|hai|ba|bon|nam|sau) (nam|thang|tuan|ngay) (?:qua|gan day|tro lai day|vua qua|vua roi)/g,
    ([, n, unit], today) => lately(today, Number(NUMBER_WORDS[n!] ?? n), unit!),
  ],
  [/(?:hom nay|ngay hom nay|(?:sang|chieu|toi) nay)/g, (_, today) => ({ from: today, to: today })],
  [/hom qua/g, (_, today) => sameDay(shifted(today, -1))],
  [/ngay mai/g, (_, today) => sameDay(shifted(today, 1))],
  [/tuan (?:nay)(?!\w)/g, (_, today) => week(today, 0)],
  [/tuan (?:truoc|qua|vua roi|roi)(?!\w)/g, (_, today) => week(today, -1)],
  [/tuan (?:sau|toi)(?!\w)/g, (_, today) => week(today, 1)],
  [/thang nay(?!\w)/g, (_, today) => monthFrom(today, 0)],
  [/thang (?:truoc|qua|vua roi|roi|vua qua)(?!\w)/g, (_, today) => monthFrom(today, -1)],
  [/thang (?:sau|toi)(?!\w)/g, (_, today) => monthFrom(today, 1)],
  [/nam nay(?!\w)/g, (_, today) => months(yearOf(today), 1, 12)],
  [
    /nam (?:ngoai|truoc|qua|vua roi|roi|vua qua)(?!\w)/g,
    (_, today) => months(yearOf(today) - 1, 1, 12),
  ],
  [/nam kia(?!\w)/g, (_, today) => months(yearOf(today) - 2, 1, 12)],
  [/(?:sap toi|sap dien ra|sap to chuc|thoi gian toi)(?!\w)/g, (_, today) => ({ from: today })],
];
/** After dates written out: what may be part of one. */
const LATE_RULES: readonly Rule[] = [
  [new RegExp(`(?:trong |ca )?nam\\s+${YEAR}(?!\\d)`, 'g'), ([, y]) => months(Number(y), 1, 12)],
  [/(?<![\d/.-])((?:19|20)\d\d)(?![\d/-]|\.\d)/g, ([, y]) => months(Number(y), 1, 12)],
  [/(?:trong )?thang (1[0-2]|0?[1-9])(?!\d)/g, ([, m]) => ({ month: Number(m) })],
];

/** The time a question names; undefined when it names none. `today` is the ISO day relative words count from. */
export function readTimeRange(text: string, today: string): TimeRange | undefined {
  const folded = fold(text);
  if (folded.length !== text.length) return undefined;
  const points = pointsIn(text, folded, today);
  if (points.length === 0) return undefined;
  const borrowed = withSharedYear(points);
  return { ...combined(folded, borrowed), spans: points.map((point) => wider(folded, point)) };
}

function pointsIn(text: string, folded: string, today: string): Point[] {
  const points: Point[] = [];
  const add = (start: number, end: number, span: Span) => {
    const isFree = !points.some((other) => start < other.end && other.start < end);
    if (span && isFree) points.push({ start, end, ...span });
  };
  const apply = (rules: readonly Rule[]) => {
    for (const [pattern, read] of rules) {
      for (const match of folded.matchAll(pattern)) {
        add(match.index, match.index + match[0].length, read(match, today));
      }
    }
  };
  apply(RULES);
  for (const { start, end, year, month, day } of findDates(text)) {
    add(start, end, dated(year, month, day));
  }
  apply(LATE_RULES);
  return points.sort((a, b) => a.start - b.start);
}

function dated(year: number | undefined, month: number, day: number | undefined): Span {
  if (year === undefined) return { month, ...(day !== undefined && { day }) };
  return day === undefined ? months(year, month, month) : dayOf(year, String(month), String(day));
}

/** "từ tháng 3 đến tháng 5/2024": a month without a year has the year of the other. */
function withSharedYear(points: readonly Point[]): Point[] {
  const year = points.map(({ from }) => from?.slice(0, 4)).find((one) => one !== undefined);
  if (year === undefined || points.length < 2) return [...points];
  return points.map((point) =>
    point.month === undefined || point.from !== undefined
      ? point
      : { start: point.start, end: point.end, ...dated(Number(year), point.month, point.day) },
  );
}

const FROM = /(?:^|\s)(?:tu|ke tu|bat dau tu)(?: ngay| thang| nam)?\s*$/;
const UNTIL = /(?:^|\s)(?:den|toi|cho den|den het|den cuoi)(?: ngay| thang| nam)?\s*$/;
const BEFORE = /(?:^|\s)truoc(?: ngay| thang| nam)?\s*$/;
const AFTER = /(?:^|\s)sau(?: ngay| thang| nam)?\s*$/;
const ONWARDS = /^\s*(?:tro di|den nay|toi nay|tro lai day|den gio|ve sau)/;
const TO_NEXT = /^\s*(?:-|–|den|toi|den het|cho den)(?: ngay| thang| nam)?\s*$/;
const AND_NEXT = /^\s*(?:,|va|hoac|hay|voi|&)(?: ngay| thang| nam)?\s*$/;

function combined(folded: string, points: readonly Point[]): Omit<TimeRange, 'spans'> {
  const [first, second] = points;
  if (!first) return {};
  const before = folded.slice(0, first.start);
  const after = folded.slice(first.end);
  if (second) {
    const between = folded.slice(first.end, second.start);
    if (TO_NEXT.test(between)) return range(first.from, second.to);
    if (AND_NEXT.test(between)) return range(least(points), most(points));
    return narrowest(points);
  }
  if (first.from === undefined) {
    return { ...(first.month && { month: first.month }), ...(first.day && { day: first.day }) };
  }
  if (FROM.test(before) || ONWARDS.test(after)) return range(first.from, undefined);
  if (BEFORE.test(before)) return range(undefined, shifted(first.from, -1));
  if (AFTER.test(before)) return range(shifted(first.to ?? first.from, 1), undefined);
  if (UNTIL.test(before)) return range(undefined, first.to);
  return range(first.from, first.to);
}

/** "hội nghị tháng 8/2023 tổng kết năm 2023": the shortest stretch is when, the others are what about. */
function narrowest(points: readonly Point[]): Omit<TimeRange, 'spans'> {
  const length = ({ from, to }: Point) =>
    from === undefined || to === undefined
      ? Number.POSITIVE_INFINITY
      : Date.parse(to) - Date.parse(from);
  const [shortest] = [...points].sort((a, b) => length(a) - length(b));
  return shortest?.from === undefined
    ? {
        ...(shortest?.month && { month: shortest.month }),
        ...(shortest?.day && { day: shortest.day }),
      }
    : range(shortest.from, shortest.to);
}

function least(points: readonly Point[]): string | undefined {
  return points.flatMap(({ from }) => from ?? []).sort()[0];
}

function most(points: readonly Point[]): string | undefined {
  return points
    .flatMap(({ to }) => to ?? [])
    .sort()
    .at(-1);
}

function range(from: string | undefined, to: string | undefined) {
  return { ...(from !== undefined && { from }), ...(to !== undefined && { to }) };
}

const LEADING =
  /(?:^|\s)(?:(?:vao|trong|tu|ke tu|den|toi|cho den|den het|truoc|sau|ca|hom) ?)*(?:(?:ngay|thang|nam) ?)?$/;

/** The point with the words that only introduce it ("từ ngày …", "… trở đi"). */
function wider(folded: string, { start, end }: Point): { start: number; end: number } {
  const lead = LEADING.exec(folded.slice(0, start))?.[0].length ?? 0;
  const tail = ONWARDS.exec(folded.slice(end))?.[0].length ?? 0;
  return { start: start - lead, end: end + tail };
}

function yearOf(day: string): number {
  return Number(day.slice(0, 4));
}

function dayOf(year: number, month: string | undefined, day: string | undefined): Span {
  const iso = `${year}-${String(Number(month)).padStart(2, '0')}-${String(Number(day)).padStart(2, '0')}`;
  const parsed = new Date(`${iso}T00:00:00Z`);
  const isReal = !Number.isNaN(parsed.getTime()) && parsed.toISOString().startsWith(iso);
  return isReal ? { from: iso, to: iso } : undefined;
}

function months(year: number, first: number, last: number): Span {
  if (first < 1 || last > 12 || first > last) return undefined;
  const pad = (month: number) => String(month).padStart(2, '0');
  const end = new Date(Date.UTC(year, last, 0)).getUTCDate();
  return { from: `${year}-${pad(first)}-01`, to: `${year}-${pad(last)}-${end}` };
}

function quarter(year: number, name: string | undefined): Span {
  const n = ROMAN[name ?? ''] ?? Number(name);
  return months(year, n * 3 - 2, n * 3);
}

function shifted(day: string, days: number): string {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + days);
  return date.toISOString().slice(0, 10);
}

function sameDay(day: string): Span {
  return { from: day, to: day };
}

/** Monday to Sunday. */
function week(today: string, offset: number): Span {
  const weekday = (new Date(`${today}T00:00:00Z`).getUTCDay() + 6) % 7;
  const monday = shifted(today, offset * 7 - weekday);
  return { from: monday, to: shifted(monday, 6) };
}

function monthFrom(today: string, offset: number): Span {
  const first = new Date(Date.UTC(yearOf(today), Number(today.slice(5, 7)) - 1 + offset, 1));
  return months(first.getUTCFullYear(), first.getUTCMonth() + 1, first.getUTCMonth() + 1);
}

const UNIT_DAYS: Readonly<Record<string, number>> = { nam: 365, thang: 30, tuan: 7, ngay: 1 };

function lately(today: string, n: number, unit: string): Span {
  return { from: shifted(today, -n * UNIT_DAYS[unit]!), to: today };
}
