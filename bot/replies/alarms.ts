/** What those who look after the bot are told when a platform needs a person. */

/** `problem`: of the token, or a code of the Official Account's interface. */
export function zaloOaAlarm(problem: string | number): string {
  return `⚠️ Zalo OA: ${zaloOaSentence(problem)}`;
}

function zaloOaSentence(problem: string | number): string {
  switch (problem) {
    case 'refresh-token-refused':
      return 'Zalo không nhận mã kết nối nữa nên tôi chưa trả lời được trên OA. Cần lấy refresh token mới, đặt vào biến ZALO_OA_REFRESH_TOKEN rồi chạy lại; tin nhắn trong lúc này vẫn được giữ.';
    case 'refresh-failing':
      return 'Tôi chưa đổi được mã kết nối, mã hiện tại sắp hết hạn. Cần kiểm tra mạng của máy chạy bot trong vòng hai giờ.';
    case -211:
      return 'OA đã dùng hết hạn mức tin nhắn. Tôi sẽ gửi tiếp vào sáng mai.';
    case -216:
    case -220:
      return 'Zalo không nhận mã truy cập. Tôi đang tự đổi mã; nếu vẫn báo lỗi, cần lấy refresh token mới.';
    case -224:
      return 'OA cần nâng cấp gói dịch vụ thì mới gửi được tin này.';
    case -237:
      return 'Gói nhắn tin nhóm của OA đã hết hạn, cần gia hạn.';
    case -248:
      return 'Zalo từ chối một tin vì trái chính sách. Cần xem thông báo trong trang quản trị OA.';
    default:
      return `Zalo không nhận một tin của tôi (mã lỗi ${problem}). Cần xem nhật ký của bot.`;
  }
}
