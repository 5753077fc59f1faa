/**
 * The Vietnamese sentences the web server itself says: limits, refusals and failures. What the page
 * says on its own stands in page/index.html and page/words.js.
 */

export const DEFAULT_TITLE = 'Hỏi đáp Liên minh Hợp tác xã';

export const DEFAULT_EXAMPLES: readonly string[] = [
  'Liên minh HTX Hải Phòng kết nạp những thành viên nào ngày 8/8/2023?',
  'Điều kiện để trở thành thành viên hợp tác xã là gì?',
  'Hợp tác xã được hưởng những chính sách hỗ trợ nào của Nhà nước?',
  'Tỉnh Lạng Sơn có bao nhiêu hợp tác xã?',
];

export const questionMissing = 'Mời bạn nhập câu hỏi.';
export const answerTookTooLong =
  'Câu hỏi này mất nhiều thời gian hơn dự kiến. Bạn vui lòng thử lại sau ít phút.';
export const tooManyAtOnce =
  'Đang có nhiều người cùng hỏi. Bạn vui lòng thử lại sau ít giây, xin cảm ơn.';
export const somethingFailed = 'Rất tiếc, hệ thống đang gặp trục trặc. Bạn vui lòng thử lại sau.';
export const requestNotUnderstood =
  'Trang chưa gửi được yêu cầu. Bạn vui lòng tải lại trang rồi thử lại.';
export const requestTooLarge = 'Nội dung gửi lên quá dài. Bạn vui lòng rút gọn câu hỏi.';
export const passageGone = 'Đoạn trích này không còn trong kho tài liệu.';
export const pageMissing = 'Không tìm thấy trang này. Mời bạn quay về trang hỏi đáp.';

export function questionTooLong(charactersMax: number): string {
  const limit = charactersMax.toLocaleString('vi-VN');
  return `Câu hỏi dài quá ${limit} ký tự. Bạn vui lòng rút gọn giúp.`;
}

export function askingTooFast(waitSeconds: number): string {
  return `Bạn đang hỏi hơi nhanh. Vui lòng thử lại sau ${waitSeconds} giây.`;
}
