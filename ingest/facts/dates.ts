/**
 * Days and periods in running text, as ISO days. A day without a year ("sáng 28/6") gets the year
 * the context gives: that of the same day written in full elsewhere, else the year of publication,
 * else the year the text speaks of most.
 */
export interface DayMention {
  /** Offsets into the text. */
  start: number;
  end: number;
  from: string;
  /** The last day, for "từ ngày 10 đến 12/5/2024"; otherwise the same as `from`. */
  to: string;
}

export interface PeriodMention {
  start: number;
  end: number;
  /** As written: "6 tháng đầu năm 2023". */
  text: string;
  /** The last day of the period. */
  endsOn: string;
}

/** Gives the year of a day and month written without one; undefined when nothing tells. */
export type YearOf = (month: number, day: number) => number | undefined;

const SEPARATOR = '\\s?[/.-]\\s?';
const DAY = '([12]\\d|3[01]|0?[1-9])';
const MONTH = '(1[0-2]|0?[1-9])(?!\\d)';
const YEAR = '((?:19|20)\\d\\d)';
const FIRST_DAY = `(?:(?:từ\\s+)?(?:ngày\\s+)?${DAY}\\s?(?:[-–]|đến(?:\\s+ngày)?|và|,)\\s?)?`;
const NUMERIC = `(?<![\\d/.,-])${FIRST_DAY}${DAY}${SEPARATOR}${MONTH}(?:${SEPARATOR}${YEAR})?(?![\\d/]|[.,]\\d|-[A-ZĐ])`;
const WORDED = `(?<!\\d)${FIRST_DAY}${DAY}\\s+tháng\\s+${MONTH}(?:\\s*(?:năm|/|-|,)\\s*${YEAR})?`;
const DAYS = new RegExp(`(?:${NUMERIC})|(?:${WORDED})`, 'giu');
const DAY_WORD = /(?:ngày|sáng|trưa|chiều|tối|hôm|nay|qua|mai|đến|từ|và|[(-])\s*\(?$/iu;
/** "29/10 HTX" is a count done and planned, not a day. */
const COUNTED_AFTER =
  /^\s*(?:HTX|THT|hợp tác|tổ hợp|liên hiệp|DN|doanh|đơn vị|thành viên|người|xã|huyện|phường|quận|chỉ tiêu|lớp|cuộc|tiêu chí|sản phẩm|mô hình)(?!\p{L})/iu;

/** The days of a text in order. "1/3" counts as a day only after a word such as "ngày" or "sáng", or with a year. */
export function readDays(text: string, yearOf: YearOf): DayMention[] {
  const days: DayMention[] = [];
  for (const match of text.matchAll(DAYS)) {
    const [first, day, month, year] =
      match[3] === undefined ? match.slice(5, 9) : match.slice(1, 5);
    const before = text.slice(Math.max(0, match.index - 12), match.index);
    const isWorded = match[3] === undefined;
    if (year === undefined && !isWorded && !DAY_WORD.test(before) && !/ngày/iu.test(match[0]))
      continue;
    if (year === undefined && COUNTED_AFTER.test(text.slice(match.index + match[0].length)))
      continue;
    const inYear = year === undefined ? yearOf(Number(month), Number(day)) : Number(year);
    const to = isoDay(inYear, month, day);
    if (to === undefined) continue;
    const from = first === undefined ? to : (isoDay(inYear, month, first) ?? to);
    const start = match.index;
    const isOrdered = from.localeCompare(to) <= 0;
    days.push({ start, end: start + match[0].length, from: isOrdered ? from : to, to });
  }
  return days;
}

function isoDay(
  year: number | undefined,
  month: string | undefined,
  day: string | undefined,
): string | undefined {
  if (year === undefined || month === undefined || day === undefined) return undefined;
  const iso = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  const parsed = new Date(`${iso}T00:00:00Z`);
  return Number.isNaN(parsed.getTime()) || parsed.toISOString().slice(0, 10) !== iso
    ? undefined
    : iso;
}

const UNTIL = '(?:(?:tính\\s+)?đến\\s+)?(?:hết\\s+|cuối\\s+)?';
const PERIOD = new RegExp(
  [
    `(${UNTIL}(\\d{1,2}) tháng (đầu|cuối) năm ${YEAR})`,
    `(${UNTIL}quý\\s+(I{1,3}|IV|[1-4])(?:\\s*[/-]\\s*|\\s+năm\\s+)${YEAR})`,
    `(${UNTIL}tháng\\s+${MONTH}\\s*(?:[/-]|năm)\\s*${YEAR})`,
    `(giai đoạn ${YEAR}\\s*[-–]\\s*${YEAR})`,
    `(${UNTIL}(?:cuối )?năm ${YEAR})`,
  ].join('|'),
  'giu',
);
const QUARTERS: Readonly<Record<string, number>> = { I: 1, II: 2, III: 3, IV: 4 };

/** Months, quarters and years as periods; days written out are readDays()' business. */
export function readPeriods(text: string): PeriodMention[] {
  // "tháng 5 năm 2023" of "ngày 20 tháng 5 năm 2023" is part of a day.
  const days = readDays(text, () => undefined);
  const isPartOfDay = (at: number) => days.some(({ start, end }) => at > start && at < end);
  return [...text.matchAll(PERIOD)]
    .filter(({ index }) => !isPartOfDay(index))
    .map((match) => {
      const group = (index: number) => match[index] ?? '';
      const start = match.index;
      const mention = { start, end: start + match[0].length, text: match[0] };
      if (match[1]) {
        const month = group(3).toLowerCase() === 'đầu' ? Number(group(2)) : 12;
        return { ...mention, endsOn: lastDay(Number(group(4)), Math.min(month, 12)) };
      }
      if (match[5]) {
        const quarter = QUARTERS[group(6).toUpperCase()] ?? Number(group(6));
        return { ...mention, endsOn: lastDay(Number(group(7)), quarter * 3) };
      }
      if (match[8]) return { ...mention, endsOn: lastDay(Number(group(10)), Number(group(9))) };
      if (match[11]) return { ...mention, endsOn: lastDay(Number(group(13)), 12) };
      return { ...mention, endsOn: lastDay(Number(group(15)), 12) };
    });
}

function lastDay(year: number, month: number): string {
  return new Date(Date.UTC(year, month, 0)).toISOString().slice(0, 10);
}

/** The year rule of a text (see the header). */
export function yearRule(text: string, publishedOn: string | undefined): YearOf {
  const full = readDays(text, () => undefined);
  const spokenOf = commonestYear(text);
  return (month, day) => {
    const suffix = `-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
    if (publishedOn !== undefined) return yearBefore(publishedOn, suffix);
    const same = full.flatMap(({ from, to }) => [from, to]).filter((iso) => iso.endsWith(suffix));
    const newest = same.sort().at(-1);
    return newest === undefined
      ? (reviewedOf(text, month) ?? spokenOf)
      : Number(newest.slice(0, 4));
  };
}

// News announces what is near; what is more than two months ahead was last year's.
const AHEAD_MS = 62 * 24 * 3600 * 1000;

function yearBefore(publishedOn: string, suffix: string): number {
  const year = Number(publishedOn.slice(0, 4));
  return Date.parse(`${year}${suffix}`) - Date.parse(publishedOn) > AHEAD_MS ? year - 1 : year;
}

/** A review of year N and the tasks of N + 1 are held at the end of N or the beginning of N + 1. */
function reviewedOf(text: string, month: number): number | undefined {
  const lead = text.slice(0, LEAD_MAX);
  const reviewed = /tổng kết[^.;]{0,80}?năm (20\d\d)/iu.exec(lead)?.[1];
  if (reviewed === undefined) return undefined;
  return month <= MONTHS_OF_REVIEW ? Number(reviewed) + 1 : Number(reviewed);
}

const LEAD_MAX = 800;
const MONTHS_OF_REVIEW = 5;

/** Not the year of a document number ("193/2013/NĐ-CP"). */
const SPOKEN_YEAR = /(?<![\d.])20[0-3]\d(?!\d|\.\d)(?!\s?[/-]\s?[A-ZĐ])/g;
const LEAD_WEIGHT = 3;
const OPENING_MAX = 450;

function commonestYear(text: string): number | undefined {
  const counts = new Map<number, number>();
  for (const { 0: year, index } of text.matchAll(SPOKEN_YEAR)) {
    // "giai đoạn 2024 - 2028" ends in a year nobody has seen yet.
    if (/20\d\d\s?[-–]\s?$/.test(text.slice(Math.max(0, index - 8), index))) continue;
    const weight = index < OPENING_MAX ? LEAD_WEIGHT : 1;
    counts.set(Number(year), (counts.get(Number(year)) ?? 0) + weight);
  }
  return [...counts].sort((a, b) => b[1] - a[1] || b[0] - a[0])[0]?.[0];
}
