/**
 * Which one of a series a question asks about: the congress "lần thứ VII", the batch "đợt 2", the
 * third prize, the year. What is told of another one of the series is no answer.
 */
import { fold } from '../text/normalise.ts';

const ORDINAL = String.raw`([ivx]{1,5}|\d{1,3}|nhat|nhi|hai|ba|tu|nam)`;
// Group and pattern, on folded words with single spaces; "lần", "khóa" and a bare "Đại hội VI" number the same thing.
const SERIES: readonly (readonly [series: string, pattern: RegExp])[] = [
  ['lan', new RegExp(String.raw`\blan thu ${ORDINAL}\b`, 'g')],
  ['lan', /\b(?:lan|khoa|dai hoi) ([ivx]{1,5}|\d{1,2})\b/g],
  ['dot', new RegExp(String.raw`\bdot (?:thu )?${ORDINAL}\b`, 'g')],
  ['giai', /\bgiai (nhat|nhi|ba|tu)\b/g],
];
const SPELLED: Readonly<Record<string, number>> = { nhat: 1, nhi: 2, hai: 2, ba: 3, tu: 4, nam: 5 };
const ROMAN: Readonly<Record<string, number>> = { i: 1, v: 5, x: 10 };

/** Members of series that a text names, as "lan 7". */
export type SeriesNamed = ReadonlySet<string>;

/** What a text, given as folded words with single spaces, names of series. */
export function seriesIn(words: string): SeriesNamed {
  const found = new Set<string>();
  for (const [series, pattern] of SERIES) {
    for (const match of words.matchAll(pattern)) found.add(`${series} ${ordinalValue(match[1]!)}`);
  }
  return found;
}

function ordinalValue(ordinal: string): number {
  if (/^\d/.test(ordinal)) return Number(ordinal);
  const spelled = SPELLED[ordinal];
  if (spelled !== undefined) return spelled;
  const digits = [...ordinal].map((letter) => ROMAN[letter]!);
  return digits.reduce((sum, digit, i) => sum + (digit < (digits[i + 1] ?? 0) ? -digit : digit), 0);
}

/** True when a text names another member of a series that is asked about and not that one. */
export function tellsOfAnother(asked: SeriesNamed, told: SeriesNamed): boolean {
  return [...asked].some((one) => {
    const [series = ''] = one.split(' ');
    return !told.has(one) && [...told].some((other) => other.startsWith(`${series} `));
  });
}

const YEARS =
  /(?<![\d/.,])((?:19|20)\d\d)(?:\s?[-–]\s?((?:19|20)\d\d))?(?![\d])|(?<=\/)((?:19|20)\d\d)(?!\d)/g;

/** Years that a thing is compared with or that belong to the name of a law. */
const COMPARED =
  /(?:so với|cùng kỳ|so cùng kỳ|(?:Luật|Nghị định|Thông tư|Nghị quyết|Quyết định)(?! này)[^,.;]{0,40}?)(?: của)?(?: cuối| đầu)? ?(?:năm )?(?:19|20)\d\d/giu;

/** True when a text names years and the asked ones neither stand there nor fall into a period of it. */
export function tellsOfOtherYears(asked: readonly string[], text: string): boolean {
  if (asked.length === 0) return false;
  if (asked.some((year) => text.includes(year))) return false;
  const told = [...text.replace(COMPARED, '').matchAll(YEARS)].map((match) => {
    const from = Number(match[1] ?? match[3]);
    return { from, to: Number(match[2] ?? from) };
  });
  return (
    told.length > 0 &&
    !asked.some((year) => told.some(({ from, to }) => from <= Number(year) && Number(year) <= to))
  );
}

const PLANS =
  /\b(?:phan dau|muc tieu|du kien|ke hoach|chi tieu|se|dinh huong|phuong huong|de ra|dat ra|huong toi)\b/;
const ASKS_FOR_PLANS =
  /\b(?:phan dau|muc tieu|du kien|ke hoach|chi tieu|se|dinh|huong|de ra|dat ra|nhiem vu|giai phap|muon|toi|phai|can)\b/;
/** With diacritics: "đặt mục tiêu" achieves nothing. */
const ACHIEVED = /(?<!\p{L})(?:đã|đạt|hoàn thành|kết quả|có)(?!\p{L})/iu;

/** True when a text tells what is planned, to a question that asks what is. */
export function tellsOfPlans(question: string, text: string): boolean {
  const written = text.normalize('NFC');
  const told = fold(written);
  const plan = PLANS.exec(told);
  return (
    plan !== null &&
    !ACHIEVED.test(written.slice(0, plan.index)) &&
    !ASKS_FOR_PLANS.test(fold(question))
  );
}
