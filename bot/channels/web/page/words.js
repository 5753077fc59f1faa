// The Vietnamese sentences that appear while the page is used. Those that always stand on it are in
// index.html.

export const waiting = 'Đang tìm trong tài liệu…';
export const notFoundLabel = 'Chưa có trong tài liệu';
export const errorLabel = 'Chưa trả lời được';
export const retry = 'Thử lại';
export const stopped = 'Bạn đã dừng câu trả lời này.';
export const offline = 'Không kết nối được với máy chủ. Bạn kiểm tra mạng rồi thử lại nhé.';
export const serverFailed = 'Rất tiếc, hệ thống đang gặp trục trặc. Bạn vui lòng thử lại sau.';

export const asked = 'Bạn hỏi';
export const answered = 'Trả lời';
export const sources = 'Nguồn';
export const nearestSources = 'Nguồn gần nhất';
export const send = 'Gửi câu hỏi';
export const stop = 'Dừng trả lời';
export const useful = 'Câu trả lời hữu ích';
export const notUseful = 'Câu trả lời chưa hữu ích';
export const copy = 'Sao chép';
export const copyLabel = 'Sao chép câu trả lời';
export const copied = 'Đã sao chép câu trả lời.';
export const copyFailed = 'Trình duyệt không cho sao chép.';
export const thanks = 'Cảm ơn bạn đã góp ý.';
export const feedbackFailed = 'Chưa gửi được góp ý. Bạn vui lòng thử lại.';
export const newChat = 'Đã bắt đầu cuộc trò chuyện mới.';
export const forgetFailed =
  'Chưa báo được cho máy chủ, nhưng câu hỏi mới sẽ không dùng lại nội dung cũ.';
export const toDark = 'Chuyển sang nền tối';
export const toLight = 'Chuyển sang nền sáng';

export const organisation = 'Đơn vị';
export const section = 'Điều khoản';
export const date = 'Ngày';
export const surroundingsMissing = 'Chưa tải được phần văn bản xung quanh đoạn trích.';

export const sourceMark = (n, title) => `Nguồn ${n}: ${title}`;
export const sourceLabel = (numbers) => `Nguồn ${numbers.join(', ')}`;
export const passageKicker = (place, total) => (total > 1 ? `Nguồn ${place} / ${total}` : 'Nguồn');
export const charactersLeft = (count, max) =>
  `${count.toLocaleString('vi-VN')} / ${max.toLocaleString('vi-VN')} ký tự`;
export const tooLong = (max) =>
  `Câu hỏi dài quá ${max.toLocaleString('vi-VN')} ký tự. Bạn vui lòng rút gọn giúp.`;
