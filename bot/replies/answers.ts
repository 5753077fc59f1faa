/**
 * How outcomes of answering read: the answer with its marks, the kind refusal with what is nearest,
 * small talk. Plain Vietnamese text; channels lay it out.
 */
import type { Abstained, Answered, Courtesy, Outcome } from '../../knowledge/answering/answer.ts';
import type { Profile } from './commands.ts';

/** Longest reply to a question, marks included: a phone shows it without scrolling twice. */
export const REPLY_CHARACTERS_MAX = 900;
const NEAREST_MAX = 280;

/** The text of an outcome as a person reads it. */
export function replyText(outcome: Outcome, profile: Profile): string {
  if (outcome.outcome === 'answered') return answered(outcome);
  if (outcome.outcome === 'abstained') return abstained(outcome, profile);
  return courtesy(outcome, profile);
}

export const unexpectedError =
  'Xin lỗi, tôi đang gặp trục trặc nên chưa trả lời được. Bạn vui lòng hỏi lại sau ít phút.';

function answered({ layout, lead, claims }: Answered): string {
  if (layout === 'sentences') {
    const text = claims.map((claim) => `${claim.text} ${marks(claim.citations)}`);
    const body = text.map((line) => (lead && text.length > 1 ? `– ${line}` : line)).join('\n');
    return lead ? `${lead}:${text.length > 1 ? '\n' : ' '}${body}` : body;
  }
  return [lead, ...listLines(claims)].filter(Boolean).join('\n');
}

/** The opening line of the list, then its items; a mark is repeated only where the source changes. */
function listLines(claims: Answered['claims']): string[] {
  const [opening, ...items] = claims;
  if (!opening) return [];
  if (items.length === 0) return [`${opening.text} ${marks(opening.citations)}`];
  const shared = items.every((item) => item.citations.join() === opening.citations.join());
  return [
    `${opening.text} ${marks(opening.citations)}`,
    ...items.map((item) => (shared ? `– ${item.text}` : `– ${item.text} ${marks(item.citations)}`)),
  ];
}

function marks(citations: readonly number[]): string {
  return citations.map((n) => `[${n}]`).join('');
}

function abstained({ reason, nearest }: Abstained, profile: Profile): string {
  if (reason === 'empty-question')
    return 'Mời bạn nhập câu hỏi về sự kiện, thành viên hoặc chính sách hợp tác xã.';
  const lines = ['Xin lỗi, trong tài liệu tôi có chưa thấy thông tin trả lời câu hỏi này.'];
  const known = nearest?.claims[0];
  if (nearest && known) {
    const what = `${clip(known.text)} ${marks(known.citations)}`;
    lines.push(`Thông tin gần nhất tôi có (${nearest.source}): ${what}`);
  }
  lines.push(
    profile.contact
      ? `Bạn có thể hỏi thêm: ${profile.contact}.`
      : 'Bạn có thể hỏi rõ hơn, hoặc liên hệ văn phòng Liên minh Hợp tác xã nơi bạn ở.',
  );
  return lines.join('\n');
}

function clip(text: string): string {
  return clipTo(text.replace(/\s+/g, ' '), NEAREST_MAX);
}

function clipTo(text: string, max: number): string {
  if (text.length <= max) return text;
  const cut = text.slice(0, max - 1);
  return `${cut.slice(0, cut.lastIndexOf(' ')).trimEnd()}…`;
}

function courtesy({ about }: Courtesy, profile: Profile): string {
  const name = profile.name ?? 'trợ lý hỏi đáp của Liên minh Hợp tác xã';
  switch (about) {
    case 'greeting':
      return `Xin chào! Tôi là ${name}. Bạn muốn hỏi gì về sự kiện, thành viên hay chính sách hợp tác xã?`;
    case 'thanks':
      return 'Không có gì ạ. Khi cần, bạn cứ hỏi tiếp nhé.';
    case 'farewell':
      return 'Chào bạn, hẹn gặp lại. Chúc bạn mọi việc thuận lợi!';
    case 'identity':
      return `Tôi là ${name}, một chương trình trả lời tự động. Tôi trả lời theo các bài viết và văn bản đã được nạp, luôn kèm nguồn để bạn kiểm tra.`;
    case 'help':
      return 'Bạn cứ nhắn câu hỏi, có dấu hay không dấu đều được. Tôi trả lời về hội nghị, sự kiện, việc kết nạp thành viên, số liệu hợp tác xã, Luật Hợp tác xã và các chính sách, luôn kèm nguồn. Ví dụ: “Hồ sơ đăng ký thành lập hợp tác xã gồm những gì?”';
  }
}
