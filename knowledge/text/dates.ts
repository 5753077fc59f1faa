/**
 * Days and months as they are written in Vietnamese: "08/8/2023", "8-8-2023", "ngày 8 tháng 8 năm
 * 2023", "tháng 8/2023", "sáng 28/6", with or without diacritics. One key per day, however written.
 */
import { fold } from './normalise.ts';

export interface DateMention {
  /** At least a month with a year, or a day with a month. */
  year?: number;
  month: number;
  day?: number;
  /** UTF-16 offsets into the text that was given (NFC). */
  start: number;
  end: number;
}

const DAY = '(0?[1-9]|[12]\\d|3[01])';
const MONTH = '(0?[1-9]|1[0-2])';
const YEAR = '((?:19|20)\\d{2})';
const CUE = '(?:ngay|sang|chieu|toi|trua|hom|dem|mung|mong|den|tu|va|-|–)';

// The longest form first; a later form never takes a stretch that an earlier one took.
const FORMS: readonly { pattern: RegExp; parts: readonly ('day' | 'month' | 'year')[] }[] = [
  {
    pattern: new RegExp(
      `\\b${DAY}\\s+thang\\s+${MONTH}\\s*(?:,\\s*)?(?:nam\\s+|[/.-])${YEAR}\\b`,
      'g',
    ),
    parts: ['day', 'month', 'year'],
  },
  {
    pattern: new RegExp(
      `(?<![\\d/.-])${DAY}\\s?([/.-])\\s?${MONTH}\\s?\\2\\s?${YEAR}(?![\\d/])`,
      'g',
    ),
    parts: ['day', 'month', 'year'],
  },
  {
    pattern: new RegExp(`\\bthang\\s+${MONTH}\\s*(?:,\\s*)?(?:nam\\s+|[/.-]\\s?)${YEAR}\\b`, 'g'),
    parts: ['month', 'year'],
  },
  { pattern: new RegExp(`\\b${DAY}\\s+thang\\s+${MONTH}\\b`, 'g'), parts: ['day', 'month'] },
  {
    pattern: new RegExp(`${CUE}\\s*${DAY}[/.-]${MONTH}(?![\\d/.-]*\\d)`, 'g'),
    parts: ['day', 'month'],
  },
  {
    pattern: new RegExp(`(?<![\\d/.-])${MONTH}/${YEAR}(?![\\d/-])`, 'g'),
    parts: ['month', 'year'],
  },
];

/** The dates of a text, in order, without overlap. `folded` is for callers that have it already. */
export function findDates(text: string, folded: string = fold(text)): DateMention[] {
  if (folded.length !== text.length || !/\d/.test(folded)) return [];
  const found: DateMention[] = [];
  for (const { pattern, parts } of FORMS) {
    for (const match of folded.matchAll(pattern)) {
      const start = match.index;
      const end = start + match[0].length;
      if (found.some((other) => start < other.end && other.start < end)) continue;
      const numbers = match.slice(1).filter((group) => /^\d+$/.test(group));
      found.push({ ...named(parts, numbers), start, end });
    }
  }
  return found.sort((a, b) => a.start - b.start);
}

/** Index terms under which a date is found: the whole first, then what it implies. */
export function dateTerms(date: DateMention): string[] {
  const { year, month, day } = date;
  const terms: string[] = [];
  if (day !== undefined && year !== undefined) terms.push(`date_${year}_${month}_${day}`);
  if (day !== undefined) terms.push(`day_${month}_${day}`);
  if (year !== undefined) terms.push(`month_${year}_${month}`);
  return terms;
}

function named(parts: readonly ('day' | 'month' | 'year')[], numbers: readonly string[]) {
  const date: { day?: number; month: number; year?: number } = { month: 0 };
  for (const [index, part] of parts.entries()) date[part] = Number(numbers[index]);
  return date;
}
