/**
 * The quantity that a question asks for, and whether a statement holds it: a number that counts the
 * noun asked about ("bao nhiêu lao động" is not met by "48 hộ"), or a sum in a unit of the measure
 * ("diện tích bao nhiêu" by hectares). A statement without it is no answer, however well it reads.
 */
import type { QuestionReading } from '../question/question.ts';
import { oneEditAway } from '../text/typos.ts';
import { type AskedMeasure, isUnit, speaksOfMeasure, UNITS } from './asked-measure.ts';
import type { MatchToken } from './term-match.ts';

export type AskedQuantity =
  /** Folded nouns, any of which may stand beside the number. */
  { kind: 'count'; nouns: readonly string[] } | { kind: 'measure'; measure: AskedMeasure };

// What is counted, longer nouns first, and what the number may stand beside instead. "Người" is
// nobody in particular: it does for those who attend or belong, not for those who work somewhere.
const COUNTED: readonly (readonly [noun: string, alike: readonly string[]])[] = [
  ['lien hiep hop tac xa', ['lien hiep']],
  ['quy tin dung', ['quy']],
  ['to hop tac', ['to hop tac', 'to']],
  ['hop tac xa', ['hop tac xa']],
  ['nha', ['nha', 'ho', 'gia dinh']],
  ['gia dinh', ['gia dinh', 'ho', 'nha']],
  ['thanh vien', ['thanh vien', 'xa vien', 'nguoi', 'ho']],
  ['xa vien', ['xa vien', 'thanh vien', 'nguoi', 'ho']],
  ['lao dong', ['lao dong', 'cong nhan', 'nhan cong', 'viec lam', 'nhan vien']],
  ['chi em', ['chi em', 'phu nu', 'nu']],
  ['phu nu', ['phu nu', 'chi em', 'nu']],
  ['ba con', ['ba con', 'nong dan', 'ho', 'nguoi', 'thanh vien']],
  ['can bo', ['can bo', 'cong chuc', 'nhan vien', 'vien chuc']],
  ['hoc vien', ['hoc vien', 'nguoi', 'can bo', 'dai bieu']],
  ['dai bieu', ['dai bieu', 'nguoi', 'thanh vien', 'dong chi']],
  ['uy vien', ['uy vien', 'nguoi', 'thanh vien', 'dong chi']],
  ['ca nhan', ['ca nhan', 'nguoi', 'dong chi']],
  ['don vi', ['don vi', 'hop tac xa', 'doanh nghiep', 'thanh vien', 'tap the', 'to chuc']],
  ['doanh nghiep', ['doanh nghiep', 'cong ty', 'don vi']],
  ['cong ty', ['cong ty', 'doanh nghiep']],
  ['san pham', ['san pham', 'mat hang', 'loai']],
  ['gian hang', ['gian hang', 'gian']],
  ['noi', ['noi', 'dia phuong', 'hop tac xa', 'don vi', 'co so']],
  ['nhiem vu', ['nhiem vu', 'viec', 'cong viec', 'noi dung']],
  ['dai hoi', ['dai hoi', 'nhiem ky']],
  [
    'nguoi',
    [
      'nguoi',
      'thanh vien',
      'xa vien',
      'ca nhan',
      'dai bieu',
      'hoc vien',
      'can bo',
      'lao dong',
      'hoi vien',
      'uy vien',
      'dong chi',
      'phu nu',
      'luot',
      'ho',
    ],
  ],
  ['viec', ['viec', 'nhiem vu', 'cong viec', 'noi dung', 'giai phap']],
];
/** Counting words between "bao nhiêu" and the noun: "mấy trăm đàn ong", "mấy lần đại hội". */
const COUNTING_WORDS = new Set(
  'may cai con chiec tram chuc nghin ngan van trieu lan luot vi ky cuoc'.split(' '),
);
/** What has no single pieces: "bao nhiêu vốn" asks for a sum. */
const UNCOUNTED = new Set('von lai phi thue no luong dat nuoc'.split(' '));
const ENDS_NOUN = new Set(
  'nao gi duoc co la cua o tai cho va voi trong thi de tu den da dang se vay the a'.split(' '),
);

/** What a question without a word for "how much" may ask instead. */
const ASKS_ELSE = /\b(?:nao|gi|ai|dau|sao|khong|ko|chua|j)\b/;

/** The quantity that the question asks for first; undefined when it asks for none or in no clear words. */
export function askedQuantity(
  { intent, terms }: QuestionReading,
  measure: AskedMeasure | undefined,
): AskedQuantity | undefined {
  const [main] = intent.wanted;
  // "Mấy đơn vị … gặp khó khăn gì" asks what, of several.
  const text = terms.map(({ folded }) => folded).join(' ');
  if (/^(?:may|nhung) .* (?:gi|j|nao|sao|dau)$/.test(text)) return undefined;
  if (main !== 'number' && main !== 'money' && main !== 'percent' && main !== 'unknown')
    return undefined;
  const noun = intent.counts ? countedNoun(intent.focus) : [];
  if (noun.length > 0 && !isUnit(noun[0]!) && !UNCOUNTED.has(noun[0]!)) {
    if (main !== 'number') return undefined;
    return { kind: 'count', nouns: nounsAlike(noun, terms) };
  }
  if (main === 'unknown' && ASKS_ELSE.test(text)) return undefined;
  const amount = COUNTED.find(([one]) => asksAmountOf(one, text));
  if (amount) return { kind: 'count', nouns: amount[1] };
  return measure && { kind: 'measure', measure };
}

/** "Số lượng lao động", "sl htx", "số thành viên"; but "chuyển đổi số HTX" and "một số HTX" ask for no amount. */
function asksAmountOf(noun: string, text: string): boolean {
  return new RegExp(
    `\\b(?:so luong|sl|tong so|(?<!\\b(?:doi|mot|da|thieu|ma|ki|ky) )so) ${noun}\\b`,
  ).test(text);
}

function countedNoun(focus: readonly string[]): readonly string[] {
  // Short forms stand beside what they were written out to.
  const from = focus.findIndex(
    (syllable) => !COUNTING_WORDS.has(syllable) && (isUnit(syllable) || /[aeiouy]/.test(syllable)),
  );
  if (from < 0) return [];
  const rest = focus.slice(from);
  const end = rest.findIndex((syllable) => ENDS_NOUN.has(syllable));
  return end < 0 ? rest : rest.slice(0, end);
}

/** The focus is three syllables at most: "liên hiệp hợp" is the beginning of a noun. */
const FOCUS_MAX = 3;

function nounsAlike(noun: readonly string[], terms: QuestionReading['terms']): readonly string[] {
  const said = `${noun.join(' ')} `;
  const isCut = noun.length === FOCUS_MAX;
  const known =
    COUNTED.find(
      ([one]) => said.startsWith(`${one} `) || (isCut && one.startsWith(noun.join(' '))),
    ) ?? COUNTED.find(([one]) => isMistyped(noun, one.split(' ')));
  if (known) return known[1];
  const [head = ''] = noun;
  const term = terms.find(({ folded }) => folded === head);
  return [head, ...(term?.alternatives ?? [])];
}

/** "Than vien" for "thành viên": one syllable of at least two is one edit off, the others are right. */
function isMistyped(noun: readonly string[], meant: readonly string[]): boolean {
  const [wrong, ...more] = meant.flatMap((syllable, k) => (noun[k] === syllable ? [] : [k]));
  if (meant.length < 2 || wrong === undefined || more.length > 0) return false;
  return oneEditAway(noun[wrong] ?? '').includes(meant[wrong]!);
}

/** True when the text, with its tokens, holds the quantity. */
export function holdsQuantity(
  asked: AskedQuantity,
  text: string,
  tokens: readonly MatchToken[],
): boolean {
  if (asked.kind === 'count') return counts(asked.nouns, text, tokens);
  return holdsMeasure(asked.measure, text, tokens);
}

const CLAUSE_ENDS = /[;.!?\n](?!\d)/g;

/** True when one clause speaks of the measure itself, not of a part of it, and holds a sum in its unit. */
function holdsMeasure(measure: AskedMeasure, text: string, tokens: readonly MatchToken[]): boolean {
  const ends = [...text.matchAll(CLAUSE_ENDS)].map(({ index }) => index + 1);
  let start = 0;
  for (const end of [...ends, text.length]) {
    const clause = tokens.filter((token) => token.start >= start && token.start < end);
    const said = clause.map(({ folded }, k) => (isShare(text, clause, k) ? '|' : folded)).join(' ');
    const holds = measure.unit === undefined || UNITS[measure.unit].test(text.slice(start, end));
    if (holds && speaksOfMeasure(measure, said)) return true;
    start = end;
  }
  return false;
}

/** True for the word behind "32%" or "1,5 lần": "32% doanh thu" tells of something else than the turnover. */
function isShare(text: string, clause: readonly MatchToken[], at: number): boolean {
  const [number, between] = [clause[at - 1], clause[at - 2]];
  if (number === undefined) return false;
  if (/^\d/.test(number.exact)) return /^\s?%\s$/.test(text.slice(number.end, clause[at]!.start));
  return number.exact === 'lần' && between !== undefined && /^\d/.test(between.exact);
}

/** Syllables between a number and the noun it counts: "35 tấn gạo", "2.000 lượt cán bộ, thành viên". */
const NOUN_AFTER = 6;
/** "số xã viên của các HTX trong tỉnh là 312" */
const NOUN_BEFORE = 24;
const SPELLED = new Set('hai ba bốn sáu bảy tám chín mười'.split(' '));
const NOT_A_COUNT = new Set('nam ngay thang quy khoan dieu khoa thu luat hang'.split(' '));
const TIME_UNITS = new Set('năm tháng ngày giờ tuần quý phút tuổi'.split(' '));
const AMOUNTS = new Set('so luong tong'.split(' '));
const ENDS_CLAUSE = /[;:.!?\n](?!\d)/;
const MONEY_AFTER = /^[\s(]*(?:nghìn |ngàn )?(?:triệu|tỷ|tỉ|đồng|USD)(?!\p{L})/iu;

function counts(nouns: readonly string[], text: string, tokens: readonly MatchToken[]): boolean {
  const sequences = nouns.map((noun) => noun.split(' '));
  // "100% HTX" counts no HTX, while "40% lượng nước" may be how much water.
  const areBodies = COUNTED.some(([, alike]) => alike === nouns);
  const areMembers = nouns.includes('xa vien');
  const standsAt = (at: number) =>
    sequences.some((noun) => noun.every((syllable, k) => tokens[at + k]?.folded === syllable)) &&
    !(areMembers && attends(tokens, at));
  // "30 năm ngày thành lập Liên minh" counts years.
  const isOfTime = ({ exact, folded }: MatchToken) =>
    TIME_UNITS.has(exact) && !nouns.includes(folded);
  return tokens.some(
    (_, at) =>
      isCount(text, tokens, at) &&
      !(tokens[at + 1] && isOfTime(tokens[at + 1]!)) &&
      !(areBodies && /^\s?%/.test(text.slice(tokens[at]!.end))) &&
      (standsAfter(text, tokens, at, standsAt) || standsBefore(text, tokens, at, standsAt)),
  );
}

/** "450 người tham dự" came; they are no members. */
function attends(tokens: readonly MatchToken[], at: number): boolean {
  const behind = tokens[at + 1]?.folded ?? '';
  return tokens[at]!.folded === 'nguoi' && (behind === 'tham' || behind === 'du');
}

function isCount(text: string, tokens: readonly MatchToken[], at: number): boolean {
  const { exact, start, end } = tokens[at]!;
  // "ngày 12/5": the month is no count either, while "91/95 học viên" is one.
  if (text[start - 1] === '/' && at > 0 && !isCount(text, tokens, at - 1)) return false;
  if (MONEY_AFTER.test(text.slice(end, end + 16))) return false;
  if (SPELLED.has(exact)) return true;
  // "2.000 HTX" are no year.
  const raw = text.slice(start, end);
  return /^\d/.test(exact) && !isYear(raw) && !NOT_A_COUNT.has(tokens[at - 1]?.folded ?? '');
}

const isYear = (exact: string) => /^(?:19|20)\d\d$/.test(exact);

type StandsAt = (at: number) => boolean;

function standsAfter(
  text: string,
  tokens: readonly MatchToken[],
  number: number,
  standsAt: StandsAt,
): boolean {
  for (let at = number + 1; at <= number + NOUN_AFTER && at < tokens.length; at += 1) {
    if (ENDS_CLAUSE.test(text.slice(tokens[at - 1]!.end, tokens[at]!.start))) return false;
    if (standsAt(at)) return true;
    if (/^\d/.test(tokens[at]!.exact) && at > number + 1) return false;
  }
  return false;
}

/** "Số thành viên là 40", "thành viên: 40"; a noun before a number with a noun of its own is not what it counts. */
function standsBefore(
  text: string,
  tokens: readonly MatchToken[],
  number: number,
  standsAt: StandsAt,
): boolean {
  const next = tokens[number + 1];
  const closes = !next || /[,;.)\n]/.test(text.slice(tokens[number]!.end, next.start));
  for (let at = number - 1; at >= Math.max(0, number - NOUN_BEFORE); at -= 1) {
    if (/[;.!?\n](?!\d)/.test(text.slice(tokens[at]!.end, tokens[at + 1]!.start))) return false;
    if (/^\d/.test(tokens[at]!.exact) && !isYear(tokens[at]!.exact)) return false;
    const isAmount = tokens
      .slice(Math.max(0, at - 3), at)
      .some(({ folded }) => AMOUNTS.has(folded));
    if (standsAt(at) && (closes || isAmount)) return true;
  }
  return false;
}
