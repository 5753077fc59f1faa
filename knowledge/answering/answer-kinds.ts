/**
 * Finds in a text the things that could answer each kind of question: numbers, days, sums, persons,
 * places, document numbers… What already stands in the question does not answer it and is left out.
 */
import type { Wanted } from '../question/intent.ts';
import { fold } from '../text/normalise.ts';

export interface AnswerSpan {
  start: number;
  end: number;
  text: string;
}

const NUMBER = String.raw`\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+(?:[.,]\d+)?`;
const SPELLED =
  '(?:một|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười)(?: (?:mươi|trăm|một|hai|ba|bốn|lăm|năm|sáu|bảy|tám|chín|mười))*';
/** "một HTX" is any, "năm nay" a year: alone these two count nothing. */
const SPELLED_COUNT = `(?!(?:một|năm)(?! (?:mươi|trăm)))${SPELLED}`;
const DAY = String.raw`(?:ngày )?\d{1,2}\s?[/.-]\s?\d{1,2}(?:\s?[/.-]\s?\d{4})?|ngày \d{1,2}(?: tháng \d{1,2})?(?: năm \d{4})?|\d{1,2} tháng \d{1,2}(?: năm \d{4})?`;
const MONTH_OR_YEAR = String.raw`tháng \d{1,2}(?:\s?[/-]\s?\d{4}| năm \d{4})?|năm \d{4}|(?<![/\d-])(?:19|20)\d{2}(?![/\d])`;
/** "Từ những ngày đầu" answers "từ hồi nào". */
const SINCE =
  'từ (?:rất lâu|lâu rồi|(?:những |cái )?(?:ngày|buổi|thuở|năm) đầu|khi (?:mới )?thành lập)';
const WHILE_AGO = String.raw`cách đây (?:gần |hơn |khoảng )?\d+ (?:năm|tháng|ngày)`;
const SURNAME =
  'Nguyễn|Trần|Lê|Phạm|Hoàng|Huỳnh|Phan|Vũ|Võ|Đặng|Bùi|Đỗ|Hồ|Ngô|Dương|Lý|Lương|Cao|Mai|Đinh|Trịnh|Đoàn|Tạ|Tô|Đào|Lâm|Hà|Chu|Châu|Phùng|Quách|Thái|Tăng|Từ|Vương|Triệu|Kiều|La|Lưu|Mạc|Nông|Quan|Thạch|Tống|Trương|Văn|Vi|Hứa|Khổng|Lục|Lò|Giàng|Sùng|Hầu|Y|Rơ|Đàm|Giáp|Nghiêm|Tôn|Danh|Sơn|Kim|Âu|Bế|Hoa|Ma|Thân|Ninh|Viên|Đồng|Cù|Doãn|Bạch|Diệp|Điểu|Liêu|Mã|Phương|Thiều|Trang|Ung|Vàng|Thào|Cầm';
const NAME_PART = String.raw`\p{Lu}[\p{Ll}\p{M}]+`;
const PERSON = `(?:${SURNAME})(?: ${NAME_PART}){1,4}`;
const OFFICE_BODY =
  '[Hh]ội đồng quản trị|Hội đồng thành viên|Đại hội thành viên|Đại hội|[Bb]an kiểm soát|[Kk]iểm soát viên|[Đđ]ơn vị (?!phụ thuộc|trực thuộc)[\\p{Ll} ]{3,30}|Giám đốc|Tổng giám đốc|Chủ tịch|Phó Chủ tịch|Trưởng [Bb]an|Ủy ban nhân dân|Uỷ ban nhân dân|UBND|HĐND|Hội đồng nhân dân|Chính phủ|Thủ tướng|Bộ trưởng|Bộ [A-ZĐ]\\p{L}+|[Ss]ở [A-ZĐ]\\p{L}+|Liên minh|[Cc]ơ quan [\\p{Ll} ]{3,30}|Phòng \\p{Lu}\\p{L}+|Tòa án|Ngân hàng|người (?:hưởng )?thừa kế|người đại diện|Công ty|HTX|Hợp tác xã|Ban [A-ZĐ]\\p{L}+|Ban Chấp hành|Thành ủy|Tỉnh ủy|thành viên';
const TITLE =
  'Phó Chủ tịch|Chủ tịch|Phó Giám đốc|Tổng [Gg]iám đốc|Giám đốc|Phó Trưởng|Trưởng (?:phòng|ban)|Bí thư|Ủy viên|Uỷ viên|Phó Tổng|Kế toán|Thư ký|Chánh|Phó Bí thư|Trưởng Ban|Chi cục trưởng|Thứ trưởng|Bộ trưởng|chuyên viên|đại diện';
/** "tại Trung tâm thương mại Vincom", "Nhà thi đấu Mỹ Đình": a venue's name may follow what it is for. */
const VENUE = String.raw`(?:[Tt]rung tâm|[Nn]hà (?:văn hóa|thi đấu|hát|khách)|[Qq]uảng trường|[Cc]ông viên|[Ss]ân vận động|[Ss]iêu thị|[Kk]hách sạn|[Cc]ung|[Bb]ảo tàng|[Hh]ội trường|[Tt]rụ sở|[Tt]rường|[Pp]hố đi bộ|[Bb]ến|[Cc]hợ)(?: \p{Ll}+){0,4} \p{Lu}\p{L}*(?: \p{Lu}\p{L}*)*`;
const PLACE = String.raw`${VENUE}|(?:[Hh]uyện|[Qq]uận|[Xx]ã|[Pp]hường|[Tt]hị xã|[Tt]hị trấn|[Tt]hành phố|TP\.?|[Tt]ỉnh|[Tt]hôn|[Kk]hu|[Hh]ội trường|[Tt]rung tâm|[Nn]hà văn hóa) ?\p{Lu}\p{L}*(?: \p{Lu}\p{L}*)*`;
const MONEY = String.raw`(?:${NUMBER}|\))\s*(?:\([^)]*\) ?)?(?:nghìn |ngàn |triệu |tỷ |tỉ )*(?:đồng|triệu|tỷ|tỉ|USD|VNĐ|VND)(?!\p{L})`;
const PERCENT = String.raw`(?:${NUMBER})\s?%|(?:${NUMBER}|${SPELLED})(?: \([^)]*\))? phần trăm`;
const DURATION = String.raw`(?:${NUMBER}|${SPELLED})(?: \([^)]*\))? (?:ngày|tháng|năm|giờ|tuần|quý)(?: làm việc)?(?! \d)`;
const DOCUMENT_NUMBER = String.raw`số \d+[\p{L}\d/-]*|\d+[/-][\p{L}\d/-]*\p{Lu}[\p{L}\d/-]*|(?:Nghị quyết|Nghị định|Thông tư|Quyết định|Kế hoạch|Chỉ thị|Chương trình hành động|Chương trình|Luật|Đề án|Pháp lệnh)(?: (?:\p{Lu}\p{L}*|số|\d[\p{L}\d/–-]*|năm))+|[“"][^”"]{4,}[”"]|khóa [IVX]+|khoá [IVX]+`;
const CONTACT = String.raw`(?:\+84|0)\d[\d .]{7,12}\d|[\w.-]+@[\w.-]+\.\w+|(?:địa chỉ|trụ sở)[^.]{0,30}(?:số \d+|đường \p{Lu})`;

const PATTERNS: Partial<Record<Wanted, RegExp>> = {
  number: new RegExp(
    `(?<![\\p{L}\\d/.,-])(?:${NUMBER})(?=(?:ha|m|m2|m²|km|kg|g|l)(?![\\p{L}\\d])|(?!-?\\p{L}|[\\d/]))|(?<!\\p{L})${SPELLED_COUNT}(?= [\\p{Ll}(])`,
    'giu',
  ),
  percent: new RegExp(PERCENT, 'giu'),
  money: new RegExp(MONEY, 'giu'),
  duration: new RegExp(DURATION, 'giu'),
  date: new RegExp(`(?<![\\d/])(?:${DAY})(?![\\d/])|${MONTH_OR_YEAR}|${WHILE_AGO}|${SINCE}`, 'giu'),
  person: new RegExp(`(?<!\\p{L})(?:${PERSON})(?!\\p{L})|${OFFICE_BODY}`, 'gu'),
  role: new RegExp(`${TITLE}|Công ty|HTX|Hợp tác xã|Xí nghiệp`, 'gu'),
  place: new RegExp(PLACE, 'gu'),
  document: new RegExp(DOCUMENT_NUMBER, 'gu'),
  contact: new RegExp(CONTACT, 'giu'),
  reason:
    /(?<!\p{L})(?:do|vì|bởi|nhờ|nhằm|trước (?:tình hình|yêu cầu|khó khăn)|nguyên nhân|ảnh hưởng|bị|thiếu|xuất phát)(?!\p{L})/giu,
  list: /[;,](?= )| (?:và|hoặc) |\n/g,
  definition: /(?<!\p{L})(?:là|được hiểu là|gồm|bao gồm)(?!\p{L})/giu,
  condition: /(?<!\p{L})(?:khi|điều kiện|trường hợp|phải|nếu|đáp ứng|không)(?!\p{L})/giu,
  procedure: /(?<!\p{L})(?:nộp|gửi|thông qua|bằng|thực hiện|hồ sơ|thủ tục|tại|theo)(?!\p{L})/giu,
  'yes-no':
    /(?<!\p{L})(?:được|không|phải|có|miễn|cấm|đồng thời|hỗ trợ|thụ hưởng|tự nguyện|thỏa thuận|thoả thuận|bắt buộc|quyền)(?!\p{L})/giu,
};
/** Nearly every sentence of the news has a "tại" or "theo"; how something is done is told with what for. */
const WAYS_IN_NEWS =
  /(?<!\p{L})(?:nộp|gửi|thông qua|bằng|để|nhằm|sẽ|thí điểm|quyết định|thực hiện|hồ sơ|thủ tục)(?!\p{L}| khen)/giu;
const ASKS_FOR_BODY = /\b(?:co quan|don vi|to chuc|cap|phong|so|nganh|ban) nao\b/;

const NO_PERSON_BEFORE = '(?<!(?:HTX|xã|huyện|quận|phường|đường|tỉnh|phố) )(?<!\\p{L})';
/** So common as surnames that a name may follow a capitalised word: "Liên minh HTX Việt Nam Nguyễn Văn Thịnh". */
const COMMON_SURNAME =
  'Nguyễn|Trần|Lê|Phạm|Hoàng|Huỳnh|Phan|Vũ|Võ|Đặng|Bùi|Đỗ|Ngô|Dương|Đinh|Trịnh|Đoàn|Trương';
const HONORIFIC =
  '[Ôô]ng|[Bb]à|[Đđ]ồng chí|[Aa]nh|[Cc]hị|[Cc]ô|[Tt]hạc sĩ|[Tt]iến sĩ|ThS\\.?|TS\\.?|[Nn]ghệ nhân';
const NAME_OF_A_PERSON = [
  `${NO_PERSON_BEFORE}(?<!(?!Ông|Bà|Anh|Chị)\\p{Lu}\\p{Ll}+ )(?:${PERSON})`,
  `${NO_PERSON_BEFORE}(?:${COMMON_SURNAME})(?: ${NAME_PART}){2,4}`,
  // "Giám đốc Sở Công Thương TP Cần Thơ Hà Vũ Sơn"
  `(?<=(?:[Tt]ỉnh|TP\\.?|[Tt]hành phố) \\p{Lu}\\p{Ll}+ \\p{Lu}\\p{Ll}+ )(?:${SURNAME})(?: ${NAME_PART}){2,3}`,
  `(?<=(?<!\\p{L})(?:${HONORIFIC}) )${NAME_PART}(?: ${NAME_PART}){1,4}`,
].join('|');
/** Personal names only, for questions about a person in a news text. */
export const PERSON_NAMES: RegExp = new RegExp(NAME_OF_A_PERSON, 'gu');
const LEADERS = new RegExp(`${NAME_OF_A_PERSON}|${TITLE}`, 'gu');
/** The same, to test a text for one. */
export const PERSON_NAME: RegExp = new RegExp(NAME_OF_A_PERSON, 'u');

/** Kinds that answer only with something the question did not say itself. */
const NEW_TO_THE_QUESTION: ReadonlySet<Wanted> = new Set([
  'number',
  'percent',
  'money',
  'duration',
  'date',
  'person',
  'role',
  'place',
  'document',
  'contact',
]);

/** The spans of a text that are of a wanted kind and do not merely repeat the question. */
export function answerSpans(
  text: string,
  wanted: Wanted,
  question: string,
  legal: boolean,
): AnswerSpan[] {
  if (wanted === 'event') return [{ start: 0, end: text.length, text }];
  // In a law a body acts ("do Hội đồng quản trị bổ nhiệm"); in the news people have names.
  const names = wanted === 'person' && !legal && !ASKS_FOR_BODY.test(fold(question));
  const isNewsWay = wanted === 'procedure' && !legal;
  const pattern = names ? personsFor(question) : isNewsWay ? WAYS_IN_NEWS : PATTERNS[wanted];
  if (!pattern) return [];
  const asked = askedPlainly(question);
  const spans: AnswerSpan[] = [];
  for (const match of text.matchAll(pattern)) {
    const found = match[0].trim();
    if (NEW_TO_THE_QUESTION.has(wanted) && asked.includes(` ${plain(found)} `)) continue;
    if (wanted === 'number' && isReference(text, match.index, found)) continue;
    spans.push({ start: match.index, end: match.index + match[0].length, text: found });
  }
  return spans;
}

/** "Lãnh đạo nào" may be told by the office alone. */
const ASKS_FOR_LEADER = /\b(?:lanh dao|dai dien) nao\b/;

function personsFor(question: string): RegExp {
  return ASKS_FOR_LEADER.test(fold(question)) ? LEADERS : PERSON_NAMES;
}

let lastAsked = { question: '', plainly: '  ' };

/** The question as `plain` has it, between spaces; asked for once a statement, and made once a question. */
function askedPlainly(question: string): string {
  if (lastAsked.question !== question) lastAsked = { question, plainly: ` ${plain(question)} ` };
  return lastAsked.plainly;
}

function plain(text: string): string {
  return fold(text)
    .replace(/[^a-z0-9%]+/g, ' ')
    .replace(/\b0+(?=\d)/g, '')
    .trim();
}

/** "khoản 2", "Điều 9", "ngày 5", "năm 2023", "số 53" and the label of an item count nothing. */
function isReference(text: string, at: number, found: string): boolean {
  const before = text.slice(Math.max(0, at - 14), at);
  const after = text.slice(at + found.length, at + found.length + 7);
  // "nhiệm kỳ 2020 - 2025", "giai đoạn 2021-2025"
  const isYear = /^(?:19|20)\d{2}$/.test(found);
  if (
    isYear &&
    (/(?:nhiệm kỳ|giai đoạn|[–-])\s*$/iu.test(before) || /^\s?[–-]\s?\d{4}/.test(after))
  ) {
    return true;
  }
  if (
    /(?:khoản|điều|điểm|chương|mục|phụ lục|mẫu|số|ngày|tháng|năm|quý|khóa|khoá|lần thứ|nhóm|chỉ tiêu|luật|loại)\s*$/iu.test(
      before,
    )
  ) {
    return true;
  }
  return at === 0 && /^\d{1,3}\s?[.)]/.test(text);
}
