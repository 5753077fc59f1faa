/** Why something is not done: limits, lateness, what cannot be read. One kind sentence each. */

export const questionMissing = 'Bạn muốn hỏi gì ạ? Mời bạn nhập câu hỏi, hoặc gõ /trogiup.';

export const wordsOnly =
  'Hiện tôi chỉ đọc được tin nhắn chữ. Bạn vui lòng gõ câu hỏi giúp tôi nhé.';

export const askingTooFast =
  'Bạn đang hỏi hơi nhanh. Vui lòng chờ khoảng một phút rồi hỏi tiếp, xin cảm ơn.';

export const tooLate =
  'Xin lỗi, tôi vừa gián đoạn nên chưa kịp trả lời tin nhắn trước đó của bạn. Nếu vẫn cần, mời bạn hỏi lại.';

export const buttonTooOld = 'Nút này đã cũ. Mời bạn hỏi lại câu hỏi.';

export function questionTooLong(charactersMax: number): string {
  return `Câu hỏi dài quá ${charactersMax.toLocaleString('vi-VN')} ký tự. Bạn vui lòng rút gọn giúp.`;
}
