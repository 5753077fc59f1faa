/**
 * The questions offered after an answer, worded so that each stands alone: whoever presses one may
 * have asked something else in between.
 */
import { day } from './chat.ts';

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

export function articleQuestion(section: string, document: string): string {
  return `${section} ${document} quy định gì?`;
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

function named({ day: iso, province, kind }: NamedEvent): string {
  const event = MEETINGS.includes(kind) ? `hội nghị ${kind}` : kind || 'hội nghị';
  return `${event === 'khác' ? 'sự kiện' : event} ngày ${day(iso)} tại ${province}`;
}
