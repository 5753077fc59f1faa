/**
 * The questions offered after an answer, worded so that each stands alone: whoever presses one may
 * have asked something else in between.
 */
import { day } from './dates.ts';

export const RELATED_HEADING = 'Bạn có thể hỏi tiếp:';
export const noRelated =
  'Tôi chưa có câu hỏi liên quan nào mà tài liệu trả lời được chắc chắn. Mời bạn hỏi ý khác.';

interface NamedEvent {
  /** ISO day. */
  day: string;
  province: string;
  /** "sinh hoạt thành viên", "tổng kết". */
  kind: string;
}

/** The article's name first: a button shows the beginning. */
export function articleQuestion(article: {
  section: string;
  name: string;
  document: string;
}): string {
  const { section, name, document } = article;
  return `${name === '' ? '' : `${name}: `}${section} ${document} quy định gì?`;
}

export function chairQuestion(event: NamedEvent): string {
  return `Ai chủ trì ${named(event)}?`;
}

export function contentQuestion(event: NamedEvent): string {
  return `Nội dung chính của ${named(event)} là gì?`;
}

export function participantsQuestion(event: NamedEvent): string {
  return `Những ai dự ${named(event)}?`;
}

export function admittedQuestion(isoDay: string, province: string): string {
  return `Liên minh HTX ${province} kết nạp những thành viên nào ngày ${day(isoDay)}?`;
}

/** What was pressed, above its answer: a button leaves no message of the person's in the chat. */
export function pressedQuestion(question: string): string {
  return `❓ ${question}`;
}

const MEETINGS = ['tổng kết', 'sơ kết', 'sinh hoạt thành viên', 'đối thoại', 'công bố', 'kết nạp'];
const CEREMONIES = ['kỷ niệm', 'khai trương', 'ra mắt', 'ký kết', 'trao tặng', 'thành lập'];

function eventName(kind: string): string {
  if (MEETINGS.includes(kind)) return `hội nghị ${kind}`;
  if (CEREMONIES.includes(kind)) return `lễ ${kind}`;
  return kind === '' || kind === 'khác' ? 'sự kiện' : kind;
}

function named({ day: iso, province, kind }: NamedEvent): string {
  return `${eventName(kind)} ngày ${day(iso)} tại ${province}`;
}
