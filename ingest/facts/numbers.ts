/**
 * Numbers as Vietnamese news writes them, with the unit that follows: "2.270 thành viên",
 * "3,8-5,5 triệu đồng/người/tháng", "89/50 THT". Days, years, document numbers and grades are left
 * out: they are not quantities.
 */
export interface NumberMention {
  value: number;
  valueMax: number | undefined;
  /** "29/10": ten were planned, or ten is the whole of which 29 … the reader decides by what follows. */
  denominator: number | undefined;
  /** As written. */
  text: string;
  approximation: string | undefined;
  /** "triệu đồng/người/tháng", "%", "ha"; undefined for a bare count. */
  unit: string | undefined;
  /** Offsets of number and unit. */
  start: number;
  end: number;
}

const NUMBER = '\\d{1,3}(?:\\.\\d{3})+(?:,\\d+)?|\\d+(?:,\\d+)?';
const MONEY =
  '(?:(?:nghìn|ngàn|triệu|tỷ|tỉ)\\s+)?(?:đồng|VNĐ|VND|USD|đô la)|(?:nghìn|ngàn|triệu|tỷ|tỉ)(?=\\s*(?:/|[.,;)]|\\d|$))|(?:tỷ|tỉ)(?!\\s+lệ)';
const MEASURE =
  '%|ha|hecta|héc ta|héc-ta|tấn|tạ|yến|kg|ki-lô-gam|gam|lít|m2|m²|m3|m³|km|mét|sào|mẫu|công đất|kWh|MW';
const PER = '(?:\\s?/\\s?\\p{L}+)*';
const MENTION = new RegExp(
  `(?<![\\d\\p{L}.,/])((?:khoảng|hơn|trên|gần|xấp xỉ|ước|tối thiểu|tối đa|ít nhất|dưới)\\s+)?(${NUMBER})(?:\\s?(-|–|đến|/)\\s?(${NUMBER}))?(?:\\s*((?:${MONEY}|${MEASURE})(?![\\p{L}\\d])${PER}))?(?![\\p{L}\\d])`,
  'giu',
);
/** What makes the number after it a name, a grade or a day: "năm 2023", "Điều 5", "khóa 12", "quý 1". */
const NAMING =
  /(?:^|[^\p{L}])(?:năm|ngày|tháng|số|điều|khoản|điểm|quý|khóa|khoá|lần thứ|thứ|sáng|chiều|tối|trưa|nay|lúc|hồi|giai đoạn|nhiệm kỳ|quốc lộ|tỉnh lộ|bão|quận|phường|tổ|khu|đường|cấp|hạng|từ năm|COP|đến năm|kỳ|TW|Trung ương|SN|sinh|mốc|km|covid|vụ)\s*[.:]?\s*\(?$/iu;
/** What makes the number before it a name: "2023/QĐ", "6 tháng đầu năm", "3 sao", "1/3" of a day. */
const NAMED_AFTER =
  /^\s?(?:[/-]\s?[\p{Lu}]{2}|tháng(?:\s+(?:đầu|cuối|năm|qua))|tháng\s+\d|sao(?!\p{L})|[-–/.]\d{1,4}[-–/.]\d|giờ|h\d|\/\d{4})/u;

/** "Doanh thu bình quân 1 HTX" counts no cooperative. */
const PER_ONE = /(?:bình quân|trung bình|mỗi|cho|\/)\s*$/iu;

/** The quantities of a sentence in order. `skip` are stretches that hold names or days, as [start, end). */
export function readNumbers(
  text: string,
  skip: readonly { start: number; end: number }[],
): NumberMention[] {
  const mentions: NumberMention[] = [];
  for (const match of text.matchAll(MENTION)) {
    const [, approximation, first = '', separator, second, unit] = match;
    const start = match.index + (approximation?.length ?? 0);
    const end = match.index + match[0].length;
    const isSkipped = skip.some((span) => start < span.end && end > span.start);
    if (isSkipped || NAMING.test(text.slice(Math.max(0, start - 24), start))) continue;
    if (first === '1' && PER_ONE.test(text.slice(0, start))) continue;
    if (NAMED_AFTER.test(text.slice(end)) || (unit === undefined && isYear(first))) continue;
    const value = parseNumber(first);
    const other = second === undefined ? undefined : parseNumber(second);
    const isRange = separator !== '/' && other !== undefined && other > value;
    if (other !== undefined && separator !== '/' && !isRange) continue;
    mentions.push({
      value,
      valueMax: isRange ? other : undefined,
      denominator: separator === '/' ? other : undefined,
      text: text.slice(
        start,
        start + (match[0].length - (approximation?.length ?? 0) - trailing(match[0], unit)),
      ),
      approximation: approximation?.trim().toLowerCase(),
      unit,
      start,
      end,
    });
  }
  return joinScales(mentions, text);
}

/** "512 tỷ 300 triệu đồng" is one amount. */
function joinScales(mentions: readonly NumberMention[], text: string): NumberMention[] {
  const joined: NumberMention[] = [];
  for (const mention of mentions) {
    const last = joined.at(-1);
    const isRest =
      last !== undefined &&
      /^(?:tỷ|tỉ)$/iu.test(last.unit ?? '') &&
      /^triệu/iu.test(mention.unit ?? '') &&
      text.slice(last.end, mention.start).trim() === '';
    if (!last || !isRest) {
      joined.push(mention);
      continue;
    }
    const unit = mention.unit?.replace(/^triệu/iu, 'tỷ');
    const value = last.value + mention.value / 1000;
    const whole = text.slice(last.start, mention.end);
    joined[joined.length - 1] = { ...last, value, unit, text: whole, end: mention.end };
  }
  return joined;
}

function trailing(whole: string, unit: string | undefined): number {
  return unit === undefined
    ? 0
    : whole.length -
        whole.trimEnd().replace(new RegExp(`\\s*${escapeRegExp(unit)}$`, 'u'), '').length;
}

function escapeRegExp(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');
}

/** "2.270" → 2270, "3,8" → 3.8. */
function parseNumber(text: string): number {
  return Number(text.replace(/\./g, '').replace(',', '.'));
}

function isYear(text: string): boolean {
  return /^(?:19|20)\d\d$/.test(text);
}
