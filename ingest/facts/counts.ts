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
  /** Said to exist, without more: "có 478 HTX", and what a list adds to it. */
  isStock: boolean;
  /** Offset after the words that were read. */
  end: number;
}

const QUANTITY_MAX = 260;
const APPROXIMATION = /(?:khoảng|hơn|trên|gần|xấp xỉ|ước|ít nhất|tối thiểu|tối đa)\s*$/iu;

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
  const end = number.end + noun.end + narrowed.length;
  const said = saidOf({ text, before, noun, own: `${noun.text}${narrowed}`, end, last });
  const quantity = [...said.parts, said.whole && `trong ${said.whole}`]
    .filter((part) => part)
    .join(' ');
  return {
    quantity: quantity.slice(0, QUANTITY_MAX),
    unit: noun.text,
    noun: noun.text,
    whole: said.whole,
    isStock: said.isStock,
    end,
  };
}

interface Counted {
  text: string;
  before: string;
  noun: Noun;
  /** The noun with what narrows it. */
  own: string;
  end: number;
  last: Measured | undefined;
}

/** The words that make the quantity, and whether it is a stock. */
function saidOf(counted: Counted): {
  parts: (string | undefined)[];
  whole?: string;
  isStock: boolean;
} {
  const { before, noun, own, last } = counted;
  const whole = wholeOf(before, last);
  if (whole !== undefined) return { parts: [own], whole, isStock: false };
  const owner = attendedBy(before, last, noun.isPeople);
  if (owner) return { parts: [own, owner], isStock: last?.isStock ?? false };
  const total = totalOf(before, own, own === noun.text);
  if (total) return { parts: [total], isStock: true };
  const isAttendance = noun.isPeople && !noun.isBody;
  const done = noun.isBody || noun.isPeople ? deedBefore(before, last) : undefined;
  const deed = isAttendance && done?.includes('đại diện') ? undefined : done;
  if (deed) return { parts: [own, deed], isStock: false };
  if (!noun.isBody)
    return { parts: [own, own === noun.text ? doneBefore(before) : undefined], isStock: false };
  const isStock = STOCK_VERB.test(before) || (isListed(before, last) && last?.isStock === true);
  return { parts: [own, isStock ? undefined : circumstance(counted)], isStock };
}

/** "nâng tổng số HTX lên | 789": the noun stands before. */
function bareTotal(before: string, number: NumberMention): Measured | undefined {
  const total = TOTAL.exec(before)?.[1]?.trim();
  const noun = total === undefined ? undefined : countedNoun(total);
  if (total === undefined || !noun?.isBody) return undefined;
  return {
    quantity: total,
    unit: noun.text,
    noun: noun.text,
    whole: undefined,
    isStock: true,
    end: number.end,
  };
}

/** "Tổng số đơn vị thành viên Liên minh trên địa bàn … có |" → "đơn vị thành viên Liên minh". */
const TOTAL =
  /(?:tổng số|số lượng|số)\s+((?:\p{L}+\s){1,8}?)(?:(?:trên địa bàn|của|toàn|trong)\s[^.;]*?)?(?:hiện\s|hiện nay\s|cả nước\s|được nâng\s|ước\s)?(?:có|là|đạt|lên|lên đến|lên tới|còn|khoảng|(?<=tổng số\s(?:\p{L}+\s){1,4}))\s*$/iu;

/** "100% HTX thành lập mới": a share of what follows. */
export function readShare(text: string, number: NumberMention): Measured | undefined {
  const rest = text.slice(number.end);
  const lead = /^\s+(?:số|các|tổng số|diện tích)?\s*/u.exec(rest)?.[0] ?? '';
  const noun = countedNoun(rest.slice(lead.length));
  if (!noun || number.unit !== '%') return undefined;
  const narrowed = /^[^.;,:(]{0,80}/u.exec(rest.slice(lead.length + noun.end))?.[0].trimEnd() ?? '';
  const deed = deedBefore(text.slice(0, number.start), undefined);
  const quantity = [`${noun.text}${narrowed}`, deed].filter((part) => part).join(' ');
  const end = number.end + lead.length + noun.end + narrowed.length;
  return {
    quantity: `tỷ lệ ${quantity}`,
    unit: '%',
    noun: noun.text,
    whole: undefined,
    isStock: false,
    end,
  };
}

interface Noun {
  text: string;
  end: number;
  isBody: boolean;
  isPeople: boolean;
}

function countedNoun(rest: string): Noun | undefined {
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
  if (/^\s*\((?!\s*(?:tăng|giảm))[^()\d%]{0,20}$/iu.test(between)) return last.quantity;
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

/** "Tổng số đơn vị thành viên … có | 56 đơn vị" → "đơn vị thành viên Liên minh". */
function totalOf(before: string, own: string, isBare: boolean): string | undefined {
  const total = TOTAL.exec(before)?.[1]?.trim();
  if (total === undefined || FRAME.test(total)) return undefined;
  if (own === 'đơn vị' && total.startsWith('thành viên')) return `đơn vị ${total}`;
  if (total.includes(own) || (/^người$/iu.test(own) && countedNoun(total))) return total;
  return isBare ? `${own} (${total})` : undefined;
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

/** "…, 12 quỹ tín dụng", "… và 20 HTX": the list goes on. */
function isListed(before: string, last: Measured | undefined): boolean {
  return (
    last !== undefined &&
    /^[^.;:\d]{0,24}?(?:,|và|cùng)\s*(?:có\s*)?$/u.test(before.slice(last.end))
  );
}

const CIRCUMSTANCE_MAX = 60;

/** What is said of units that are no stock: the words before the number in its clause, else those after. */
function circumstance({ text, before, end, last }: Counted): string | undefined {
  if (last && isListed(before, last)) return `(cùng ${last.noun})`;
  const clause = /(?:[^.;,:(]|(?<=\d)[.,](?=\d))*$/u.exec(before)?.[0].trim() ?? '';
  const start = Math.max(0, clause.indexOf(' ', clause.length - CIRCUMSTANCE_MAX) + 1);
  const lead = clause.length <= CIRCUMSTANCE_MAX ? clause : clause.slice(start);
  const follow = /^[^.;,:(]*/u.exec(text.slice(end))?.[0].trim().slice(0, CIRCUMSTANCE_MAX) ?? '';
  const said = lead === '' || FRAME.test(lead) ? follow : lead;
  return said === '' ? undefined : `(${said})`;
}
