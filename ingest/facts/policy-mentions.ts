/**
 * How documents of state and party are named in a sentence: by kind and number, by name and year,
 * by a quoted title, or only as "ban hành Quyết định thành lập …".
 */

export interface PolicyMention {
  policyKind: string;
  number: string | undefined;
  /** Kind and number, or the name of a document without number. */
  name: string;
  /** Offsets of the name in the sentence. */
  start: number;
  end: number;
  /** A plan or decision that only its date or issuer identifies. */
  isAnonymous: boolean;
  subject: string | undefined;
}

// The code must be in capitals, so the expression is case-sensitive and the kinds are spelled in both cases.
const NUMBERED_KINDS = eitherCase(
  'Bộ luật|Luật|Pháp lệnh|Nghị định|Nghị quyết liên tịch|Nghị quyết|Quyết định|Thông tư liên tịch|Thông tư|Chỉ thị|Kế hoạch phối hợp|Kế hoạch|Chương trình hành động|Chương trình phối hợp|Chương trình|Đề án|Kết luận|Công văn|Công điện|Quy định|Quy chế|Hướng dẫn|Thông báo|Thông tri|Tờ trình|Báo cáo|Văn bản hợp nhất|Văn bản',
);
// "20-NQ/TW", "20 –NQ/TW", "17/2023/QH15", "171/KH-UBND", "1804/QĐ-TTg".
const CODE = '\\d{1,5}(?:\\s?[-–/]\\s?(?:(?:19|20)\\d\\d(?=\\s?[/-])|[A-ZĐ][\\p{L}\\d]{0,9}))+';
const NUMBERED = new RegExp(
  `(?<![\\p{L}])(${NUMBERED_KINDS})\\s+(?:của\\s[^,.;]{3,40}?\\s)?(?:(?<=[Ll]uật\\s)(?:\\p{L}+,?\\s){1,10}?(?=số\\s))?(?:số:?\\s*)?(${CODE})|(?<![\\p{L}])(${NUMBERED_KINDS})\\s+số:?\\s*(\\d{1,5})(?![\\d/]|[.,]\\d)|(?<![\\p{L}])(${eitherCase('Nghị quyết|Nghị định|Chỉ thị|Kết luận')})\\s+(\\d{1,3})(?=[\\s,.;)]|$)(?!\\s*(?:%|điểm|nội dung|nhiệm vụ|chỉ tiêu))`,
  'gu',
);
const NAMED =
  /(?<!\p{L})((?:Bộ luật|Luật)\s+(?:HTX|Hợp tác xã(?:\s*\(HTX\))?|\p{Lu}\p{L}+(?:\s\p{Ll}+){0,4}?)\s*(?:\(sửa đổi\)\s*)?,?\s*(?:năm\s+)?((?:19|20)\d\d))(?![\d/])/gu;
const CENTRAL =
  /(?<!\p{L})(Nghị quyết\s+(?:Hội nghị\s+)?(?:Trung ương|TW|TƯ|Đại hội)\s*(?:lần thứ\s+)?\d*\s*,?\s*\(?\s*(?:khóa|khoá)\s+[IVX]+\)?)/gu;
const QUOTED =
  /(?<!\p{L})(Đề án|đề án|Chương trình|chương trình|Dự án|dự án|Kế hoạch|kế hoạch|Phong trào|phong trào)\s+(?:“([^“”]{8,200})”|"([^"]{8,200})")/gu;
const ANONYMOUS =
  /(?:ban hành|ra|ký ban hành|ký)\s+(Quyết định|Nghị quyết|Kế hoạch|Chỉ thị|Chương trình|Đề án)\s+(?:(?:về việc|về|phê duyệt)\s+)?(thành lập|phê duyệt|giải thể|công nhận|hỗ trợ|phát triển)\s([^.;,]{5,200})/gu;
/** The documents a sentence names, in order, without overlap; what names most precisely goes first. */
export function readPolicyMentions(text: string): PolicyMention[] {
  const mentions: PolicyMention[] = [];
  for (const [pattern, read] of READERS) {
    for (const match of text.matchAll(pattern)) {
      const { words = match[0], ...mention } = read(match);
      const start = match.index + match[0].indexOf(words);
      const end = start + words.length;
      if (mentions.some((other) => start < other.end && other.start < end)) continue;
      mentions.push({
        number: undefined,
        isAnonymous: false,
        subject: undefined,
        ...mention,
        start,
        end,
      });
    }
  }
  return mentions.sort((a, b) => a.start - b.start);
}

/** What a match says; `words` is the part of it that is the name, all of it when absent. */
type Said = Pick<PolicyMention, 'policyKind' | 'name'> &
  Partial<PolicyMention> & { words?: string };

const READERS: readonly (readonly [RegExp, (match: RegExpExecArray) => Said])[] = [
  [NUMBERED, numbered],
  [
    NAMED,
    ([, name = '']) => ({
      policyKind: name.startsWith('Bộ') ? 'Bộ luật' : 'Luật',
      name: tidy(name),
    }),
  ],
  [CENTRAL, ([, name = '']) => ({ policyKind: 'Nghị quyết', name: tidy(name) })],
  [QUOTED, quoted],
  [ANONYMOUS, anonymous],
];

function numbered(match: RegExpExecArray): Said {
  const kind = match[1] ?? match[3] ?? match[5] ?? '';
  const number = (match[2] ?? match[4] ?? match[6])?.replace(/\s/g, '').replace(/–/g, '-');
  return { policyKind: capitalised(kind), number, name: tidy(match[0]) };
}

function quoted([, kind = '', curly, straight]: RegExpExecArray): Said {
  const title = (curly ?? straight ?? '').trim();
  return { policyKind: capitalised(kind), name: `${capitalised(kind)} “${title}”`, subject: title };
}

function anonymous([whole, kind = '', verb, object]: RegExpExecArray): Said {
  const words = whole.slice(whole.indexOf(kind));
  return {
    policyKind: kind,
    name: tidy(words),
    words,
    isAnonymous: true,
    subject: tidy(`${verb} ${object}`),
  };
}

function eitherCase(alternatives: string): string {
  return alternatives.replace(
    /(^|\|)(\p{Lu})/gu,
    (_, bar: string, first: string) => `${bar}[${first}${first.toLowerCase()}]`,
  );
}

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** Single spaces, codes without spaces: "20 –NQ/TW" → "20-NQ/TW". */
export function tidy(text: string): string {
  return text
    .replace(/\s+/g, ' ')
    .replace(/\s?–\s?(?=[A-ZĐ]{2})/u, '-')
    .trim();
}
