/**
 * Who acts in a rule: "do Đại hội thành viên bầu", "Cơ quan đăng ký … có trách nhiệm". For questions
 * that ask who does or decides a thing.
 */
import type { QuestionReading } from '../question/question.ts';
import { fold } from '../text/normalise.ts';
import { coverage, type MatchToken, presence } from './term-match.ts';

/** A body named as the one that acts, behind a word that says so. */
const ACTED_BY =
  /(?<!\p{L})(?:do|bởi|quyết định của|thuộc thẩm quyền của|được|theo nghị quyết của|xác nhận của|đồng ý của|chấp thuận của|trách nhiệm của|trực thuộc)\s+((?:[Cc]ác )?(?:\p{L}+ ?){1,8})/gu;
/** Verbs before which the one that acts stands. */
const ACTS =
  /(?:có trách nhiệm|có quyền|phải|chịu|quyết định|thực hiện|kế thừa|triệu tập|ban hành|phê duyệt|bổ nhiệm|xem xét|chi trả|ký)(?!\p{L})/gu;
const BODY =
  /^(?:Hội|Đại|Ban|Giám|Tổng|Chủ|Phó|Trưởng|Ủy|Uỷ|UBND|Chính|Thủ|Bộ|Sở|Liên|Phòng|Tòa|Toà|Ngân|Công|HTX|Hợp|Thành|Tổ|Quỹ|Cơ|Cục|Chi|Người|đại hội|hội đồng|ban |giám đốc|chủ tịch|cơ quan|đơn vị|người|thành viên|kiểm soát|kế toán|tổ trưởng|bên |các bên|hợp tác xã)/u;
/** Syllables on each side of where the body is named. */
const AROUND = 14;

/** How much of the question stands around a body that acts and is not one the question names itself. */
export function agentFits(
  { terms, expanded }: QuestionReading,
  tokens: readonly MatchToken[],
  text: string,
): number {
  const asked = wordsOf(expanded);
  const places: number[] = [];
  for (const { index, 1: named = '' } of text.matchAll(ACTED_BY)) {
    if (BODY.test(named)) places.push(index);
  }
  for (const { index } of text.matchAll(ACTS)) {
    const named = text
      .slice(0, index)
      .split(/[,;:.]/)
      .at(-1)!
      .trim();
    if (BODY.test(named) && !asked.includes(wordsOf(named))) places.push(index);
  }
  let best = 0;
  for (const place of places) {
    const at = tokens.findIndex(({ end }) => end > place);
    if (at < 0) continue;
    const around = tokens.slice(Math.max(0, at - AROUND), at + AROUND);
    best = Math.max(best, coverage(terms, presence(terms, around)));
  }
  return best;
}

function wordsOf(text: string): string {
  return ` ${fold(text)
    .replace(/[^a-z0-9]+/g, ' ')
    .trim()} `;
}
