/**
 * Numbers with what they count, and dates: whether those of a claim stand in its evidence.
 * A number is wrong not only when it is absent but when it counts something else there ("478 HTX
 * với 5.752 thành viên" does not support "478 thành viên").
 */
import type { CalendarDate, Token } from './support-reading.ts';

export interface Quantity {
  raw: string;
  /** Every reading; with a scale ("3,8 triệu") the scaled one alone when `isScaled`. */
  values: number[];
  unscaled: number[];
  isScaled: boolean;
  /** The first two words of what is counted: "hợp tác", "thành viên", "%", "ngày làm". */
  unit: string | undefined;
  /** Written as a word that is also an ordinary word ("năm", "một"): evidence, never a claim. */
  isWeak: boolean;
}

const DIGITS = new Map(
  'một hai ba bốn năm sáu bảy tám chín'.split(' ').map((word, i) => [word, i + 1] as const),
);
DIGITS.set('bẩy', 7);
const ENDINGS = new Map([
  ['mốt', 1],
  ['tư', 4],
  ['lăm', 5],
  ['nhăm', 5],
]);
const SCALES = new Map([
  ['nghìn', 1e3],
  ['ngàn', 1e3],
  ['triệu', 1e6],
  ['tỷ', 1e9],
  ['tỉ', 1e9],
]);
const ROMAN = new Map(
  'I II III IV V VI VII VIII IX X XI XII XIII XIV XV XVI XVII XVIII XIX XX'
    .split(' ')
    .map((numeral, i) => [numeral, i + 1] as const),
);
/** What may stand before a Roman numeral of one letter. */
const ROMAN_HEADS = new Set('chương quý khóa phần mục thứ kỳ loại hạng vùng cấp nhóm'.split(' '));
/** "năm người" is five people, "năm thành lập" is the year of founding: what is countable decides. */
const COUNTED = new Set(
  'người thành đơn hợp tổ cá tập ngày tháng năm lớp kỳ tỷ triệu nghìn doanh liên nhiệm giải lần đại điểm'.split(
    ' ',
  ),
);
/** Units that measure: a number with one of them is no evidence for the same number with another. */
const MEASURES = new Set(
  '% ngày tuần tháng năm giờ phút đồng ha tấn kg km tuổi m m2 lít'.split(' '),
);
/** "Điều 30": the number names a part of a text; another 30 is no evidence for it. */
const REFERENCES = new Set('điều khoản chương mục điểm'.split(' '));
const RANGE_WORDS = new Set(['đến', 'tới', 'và', 'hoặc']);

/** The quantities of a text: numbers in digits, words and Roman numerals. Dates are not among them. */
export function quantities(tokens: readonly Token[]): Quantity[] {
  const found: (Quantity & { after: number })[] = [];
  for (let i = 0; i < tokens.length; ) {
    const read = numberAt(tokens, i);
    if (!read) {
      i += 1;
      continue;
    }
    const after = i + read.length;
    const head = textAt(tokens, i - 1);
    const { scale, unit } = REFERENCES.has(head) ? { scale: 1, unit: head } : unitAt(tokens, after);
    found.push({
      raw: read.raw,
      unscaled: read.values,
      values: read.values.map((value) => value * scale),
      isScaled: scale !== 1,
      unit,
      isWeak: read.isWeak,
      after,
    });
    i = after;
  }
  return inheritUnits(found, tokens);
}

interface NumberRead {
  raw: string;
  values: number[];
  length: number;
  isWeak: boolean;
}

function numberAt(tokens: readonly Token[], i: number): NumberRead | undefined {
  const token = tokens[i]!;
  if (token.kind === 'number') {
    return { raw: token.raw, values: token.values, length: 1, isWeak: false };
  }
  if (token.kind !== 'word') return undefined;
  const roman = ROMAN.get(token.raw);
  const isRoman =
    roman !== undefined && (token.raw.length > 1 || ROMAN_HEADS.has(textAt(tokens, i - 1)));
  if (isRoman) return { raw: token.raw, values: [roman], length: 1, isWeak: false };
  return numberWordsAt(tokens, i);
}

const textAt = (tokens: readonly Token[], i: number): string => {
  const token = tokens[i];
  return token?.kind === 'word' ? token.text : '';
};

/** "hai mươi lăm", "một trăm linh hai", "mười". Thousands are a scale and are read as one. */
function numberWordsAt(tokens: readonly Token[], start: number): NumberRead | undefined {
  let i = start;
  let value = 0;
  const hundreds = DIGITS.get(textAt(tokens, i));
  if (hundreds !== undefined && textAt(tokens, i + 1) === 'trăm') {
    value += hundreds * 100;
    i += 2;
    if (['linh', 'lẻ'].includes(textAt(tokens, i))) i += 1;
  }
  const digit = DIGITS.get(textAt(tokens, i));
  if (textAt(tokens, i) === 'mười') {
    value += 10;
    i += 1;
    const ones = onesAt(tokens, i);
    if (ones !== undefined) {
      value += ones;
      i += 1;
    }
  } else if (digit !== undefined && ['mươi', 'chục'].includes(textAt(tokens, i + 1))) {
    value += digit * 10;
    i += 2;
    const ones = onesAt(tokens, i);
    if (ones !== undefined) {
      value += ones;
      i += 1;
    }
  } else if (digit !== undefined) {
    value += digit;
    i += 1;
  }
  if (i === start) return undefined;
  const raw = tokens
    .slice(start, i)
    .map((token) => token.raw)
    .join(' ');
  return { raw, values: [value], length: i - start, isWeak: isWeakNumber(tokens, start, i) };
}

/** After "mười" and "mươi", "năm" means years ("mười năm") since fifteen is "mười lăm". */
function onesAt(tokens: readonly Token[], i: number): number | undefined {
  const text = textAt(tokens, i);
  return text === 'năm' ? undefined : (ENDINGS.get(text) ?? DIGITS.get(text));
}

function isWeakNumber(tokens: readonly Token[], start: number, end: number): boolean {
  if (end - start > 1) return false;
  const token = tokens[start]!;
  if (token.kind === 'word' && token.capital && !token.startsSentence) return true;
  const text = textAt(tokens, start);
  return text === 'một' || !COUNTED.has(textAt(tokens, end));
}

function unitAt(tokens: readonly Token[], at: number): { scale: number; unit: string | undefined } {
  let i = at;
  // "03 (ba) ngày": the number said again.
  if (tokens[i]?.gap.trim() === '(' && DIGITS.has(textAt(tokens, i))) i += 1;
  if (isBroken(tokens[i])) return { scale: 1, unit: undefined };
  const scale = SCALES.get(textAt(tokens, i)) ?? 1;
  if (scale !== 1) i += 1;
  const first = isBroken(tokens[i]) ? '' : textAt(tokens, i);
  if (first === '' || RANGE_WORDS.has(first)) return { scale, unit: undefined };
  if (MEASURES.has(first)) return { scale, unit: first };
  const second = isBroken(tokens[i + 1]) ? '' : textAt(tokens, i + 1);
  return { scale, unit: second === '' ? first : `${first} ${second}` };
}

const isBroken = (token: Token | undefined): boolean =>
  token === undefined || !/^[\s)]*$/.test(token.gap);

/** "7, 10 và 15 ngày", "3,8-5,5 triệu": a number without a unit takes that of the next number. */
function inheritUnits(
  found: (Quantity & { after: number })[],
  tokens: readonly Token[],
): Quantity[] {
  for (let i = found.length - 2; i >= 0; i -= 1) {
    const one = found[i]!;
    const next = found[i + 1]!;
    if (one.unit !== undefined || one.isScaled) continue;
    const isJoined =
      tokens[one.after]?.kind === 'number' || RANGE_WORDS.has(textAt(tokens, one.after));
    const isNear = next.after - one.after <= 2;
    if (!isJoined || !isNear) continue;
    const scale = next.isScaled ? next.values[0]! / next.unscaled[0]! : 1;
    one.unit = next.unit;
    one.values = one.unscaled.map((value) => value * scale);
    one.isScaled = next.isScaled;
  }
  return found;
}

const share = (a: readonly number[], b: readonly number[]): boolean =>
  a.some((value) => b.some((other) => Math.abs(value - other) <= 1e-9 * Math.abs(value)));

/** Whether a number of evidence is the number of a claim, in any reading of the two. */
export function sharesValue(claim: Quantity, evidence: Quantity): boolean {
  return claim.isScaled
    ? share(claim.values, evidence.values)
    : share(claim.values, evidence.values) || share(claim.values, evidence.unscaled);
}

/**
 * The numbers of a claim that its evidence does not hold, as a person reads them. `loose` are
 * further values without a unit: parts of "29/10", of document numbers, and years.
 */
export function missingQuantities(
  claim: readonly Quantity[],
  evidence: readonly Quantity[],
  loose: readonly number[],
): string[] {
  const missing: string[] = [];
  for (const quantity of claim) {
    const isReference = REFERENCES.has(quantity.unit ?? '');
    if (quantity.isWeak || (!isReference && share(quantity.values, loose))) continue;
    const same = evidence.filter((other) => sharesValue(quantity, other));
    const fits = same.some((other) => fitsUnit(quantity.unit, other.unit, evidence, quantity));
    if (!fits)
      missing.push(quantity.unit === undefined ? quantity.raw : `${quantity.raw} ${quantity.unit}`);
  }
  return missing;
}

function fitsUnit(
  claimed: string | undefined,
  held: string | undefined,
  evidence: readonly Quantity[],
  claim: Quantity,
): boolean {
  if (claimed === undefined || held === undefined || claimed === held) return true;
  if ([claimed, held].some((unit) => MEASURES.has(unit) || REFERENCES.has(unit))) return false;
  // Another noun may be a paraphrase, unless the evidence gives that noun another number.
  return !evidence.some((other) => other.unit === claimed && !sharesValue(claim, other));
}

/** The dates of a claim that its evidence does not hold. `years` complete a day without a year. */
export function missingDates(
  claim: readonly Token[],
  evidence: readonly Token[],
  years: readonly number[],
): string[] {
  const held = evidence.filter((token) => token.kind === 'date').map((token) => token.date);
  const numbers = evidence.flatMap((token) => (token.kind === 'number' ? token.values : []));
  const ids = evidence.flatMap((token) => (token.kind === 'document' ? [token.id] : []));
  const allYears = [...years, ...numbers, ...held.flatMap((date) => date.year ?? [])];
  const missing: string[] = [];
  for (const token of claim) {
    if (token.kind !== 'date') continue;
    const isHeld =
      held.some((date) => holds(date, token.date, allYears)) ||
      (isOnlyYear(token.date) && allYears.includes(token.date.year!)) ||
      (token.parts.length > 0 && token.parts.every((part) => numbers.includes(part))) ||
      // "Nghị định 10/2022" names the document 10/2022/NĐ-CP.
      ids.some((id) => id.startsWith(`${token.date.month}-${token.date.year}-`));
    if (!isHeld) missing.push(token.raw);
  }
  return missing;
}

const isOnlyYear = (date: CalendarDate): boolean =>
  date.year !== undefined && date.month === undefined && date.day === undefined;

function holds(evidence: CalendarDate, claim: CalendarDate, years: readonly number[]): boolean {
  if (claim.day !== undefined && claim.day !== evidence.day) return false;
  if (claim.month !== undefined && claim.month !== evidence.month) return false;
  if (claim.year === undefined) return true;
  return evidence.year === undefined
    ? claim.month !== undefined && years.includes(claim.year)
    : claim.year === evidence.year;
}
