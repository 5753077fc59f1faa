/**
 * Reads the dates that Vietnamese text writes: "08/8/2023", "23.10.2023", "8-8-2023", "2023-08-08",
 * "ngày 5 tháng 7 năm 2024", "28/6" (no year), "từ ngày 5 đến 7/8". Only real calendar days count.
 */

export interface DateMention {
  /** Absent when the text leaves it out. */
  year?: number;
  month: number;
  day: number;
  /** UTF-16 offsets of the date itself. */
  start: number;
  end: number;
}

const YEAR_MIN = 1930;
const YEAR_MAX = 2099;

const FORMS: readonly RegExp[] = [
  /(?<![\d/.-])(?<year>\d{4})-(?<month>\d{1,2})-(?<day>\d{1,2})(?![\d-])/g,
  /(?<![\d/.,-])(?<day>\d{1,2})\s?(?<joint>[/.-])\s?(?<month>\d{1,2})\s?\k<joint>\s?(?<year>\d{4})(?!\d)/g,
  /(?<![\d/.,])(?<day>\d{1,2})\s+tháng\s+(?<month>\d{1,2})(?:\s*(?:,|năm|\/|\s)\s*(?<year>\d{4}))?(?!\d)/giu,
  // Without a year only after a word or bracket that announces a day; "29/10 HTX" is done and planned.
  /(?<=(?:ngày|sáng|trưa|chiều|tối|nay|qua|\(|[-–]|và|đến|,)\s{0,2})(?<![\d/.][-–]?)(?<day>\d{1,2})\s?(?<joint>[/.-])\s?(?<month>\d{1,2})(?![\d/.%-]|\s*(?:HTX|THT|tỷ|triệu|ha\b))/giu,
];

/** The dates of a text, in order, without overlap. */
export function findDates(text: string): DateMention[] {
  const found: DateMention[] = [];
  for (const form of FORMS) {
    for (const match of text.matchAll(form)) {
      const mention = toMention(match);
      const end = match.index + match[0].length;
      const overlaps = found.some((other) => match.index < other.end && other.start < end);
      if (mention && !overlaps) found.push({ ...mention, start: match.index, end });
    }
  }
  return found.sort((a, b) => a.start - b.start);
}

/** ISO day of a date; `year` serves when it has none itself. Undefined when there is none. */
export function isoDay(date: DateMention, year?: number): string | undefined {
  const known = date.year ?? year;
  if (known === undefined || !isRealDay(known, date.month, date.day)) return undefined;
  return `${known}-${pad(date.month)}-${pad(date.day)}`;
}

/** The first full date of a short text such as a declared "2023-10-23T16:20:27+07:00"; undefined when none. */
export function firstIsoDay(text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  const date = findDates(text.replace(/(\d)T(?=\d)/, '$1 ')).find((one) => one.year !== undefined);
  return (date && isoDay(date)) ?? parsedDay(text);
}

/** Days from one ISO day to another; negative when the second is earlier. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000);
}

/** RFC 822 dates of feeds and HTTP ("Mon, 23 Oct 2023 16:20:27 +0700"), as a day in Vietnam. */
function parsedDay(text: string): string | undefined {
  if (!/^\w{3},? \d{1,2} \w{3} \d{4}|^\w{3,9} \d{1,2}, \d{4}/.test(text)) return undefined;
  const time = Date.parse(text);
  const VIETNAM_OFFSET_MS = 7 * 3_600_000;
  return Number.isNaN(time)
    ? undefined
    : new Date(time + VIETNAM_OFFSET_MS).toISOString().slice(0, 10);
}

function toMention(
  match: RegExpExecArray,
): Pick<DateMention, 'year' | 'month' | 'day'> | undefined {
  const { year, month, day } = match.groups ?? {};
  const mention = { month: Number(month), day: Number(day) };
  if (year === undefined) {
    const LEAP_YEAR = 2024;
    return isRealDay(LEAP_YEAR, mention.month, mention.day) ? mention : undefined;
  }
  return isRealDay(Number(year), mention.month, mention.day)
    ? { ...mention, year: Number(year) }
    : undefined;
}

function isRealDay(year: number, month: number, day: number): boolean {
  if (year < YEAR_MIN || year > YEAR_MAX) return false;
  const date = new Date(Date.UTC(year, month - 1, day));
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
}

function pad(number: number): string {
  return String(number).padStart(2, '0');
}
