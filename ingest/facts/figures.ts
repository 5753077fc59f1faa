/**
 * Figures of a text: what is counted or measured, how much, of whom, where, as of when. A number is
 * kept only when the words around it say what it is a number of.
 */
import type { FigureFact } from '../../knowledge/facts/schemas.ts';
import { type Measured, readCount, readShare } from './counts.ts';
import { type DayMention, type PeriodMention, readPeriods } from './dates.ts';
import { areaOf } from './figure-area.ts';
import { type FigureOwner, figureOwner } from './figure-owner.ts';
import { readMeasure } from './measures.ts';
import { type NumberMention, readNumbers } from './numbers.ts';
import { daysIn, evidence, evidenceAround, type Reading, type ReadSentence } from './reading.ts';

/** `spokenOn` is the day the text speaks of when it says "hiện nay": the event's, else the publication's. */
export function extractFigures(reading: Reading, spokenOn: string | undefined): FigureFact[] {
  const figures = new Map<string, FigureFact>();
  const owners = figureOwner(reading);
  let carried: PeriodMention | undefined;
  let paragraph = -1;
  for (const sentence of reading.sentences) {
    if (sentence.paragraph !== paragraph) carried = undefined;
    paragraph = sentence.paragraph;
    if (!/\d/.test(sentence.text)) continue;
    const periods = readPeriods(sentence.text);
    const days = daysIn(reading, sentence.text);
    const found = figuresOf(reading, sentence, { periods, days, carried, spokenOn }, owners);
    for (const figure of [...found, ...anniversariesOf(reading, sentence, spokenOn)]) {
      const key = sameness(figure);
      if (!figures.has(key)) figures.set(key, figure);
    }
    // "Năm 2023, …" at the head of a paragraph holds for the sentences after it.
    carried = periods.find(({ start }) => start < LEADING_PERIOD) ?? carried;
  }
  return [...figures.values()];
}

const LEADING_PERIOD = 40;

interface TimeFrame {
  periods: PeriodMention[];
  days: DayMention[];
  carried: PeriodMention | undefined;
  spokenOn: string | undefined;
}

function figuresOf(
  reading: Reading,
  sentence: ReadSentence,
  time: TimeFrame,
  owners: FigureOwner,
): FigureFact[] {
  const { text } = sentence;
  const numbers = readNumbers(text, [...time.days, ...time.periods, ...codes(text)]);
  const figures: FigureFact[] = [];
  let last: Measured | undefined;
  for (const [index, number] of numbers.entries()) {
    if (isShareOfPlan(text, number)) {
      const figure = figures.at(-1);
      if (figure && last && number.start - last.end < PLAN_WITHIN)
        figure.percentOfPlan = number.value;
      continue;
    }
    const measured =
      number.unit === undefined
        ? readCount(text, number, last)
        : (readMeasure(text, number, numbers[index - 1]) ?? readShare(text, number));
    if (!measured) continue;
    const limit = numbers[index + 1]?.start ?? text.length;
    figures.push(toFigure(reading, sentence, { number, measured, limit }, time, owners));
    // "257 HTX (tăng 31 HTX), trong đó …": the parts are of the 257.
    const isChange = /\((?:tăng|giảm)\)$/u.test(measured.quantity);
    last = isChange && last ? { ...last, end: measured.end } : measured;
  }
  return figures;
}

const PLAN_WITHIN = 80;

/** "(đạt 178% so với kế hoạch)" belongs to the figure before it. */
function isShareOfPlan(text: string, number: NumberMention): boolean {
  const after = /^\s*(?:so với\s+)?(?:chỉ tiêu|kế hoạch|KH)(?!\p{L})/iu;
  return number.unit === '%' && after.test(text.slice(number.end));
}

interface Found {
  number: NumberMention;
  measured: Measured;
  /** Where the next number begins. */
  limit: number;
}

function toFigure(
  reading: Reading,
  sentence: ReadSentence,
  found: Found,
  time: TimeFrame,
  owners: FigureOwner,
): FigureFact {
  const { number, measured, limit } = found;
  const { text } = sentence;
  const owner = owners.of(sentence, number, measured);
  const after = text.slice(number.end, number.end + PLAN_WITHIN);
  const isPlanned = number.denominator !== undefined && /kế hoạch|chỉ tiêu/iu.test(after);
  return {
    fact: 'figure',
    quantity: measured.quantity,
    value: number.value,
    unit: measured.unit,
    valueText: number.text,
    countsMembers: countsMembers(measured, text, text.slice(0, number.start)),
    isTarget: isTarget(text.slice(0, number.start)),
    ...(number.valueMax !== undefined && { valueMax: number.valueMax }),
    ...(number.approximation !== undefined && { approximation: number.approximation }),
    ...(isPlanned && { planned: number.denominator }),
    ...areaOf(reading, text, number, limit),
    ...owner,
    ...timeOf(text, number, time),
    evidence: evidenceAround(sentence, number.start, measured.end),
  };
}

/** What is aimed at has not come about; "đạt 60 % kế hoạch" has. */
const GOAL =
  /(?:mục tiêu|phấn đấu|dự kiến|định hướng|chỉ tiêu (?:đến|năm|đề ra))(?!\p{L})[^.]{0,220}$/iu;
const INTENDED = /(?:sẽ|cần|muốn|yêu cầu|đề nghị)(?!\p{L})[^.;,]{0,40}$/iu;

function isTarget(before: string): boolean {
  return GOAL.test(before) || INTENDED.test(before);
}

const UNIT_NOUN = /^(?:đơn vị|HTX|hợp tác xã|liên hiệp|THT|tổ hợp tác|DN|doanh nghiệp|quỹ)/iu;

const ALLIANCE_HAS =
  /(?:liên minh|LMHTX)[^.;,]{0,40}\s(?:có|kết nạp|kết nạp mới|phát triển|là)\s*(?:được|thêm|tổng số|khoảng|hơn|gần)?\s*$/iu;

/** Units that are (or become) members of an alliance; not the members of a cooperative. */
function countsMembers(
  { quantity, unit, noun, whole }: Measured,
  text: string,
  before: string,
): boolean {
  if (unit === '%') return false;
  if (/^thành viên$/iu.test(noun)) return ALLIANCE_HAS.test(before);
  if (!UNIT_NOUN.test(noun)) return false;
  if (/được kết nạp/u.test(quantity)) return true;
  const isMember = /thành viên/iu.test(`${quantity} ${whole ?? ''}`);
  return isMember && /liên minh|LMHTX/iu.test(text);
}

/** The nearest day or period before the number, then one just after it, then what the paragraph began with. */
function timeOf(
  text: string,
  number: NumberMention,
  { periods, days, carried, spokenOn }: TimeFrame,
): Pick<FigureFact, 'asOf' | 'period'> {
  const until = days.filter(({ start }) =>
    /đến\s*(?:hết\s*)?(?:ngày\s*)?$/iu.test(text.slice(Math.max(0, start - 16), start)),
  );
  const spans = [
    ...periods.map(({ start, end, text: said, endsOn }) => ({ start, end, said, day: endsOn })),
    ...until.map(({ start, end, to }) => ({ start, end, said: text.slice(start, end), day: to })),
  ]
    .filter(({ start }) => !/so với[^.;,]{0,20}$/iu.test(text.slice(0, start)))
    .sort((a, b) => a.start - b.start);
  const before = spans.filter(({ end }) => end <= number.start).at(-1);
  const said =
    before ??
    spans.find(({ start }) => isJustAfter(text.slice(number.end, start), start - number.end));
  const now = /(?:hiện nay|hiện tại|hiện|đến nay|tới nay)(?!\p{L})/iu;
  const isNow = now.test(
    text.slice(Math.max(before?.end ?? 0, number.start - NOW_WITHIN), number.start),
  );
  if (said && !isNow) return { asOf: said.day, period: said.said };
  if (carried && !isNow) return { asOf: carried.endsOn, period: carried.text };
  return spokenOn === undefined ? {} : { asOf: spokenOn };
}

const PERIOD_AFTER = 60;

/** No other number or clause stands between. */
function isJustAfter(between: string, distance: number): boolean {
  return distance >= 0 && distance < PERIOD_AFTER && /^[^,;.:\d]*$/u.test(between);
}
const NOW_WITHIN = 160;

/** "kỷ niệm 30 năm Ngày thành lập …": how old something is on that day. */
function anniversariesOf(
  reading: Reading,
  sentence: ReadSentence,
  spokenOn: string | undefined,
): FigureFact[] {
  const pattern = /(k[ỷỉ] niệm)\s+(?:lần thứ\s+)?(\d{1,3})\s+năm\s+([^.;,(:]{4,90})/iu;
  const match = pattern.exec(sentence.text);
  if (!match) return [];
  return [
    {
      fact: 'figure',
      quantity: `${match[1]?.toLowerCase()} ${match[3]?.trim()}`,
      value: Number(match[2]),
      unit: 'năm',
      valueText: match[2]!,
      countsMembers: false,
      isTarget: false,
      ...(reading.home !== undefined && { province: reading.home }),
      ...(spokenOn !== undefined && { asOf: spokenOn }),
      evidence: evidence(sentence),
    },
  ];
}

const CODE =
  /\d+\s?[-–/]\s?(?:\d{4}\s?[-–/]\s?)?[A-ZĐ][\p{L}/-]*|(?:Nghị quyết|Nghị định|Thông tư|Quyết định|Luật|Chỉ thị|Kết luận|OCOP|VietGAP|Covid|ISO|mã|số|Kế hoạch|Hướng dẫn)\s?-?\d+/gu;

/** Numbers of documents, standards and the like. */
function codes(text: string): { start: number; end: number }[] {
  return [...text.matchAll(CODE)].map(({ index, 0: whole }) => ({
    start: index,
    end: index + whole.length,
  }));
}

/** Equal for two figures that say the same. */
function sameness({ value, valueMax, unit, quantity, province }: FigureFact): string {
  return [value, valueMax, unit.toLowerCase(), quantity.toLowerCase(), province].join('|');
}
