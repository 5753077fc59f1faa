/**
 * What a bare count counts: the noun after the number with what narrows it, and what the words
 * before say about it. Invariant: the quantity of a stock ("có 478 HTX") is the noun and its
 * narrowing alone; a count of units to which something was done always says what was done.
 */
import { BODIES, DEEDS, PEOPLE, STOCK_VERB, THINGS } from './counted-nouns.ts';
import type { NumberMention } from './numbers.ts';
import { readWords } from './words.ts';

export interface Measured {
  /** "thành viên HTX", "lớp tập huấn về sáp nhập HTX". */
  quantity: string;
  unit: string;
  /** The bare noun that is counted or measured. */
  noun: string;
  /** What it is a part of: "(trong đó có: 35 HTX, 21 DN)". */
  whole: string | undefined;
  /** Offset after the words that were read. */
  end: number;
}

const QUANTITY_MAX = 260;
const APPROXIMATION = /(?:khoảng|hơn|trên|gần|xấp xỉ|ước)\s*$/iu;

/** Reads a count; `last` is the figure before it in the sentence. Undefined when the noun is unknown. */
export function readCount(
  text: string,
  number: NumberMention,
  last: Measured | undefined,
): Measured | undefined {
  const rest = text.slice(number.end);
  const before = text.slice(0, number.start).replace(APPROXIMATION, '');
  const noun = countedNoun(rest);
  if (!noun) return bareTotal(before, number);
  if (isAwarded(before, noun.text)) return undefined;
  const narrowed = narrowing(rest.slice(noun.end));
  const whole = wholeOf(before, last);
  const deed =
    noun.isBody || noun.isPeople ? deedBefore(before, whole ? undefined : last) : undefined;
  const own = `${noun.text}${narrowed}`;
  const owner = attendedBy(before, last, noun.isPeople);
  const subject = deed || owner ? undefined : subjectOf(before, own, narrowed, noun.isBody);
  const parts = [
    subject?.replaces ? subject.text : own,
    deed,
    owner,
    subject?.replaces ? undefined : subject?.text,
  ];
  const quantity = [...parts, whole && `trong ${whole}`].filter((part) => part).join(' ');
  return {
    quantity: quantity.slice(0, QUANTITY_MAX),
    unit: noun.text,
    noun: noun.text,
    whole,
    end: number.end + noun.end + narrowed.length,
  };
}

/** "nâng tổng số HTX lên | 789": the noun stands before. */
function bareTotal(before: string, number: NumberMention): Measured | undefined {
  const total = TOTAL.exec(before)?.[1]?.trim();
  const noun = total === undefined ? undefined : countedNoun(total);
  if (total === undefined || !noun?.isBody) return undefined;
  return { quantity: total, unit: noun.text, noun: noun.text, whole: undefined, end: number.end };
}

/** "Tổng số đơn vị thành viên Liên minh trên địa bàn … có |" → "đơn vị thành viên Liên minh". */
const TOTAL =
  /(?:tổng số|số lượng|số)\s+((?:\p{L}+\s){1,8}?)(?:(?:trên địa bàn|của|toàn|trong)\s[^.;]*?)?(?:hiện\s|hiện nay\s|cả nước\s|được nâng\s|ước\s)?(?:có|là|đạt|lên|lên đến|lên tới|còn|khoảng)\s*$/iu;

/** "100% HTX thành lập mới": a share of what follows. */
export function readShare(text: string, number: NumberMention): Measured | undefined {
  const rest = text.slice(number.end);
  const lead = /^\s+(?:số|các|tổng số|diện tích)?\s*/u.exec(rest)?.[0] ?? '';
  const noun = countedNoun(rest.slice(lead.length));
  if (!noun || number.unit !== '%') return undefined;
  const narrowed = narrowing(rest.slice(lead.length + noun.end));
  const deed = deedBefore(text.slice(0, number.start), undefined);
  const quantity = [`${noun.text}${narrowed}`, deed].filter((part) => part).join(' ');
  const end = number.end + lead.length + noun.end + narrowed.length;
  return { quantity: `tỷ lệ ${quantity}`, unit: '%', noun: noun.text, whole: undefined, end };
}

function countedNoun(rest: string) {
  const words = readWords(rest);
  const tinBài = /^\s*tin,\s*bài(?!\p{L})/iu.exec(rest);
  if (tinBài)
    return { text: tinBài[0].trim(), end: tinBài[0].length, isBody: false, isPeople: false };
  const [body, people, thing] = [BODIES, PEOPLE, THINGS].map((list) => list.match(words, 0)) as [
    number,
    number,
    number,
  ];
  const to = Math.max(body, people, thing);
  if (to === 0 || words[0]?.kind !== 'word') return undefined;
  const end = words[to - 1]!.end;
  const text = rest.slice(0, end).trim();
  if (/^lượt$/iu.test(text) && /^\s+(?:xem|thích|chia sẻ|tải|truy cập)/iu.test(rest.slice(end)))
    return undefined;
  return { text, end, isBody: body === to, isPeople: people === to };
}

const BORDER =
  /[,.;:()“”"–…]|\s(?:với|tại|trên|ở|được|đạt|đã|đang|sẽ|có|là|và|cho|do|từ|để|nhằm|trong|vào|theo|của|cùng|gồm|bao gồm|chiếm|tăng|giảm|hiện|đến|bằng|so|nên|mà|thì|đăng|triển khai|cung cấp|tham gia|phát biểu|trị giá|nâng|đại diện|số|như|mỗi|cũng|qua|lên|về|ra|giúp|tới|đủ|này|đó|ấy|trở lên)(?=\s|[,.;:)]|$)|\s\d|\s[-–]\s/u;
// After "về", "triển khai", "cung cấp" the subject of a class or programme may have commas.
const ABOUT =
  /^[^,.;:(\d]{0,30}?\s(?:về|triển khai|cung cấp)\s(?:[^.;:()\d]|(?<=số )\d+|(?<=năm )\d{4}){3,150}?(?=\s(?:tại|trên|ở|với|cho|đạt|của|vào|trong|từ|có|đã|thu hút|được)\s|(?<!số),?\s+\d|[.;:()]|$)/u;
const NARROWING_MAX = 60;

/** "tập huấn về củng cố, sáp nhập HTX": the words after the noun up to a border. */
const GRADE =
  /^\s+(?:được công nhận\s+|được chứng nhận\s+)?(?:đạt\s+)?(?:chuẩn\s+|chứng nhận\s+|tiêu chuẩn\s+)?(?:OCOP\s*)?(?:(?:hạng\s+)?[1-5](?:\s?[-–]\s?[1-5])?\s+sao|OCOP|VietGAP|GlobalGAP)/iu;

function narrowing(rest: string): string {
  const grade = GRADE.exec(rest)?.[0];
  if (grade !== undefined) return grade;
  const about = ABOUT.exec(rest)?.[0];
  if (about !== undefined) return about.replace(/[\s,]+$/u, '');
  const border = BORDER.exec(rest)?.index ?? rest.length;
  const cut = rest.slice(0, border);
  const short =
    cut.length <= NARROWING_MAX ? cut : cut.slice(0, cut.lastIndexOf(' ', NARROWING_MAX));
  return short.replace(/[\s,]+$/u, '');
}

const AWARD = /(?:tặng|trao|khen thưởng|biểu dương|tuyên dương|tôn vinh|vinh danh)[^.;]*$/iu;

const ADMITTING = /(?:kết nạp|(?:chứng nhận|công nhận|quyết định)[^.;,]{0,12} thành viên)/iu;

/** Awards are items of the event, not figures. */
function isAwarded(before: string, noun: string): boolean {
  if (ADMITTING.test(before)) return false;
  return (
    /^(?:tập thể|cá nhân)$/iu.test(noun) || (AWARD.test(before) && /(?:cho|tới)\s*$/iu.test(before))
  );
}

function deedBefore(before: string, last: Measured | undefined): string | undefined {
  const direct = before.trimEnd();
  const stripped = direct.replace(/\s(?:được|thêm|mới)$/iu, '');
  const admitted = ADMITTING.test(direct) && /thành viên[^.;\d]{0,40}\scho$/iu.test(direct);
  if (admitted) return 'được kết nạp';
  const found = DEEDS.find(([verb]) => verb.test(direct) || verb.test(stripped));
  if (found) return found[1];
  // "phát triển mới 89 THT, 29 HTX": the verb goes on over the list, brackets between or not.
  const listed = last && /^\s*(?:\([^()]*\)\s*)?(?:,|;|và|, và)\s*$/u.test(before.slice(last.end));
  return listed ? DEEDS.find(([, deed]) => last.quantity.includes(` ${deed}`))?.[1] : undefined;
}

/** "56 đơn vị (trong đó có: | 35 HTX, | 21 DN)": the whole of which this is a part. */
function wholeOf(before: string, last: Measured | undefined): string | undefined {
  if (!last) return undefined;
  const between = before.slice(last.end);
  if (/^[^.;]{0,40}\(?\s*(?:trong đó|bao gồm|gồm)[^.;()\d]{0,30}$/iu.test(between))
    return last.whole ?? last.quantity;
  if (/^\s*\([^()\d%]{0,20}$/u.test(between)) return last.quantity;
  const isListed = /^[^.;()\d]{0,12}(?:,|và)[^.;()\d]{0,12}$/u.test(between);
  return isListed ? last.whole : undefined;
}

/** "478 HTX với | 5.752 thành viên" → "HTX". */
function attendedBy(
  before: string,
  last: Measured | undefined,
  isPeople: boolean,
): string | undefined {
  if (!last || !isPeople) return undefined;
  const between = before.slice(last.end);
  const follows = /^[^.;]{0,80}(?:với|gồm|cho|có|thu hút|thu hút được|tổng số)\s*$/iu.test(between);
  return follows && !/đại diện/iu.test(between) ? last.quantity : undefined;
}

/** Words that only say where or when, so that they tell nothing of what is counted. */
const FRAME =
  /^(?:toàn|trên|cả|của|hiện|hiện nay|đến nay|tỉnh|thành phố|huyện|quận|xã|toàn quốc|nước|tỉnh hiện nay|lên|\s)+$/iu;

/** Says of what a bare count is: "Tổng số đơn vị thành viên … có | 56 đơn vị", "tư vấn … được | 30 cuộc". */
function subjectOf(before: string, own: string, narrowed: string, isBody: boolean) {
  const total = TOTAL.exec(before)?.[1]?.trim();
  if (narrowed === '' && total !== undefined && !FRAME.test(total)) {
    if (own === 'đơn vị' && total === 'thành viên') {
      return { text: 'đơn vị thành viên', replaces: true };
    }
    const isSaidFully =
      total.includes(own) || (/^người$/iu.test(own) && countedNoun(total) !== undefined);
    return isSaidFully ? { text: total, replaces: true } : { text: `(${total})`, replaces: false };
  }
  const done = narrowed === '' && !isBody ? doneBefore(before) : undefined;
  const text = done ?? (isBody ? unusualVerb(before) : undefined);
  return text === undefined ? undefined : { text, replaces: false };
}

const DEED_TEXT_MAX = 200;

/** "tổ chức tư vấn, tuyên truyền … được | 30 cuộc". */
function doneBefore(before: string): string | undefined {
  const clause = /(?:^|[.;:])\s*([^.;:]{10,})\s+được\s*$/u.exec(before)?.[1];
  const done = clause
    ?.split(/\stổ chức\s/u)
    .at(-1)
    ?.trim();
  if (done === undefined || done.length < 10) return undefined;
  return `(${done.length <= DEED_TEXT_MAX ? done : done.slice(done.indexOf(' ', done.length - DEED_TEXT_MAX) + 1)})`;
}

const VERB_MAX = 60;

/** A stock needs no verb; anything else before a count of units is kept with it, so that it is not taken for one. */
function unusualVerb(before: string): string | undefined {
  if (before.trim() === '' || STOCK_VERB.test(before)) return undefined;
  const clause = /[^.;,:(]*$/u.exec(before)?.[0].trim() ?? '';
  const tail =
    clause.length <= VERB_MAX
      ? clause
      : clause.slice(clause.indexOf(' ', clause.length - VERB_MAX) + 1);
  return tail === '' ? undefined : `(${tail})`;
}
