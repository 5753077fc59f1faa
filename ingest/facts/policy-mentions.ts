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
/** The documents a sentence names, in order, without overlap. */
export function readPolicyMentions(text: string): PolicyMention[] {
  const mentions: PolicyMention[] = [];
  const add = (
    match: RegExpExecArray,
    mention: Omit<PolicyMention, 'start' | 'end'>,
    name = match[0],
  ) => {
    const start = match.index + match[0].indexOf(name);
    const overlaps = mentions.some(
      (other) => start < other.end && other.start < start + name.length,
    );
    if (!overlaps) mentions.push({ ...mention, start, end: start + name.length });
  };
  for (const match of text.matchAll(NUMBERED)) {
    const kind = match[1] ?? match[3] ?? match[5] ?? '';
    const number = (match[2] ?? match[4] ?? match[6])?.replace(/\s/g, '').replace(/–/g, '-');
    add(match, {
      policyKind: capitalised(kind),
      number,
      name: tidy(match[0]),
      isAnonymous: false,
      subject: undefined,
    });
  }
  for (const match of text.matchAll(NAMED)) {
    const name = tidy(match[1] ?? '');
    add(match, {
      policyKind: name.startsWith('Bộ') ? 'Bộ luật' : 'Luật',
      number: undefined,
      name,
      isAnonymous: false,
      subject: undefined,
    });
  }
  for (const match of text.matchAll(CENTRAL)) {
    const name = tidy(match[1] ?? '');
    add(match, {
      policyKind: 'Nghị quyết',
      number: undefined,
      name,
      isAnonymous: false,
      subject: undefined,
    });
  }
  for (const match of text.matchAll(QUOTED)) {
    const title = (match[2] ?? match[3] ?? '').trim();
    const kind = capitalised(match[1] ?? '');
    add(match, {
      policyKind: kind,
      number: undefined,
      name: `${kind} “${title}”`,
      isAnonymous: false,
      subject: title,
    });
  }
  for (const match of text.matchAll(ANONYMOUS)) {
    const subject = tidy(`${match[2]} ${match[3]}`);
    const kind = match[1] ?? '';
    const name = match[0].slice(match[0].indexOf(kind));
    add(
      match,
      { policyKind: kind, number: undefined, name: tidy(name), isAnonymous: true, subject },
      name,
    );
  }
  return mentions.sort((a, b) => a.start - b.start);
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
