/**
 * Whether a quantity that a question states lies in a range that a rule states: "16 tuổi" in "từ đủ
 * 15 tuổi trở lên đến dưới 18 tuổi", "quỹ dư 15 tỷ" in "từ 10 tỷ đồng đến dưới 20 tỷ đồng".
 */
import { fold } from '../text/normalise.ts';

const UNIT = '(tuoi|ty|trieu|%|nguoi|thanh vien|nam|thang|ngay|hop tac xa|htx|ho)(?![a-z])';
const NUMBER = String.raw`(\d+(?:[.,]\d+)?)`;
const STATED = new RegExp(`(?<![\\d.,/])${NUMBER} ?${UNIT}`, 'g');
const RANGE = new RegExp(
  `(?:(tu du|tu|tren|hon|den duoi|duoi|khong qua) )?${NUMBER} ?${UNIT}(?: dong)?( tro len)?(?:,? den (?:duoi |het )?${NUMBER} ?${UNIT})?`,
  'g',
);
const FROM = new Set(['tu du', 'tu', 'tren', 'hon']);
const UP_TO = new Set(['den duoi', 'duoi', 'khong qua']);

/** 1 when a range holds what the question states, -1 when ranges of its unit stand there but none does, else 0. */
export function rangeFits(question: string, statement: string): number {
  const asked = [...plain(question).matchAll(STATED)];
  if (asked.length === 0) return 0;
  const ranges = [...plain(statement).matchAll(RANGE)].flatMap((match) => rangeOf(match) ?? []);
  let result = 0;
  for (const [, number = '', unit = ''] of asked) {
    const value = numberOf(number);
    const alike = ranges.filter((range) => range.unit === unit);
    if (alike.some(({ from, to }) => value >= from && value < to)) return 1;
    if (alike.length > 0) result = -1;
  }
  return result;
}

interface Range {
  unit: string;
  from: number;
  to: number;
}

function rangeOf(match: RegExpMatchArray): Range | undefined {
  const [, word = '', number = '', unit = '', orMore, upper] = match;
  const value = numberOf(number);
  if (upper !== undefined) return { unit, from: value, to: numberOf(upper) };
  if (orMore !== undefined || FROM.has(word)) return { unit, from: value, to: Infinity };
  return UP_TO.has(word) ? { unit, from: 0, to: value } : undefined;
}

function numberOf(number: string): number {
  return Number(number.replace(/\.(?=\d{3})/g, '').replace(',', '.'));
}

function plain(text: string): string {
  return fold(text)
    .replace(/phan tram/g, '%')
    .replace(/\s+/g, ' ');
}
