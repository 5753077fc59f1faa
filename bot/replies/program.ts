/** What the terminal says: start, stop, and why a start failed, in one sentence that says what to change. */
import type { ConfigError, ConfigProblem } from '../config-values.ts';

/** One sentence that stops the start. It names the variable and what it wants, never its value. */
export function configSentence(error: ConfigError): string {
  return `Biến môi trường ${error.variable} ${wish(error.problem)}.`;
}

function wish(problem: ConfigProblem): string {
  switch (problem.wants) {
    case 'whole-number':
      return `phải là số nguyên từ ${problem.min} đến ${problem.max}`;
    case 'url':
      return 'phải là địa chỉ bắt đầu bằng http:// hoặc https://';
    case 'one-of':
      return `phải là một trong các giá trị: ${problem.choices.join(', ')}`;
    case 'bot-token':
      return 'phải là mã bot do @BotFather cấp (dạng số, dấu hai chấm, rồi chữ và số)';
    case 'webhook-secret':
      return 'phải có từ 1 đến 256 ký tự, chỉ gồm chữ không dấu, số, dấu _ và dấu -';
    case 'zalo-bot-token':
      return 'phải là mã bot do Zalo Bot Manager cấp (dạng số, dấu hai chấm, rồi chữ và số)';
    case 'secret-of-length':
      return `phải có từ ${problem.min} đến ${problem.max} ký tự, không dấu và không có khoảng trắng`;
    case 'url-path':
      return 'phải bắt đầu bằng dấu / và chỉ gồm chữ không dấu, số, dấu /, dấu _ và dấu -';
    case 'another-path-than':
      return `phải có đường dẫn khác với ${problem.other}`;
    case 'text-at-most':
      return `dài quá ${problem.max} ký tự`;
    case 'people':
      return 'phải là danh sách người dùng, ví dụ: telegram:123456789, zalo-bot:abc123';
    case 'time-zone':
      return 'phải là tên một múi giờ, ví dụ Asia/Ho_Chi_Minh';
    case 'together-with':
      return `cần đặt cùng với ${problem.other}`;
  }
}

export function pageIsAt(url: string): string {
  return `Mở ${url} để hỏi.`;
}

export function telegramIsAt(username: string): string {
  return `Telegram đã kết nối: https://t.me/${username}`;
}

export const telegramConnecting = 'Đang kết nối Telegram…';

export const zaloBotConnecting = 'Đang kết nối Zalo Bot…';

export function zaloBotIsThere(account: string): string {
  return `Zalo Bot đã kết nối${account ? `: ${account}` : ''}.`;
}

export function zaloOaIsAt(path: string): string {
  return `Zalo OA đã sẵn sàng, nhận webhook ở đường dẫn ${path}.`;
}

export const zaloOaWithoutToken =
  'Zalo OA chưa cấp được mã truy cập nên chưa trả lời được; tin nhắn vẫn được giữ lại. Nếu nhật ký báo refresh token bị từ chối, hãy lấy mã mới và đặt lại biến ZALO_OA_REFRESH_TOKEN.';

export const loadingSamples = 'Kho tài liệu còn trống: đang nạp các bài mẫu…';

export const stopping = 'Đang dừng… (bấm Ctrl+C lần nữa để thoát ngay)';

export const stopped = 'Đã dừng.';

/** Why the start failed, in one sentence that says what to change. */
export function cannotListen(variable: string, port: number, reason: string): string {
  return reason === 'EADDRINUSE'
    ? `Cổng ${port} đang được chương trình khác dùng; hãy đặt biến ${variable} bằng một cổng khác.`
    : `Không mở được cổng ${port} (${reason}); hãy kiểm tra biến ${variable} và địa chỉ đi kèm.`;
}

export const telegramTokenRefused =
  'Telegram không chấp nhận mã bot; hãy kiểm tra biến TELEGRAM_BOT_TOKEN.';

export const zaloBotTokenRefused =
  'Zalo Bot không chấp nhận mã bot; hãy kiểm tra biến ZALO_BOT_TOKEN và ZALO_BOT_API_ROOT.';

export const zaloBotHasWebhook =
  'Zalo đang gửi tin của bot này tới một webhook nên bot không tự hỏi được; hãy đặt ZALO_BOT_WEBHOOK_URL, hoặc đặt ZALO_BOT_DELETE_WEBHOOK=yes để gỡ webhook đó.';

export function newerDatabase(file: string): string {
  return `Tệp ${file} do bản hoptac mới hơn ghi; hãy chạy bản mới đó.`;
}

export function dataNotUsable(folder: string): string {
  return `Không dùng được thư mục dữ liệu ${folder}; hãy kiểm tra quyền ghi và biến HOPTAC_DATA.`;
}

export function databaseDamaged(folder: string): string {
  return `Tệp dữ liệu trong ${folder} bị hỏng; hãy khôi phục từ bản sao lưu, hoặc chọn thư mục khác ở biến HOPTAC_DATA.`;
}

export function samplesNotLoaded(refused: number): string {
  return `Có ${refused} bài mẫu chưa nạp được; bot vẫn chạy với các bài còn lại.`;
}
