/**
 * What a number with a unit measures: the measure named before it ("thu nhập bình quân … đạt
 * 3,8-5,5 triệu đồng/người/tháng") or, for areas and masses, what follows ("50 ha chè").
 */
import type { Measured } from './counts.ts';
import type { NumberMention } from './numbers.ts';

const MEASURE_NOUN =
  /(?:^|[^\p{L}])((?:tổng\s+)?(?:doanh thu|doanh số|thu nhập|lợi nhuận|vốn điều lệ|vốn đầu tư|vốn hoạt động|nguồn vốn|số vốn|vốn vay|vốn|kinh phí|dư nợ|doanh số cho vay|giá trị|giá bán|giá thành|giá|diện tích|sản lượng|năng suất|công suất|tỷ lệ|tỉ lệ|mức hỗ trợ|lãi suất|kim ngạch|chi phí|mức lương|lương|số tiền|nguồn quỹ|quỹ|nộp ngân sách|mức vay|mức đầu tư|tài sản|quy mô|mức thu|tiền lãi|giải ngân|cho vay|huy động|lãi|tiền công|học phí|thuế suất|mức đóng góp)(?![\p{L}]))/giu;
const LINKING =
  /(?:\s|^)(?:,|:|đạt|ước|ước đạt|là|khoảng|hơn|trên|gần|lên|lên đến|lên tới|tới|từ|được|còn|chỉ|hàng|gấp|tăng|giảm|tăng lên|dự kiến|xấp xỉ|với|mức|vượt|đã|có|ở|đến|thu|cho|tính|tối đa|tối thiểu|không quá|bằng|thêm|trung bình|dao động|duy trì|ổn định|hiện|hiện nay|đang|thì|cao nhất|thấp nhất)[\s,:(]*$/iu;
const WITHIN = 140;
const QUANTITY_MAX = 200;

/** `last` is the number before it in the sentence: a measure named before that one is that one's. */
export function readMeasure(
  text: string,
  number: NumberMention,
  last: NumberMention | undefined,
): Measured | undefined {
  const unit = number.unit;
  if (unit === undefined) return undefined;
  const before = text.slice(Math.max(0, number.start - WITHIN, last?.end ?? 0), number.start);
  const part = before.slice(Math.max(before.lastIndexOf(';'), before.lastIndexOf('. ')) + 1);
  // "trừ chi phí lãi 12 triệu": what is left, not the costs.
  const clause = part.replace(/^.*(?:sau khi )?trừ (?:hết |các |mọi )?(?:khoản )?chi phí,?/iu, '');
  const noun = fullest([...clause.matchAll(MEASURE_NOUN)], clause);
  const found = noun?.[1]
    ? measuredBefore(clause, noun.index + noun[0].indexOf(noun[1]))
    : measuredAfter(text.slice(number.end), unit);
  if (found === undefined) return undefined;
  return {
    quantity: found.slice(0, QUANTITY_MAX),
    unit,
    noun: found,
    whole: undefined,
    isStock: false,
    end: number.end,
  };
}

/** "Tổng dư nợ cho vay từ Quỹ … là": the first measure of the last clause, not a noun inside its description. */
function fullest(nouns: readonly RegExpExecArray[], clause: string): RegExpExecArray | undefined {
  return (
    nouns.find(({ index }) => !/[,;:(]|\svới\s|\svà\s/u.test(clause.slice(index + 1))) ??
    nouns.at(-1)
  );
}

function measuredBefore(clause: string, start: number): string | undefined {
  let quantity = clause.slice(start).trim();
  for (let shorter = quantity; ; quantity = shorter) {
    shorter = quantity.replace(LINKING, '').trim();
    if (shorter === quantity || shorter === '') break;
  }
  // A new clause between the measure and the number: the number is of something else.
  if (
    /[.;]|,\s*(?:trong đó|đồng thời|góp phần|tạo|giúp|hỗ trợ|có|thu hút)(?!\p{L})/iu.test(quantity)
  )
    return undefined;
  const change = /(tăng|giảm)(?:\s+(?:thêm|khoảng|hơn|trên|gần|bình quân))*\s*$/iu.exec(
    clause,
  )?.[1];
  const said = change && !quantity.includes(change) ? `mức ${change} ${quantity}` : quantity;
  return balanced(said.replace(/\s*[,(]\s*$/u, ''));
}

/** Brackets that were opened before the number and close after it are dropped. */
function balanced(text: string): string {
  const open = text.lastIndexOf('(');
  return open > text.lastIndexOf(')') ? text.slice(0, open).trim() : text;
}

const AMOUNT_UNIT = /^(?:ha|hecta|héc|tấn|tạ|kg|lít|m2|m²|m3|m³|sào|mẫu)/iu;
const AFTER_BORDER =
  /(?:^|\s)(?:với|tại|trên|ở|được|đạt|đã|có|là|và|cho|mỗi|một|trong|của|so|theo|từ|để|do|thì|nên|ra|bị|nằm|mang|sẽ|tương|đang|các|những|sang|đến|tới|vào|như|hoặc|hay|trở lên|mà|này|khác|nữa|cùng|nhằm|bằng|đủ|gồm|chủ yếu|cung cấp|phục vụ|thuộc|chuyên).*$/u;

function measuredAfter(rest: string, unit: string): string | undefined {
  if (!AMOUNT_UNIT.test(unit)) return undefined;
  const noun = /^\s+((?:\p{Ll}+\s?){1,6})/u.exec(rest)?.[1]?.trim().replace(AFTER_BORDER, '');
  return noun === undefined || noun === '' ? undefined : noun;
}
