/**
 * Every Vietnamese sentence a person reads outside an answer: commands, buttons, limits, errors, and
 * what the terminal says. Short enough for a phone. Plain text: no markup, channels lay it out.
 */
import type { Reply } from '../assistant.ts';
import type { ConfigError, ConfigProblem } from '../config-values.ts';

/** What the bot says of itself; every part may be unset. */
export interface Profile {
  name?: string | undefined;
  home?: string | undefined;
  contact?: string | undefined;
}

const DEFAULT_NAME = 'Trợ lý Liên minh Hợp tác xã';
const EXAMPLES = [
  'Liên minh HTX Hải Phòng kết nạp những thành viên nào ngày 8/8/2023?',
  'Điều kiện trở thành thành viên hợp tác xã là gì?',
  'Hội nghị ngày 8/8/2023 do ai chủ trì?',
];

/** "/hoi câu hỏi": asks in a group without mentioning the bot. */
export const ASK_COMMAND = 'hoi';

export const HELP_COMMAND = 'trogiup';

/** The menu a channel offers, in order. */
export const COMMAND_MENU: readonly { command: string; description: string }[] = [
  { command: HELP_COMMAND, description: 'Cách hỏi và ví dụ' },
  { command: ASK_COMMAND, description: 'Hỏi một câu, ví dụ: /hoi điều kiện vào hợp tác xã' },
  { command: 'sukien', description: 'Sự kiện gần đây và sắp tới' },
  { command: 'thanhvien', description: 'Thành viên mới được kết nạp' },
  { command: 'chinhsach', description: 'Văn bản chính sách' },
  { command: 'nguon', description: 'Nguồn của câu trả lời gần nhất' },
  { command: 'quen', description: 'Quên cuộc trò chuyện này' },
];

export function welcome(profile: Profile): string {
  return `Xin chào! Tôi là ${profile.name ?? DEFAULT_NAME}. Tôi trả lời câu hỏi về sự kiện, thành viên và chính sách hợp tác xã, luôn kèm nguồn.

Mời bạn nhập câu hỏi, có dấu hay không dấu đều được. Ví dụ:
${bullets(EXAMPLES)}

Gõ /trogiup để xem hướng dẫn.`;
}

export function help(profile: Profile): string {
  const contact = profile.contact
    ? `\n\nKhi tôi không biết, bạn có thể hỏi: ${profile.contact}`
    : '';
  return `Bạn cứ nhắn câu hỏi như nói chuyện bình thường; có thể hỏi tiếp ý của câu trước.

Ví dụ:
${bullets(EXAMPLES)}

Số [1], [2] trong câu trả lời là nguồn; ngay dưới câu trả lời có cách xem nguyên văn và góp ý. Trong nhóm, hãy nhắc tên tôi, trả lời tin của tôi, hoặc gõ /hoi kèm câu hỏi.

/sukien – sự kiện gần đây và sắp tới
/thanhvien – thành viên mới được kết nạp
/chinhsach – văn bản chính sách
/nguon – nguồn của câu trả lời gần nhất
/quen – quên cuộc trò chuyện này${contact}`;
}

export function forgotten(turns: number): string {
  return turns > 0
    ? 'Tôi đã quên cuộc trò chuyện này. Mời bạn hỏi chuyện mới.'
    : 'Tôi không nhớ gì của cuộc trò chuyện này. Mời bạn đặt câu hỏi.';
}

export const unknownCommand = 'Tôi chưa biết lệnh này. Gõ /trogiup để xem tôi giúp được gì.';
export const questionMissing = 'Bạn muốn hỏi gì ạ? Mời bạn nhập câu hỏi, hoặc gõ /trogiup.';
export const wordsOnly =
  'Hiện tôi chỉ đọc được tin nhắn chữ. Bạn vui lòng gõ câu hỏi giúp tôi nhé.';
export const askingTooFast =
  'Bạn đang hỏi hơi nhanh. Vui lòng chờ khoảng một phút rồi hỏi tiếp, xin cảm ơn.';
export const tooLate =
  'Xin lỗi, tôi vừa gián đoạn nên chưa kịp trả lời tin nhắn trước đó của bạn. Nếu vẫn cần, mời bạn hỏi lại.';
export const buttonTooOld = 'Nút này đã cũ. Mời bạn hỏi lại câu hỏi.';

export const nothingToChoose =
  'Chưa có câu trả lời nào để xem nguồn hoặc đánh giá. Mời bạn đặt câu hỏi.';

export function noSuchSource(sources: number): string {
  if (sources === 0) return 'Câu trả lời gần nhất không có nguồn nào. Mời bạn hỏi câu khác.';
  return sources === 1
    ? 'Câu trả lời gần nhất chỉ có nguồn số 1. Bạn trả lời 1 để xem nhé.'
    : `Câu trả lời gần nhất chỉ có nguồn số 1 đến ${sources}. Bạn chọn lại giúp nhé.`;
}

/** Under an answer where there are no buttons: what a person can reply. */
export function choices(
  sources: readonly number[],
  { isGroup, offersRelated }: { isGroup: boolean; offersRelated: boolean },
): string {
  const command = isGroup ? `/${ASK_COMMAND} ` : '';
  const numbers = sources.length > 3 ? [...sources.slice(0, 2), '…', sources.at(-1)] : [...sources];
  const lines = [
    ...(sources.length > 0 ? [`Trả lời ${command}${numbers.join(', ')} để xem nguồn.`] : []),
    `Trả lời ${command}+ nếu hữu ích, ${command}- nếu chưa.`,
    ...(offersRelated ? [`Trả lời ${command}? để xem câu hỏi liên quan.`] : []),
  ];
  return lines.join('\n');
}

/** What a person types to ask one of the offered questions. */
export const RELATED_LETTERS: readonly string[] = ['a', 'b', 'c'];

/** The offered questions where there are no buttons. */
export function letteredQuestions(questions: readonly string[], isGroup: boolean): string {
  const command = isGroup ? `/${ASK_COMMAND} ` : '';
  const letters = RELATED_LETTERS.slice(0, questions.length);
  const lines = letters.map((letter, i) => `${letter}. ${questions[i]}`);
  return [...lines, `Trả lời ${letters.map((each) => command + each).join(', ')} để hỏi.`].join(
    '\n',
  );
}

/** A source's quote in a list of sources; a button or a number shows it whole. */
const LISTED_QUOTE_MAX = 160;
const LISTED_SOURCES_MAX = 6;

/** The sources of the newest answer, for /nguon. */
export function sourcesOf(reply: Pick<Reply, 'citations'> | undefined): string {
  if (!reply) return nothingToChoose;
  if (reply.citations.length === 0) return noSuchSource(0);
  const shown = reply.citations.slice(0, LISTED_SOURCES_MAX).map((citation) => {
    const { n, title, section, organisation, date, url, quote } = citation;
    const about = [section, organisation, date && day(date)].filter((part) => part).join(' · ');
    return [`[${n}] ${title}`, about, `“${clipped(quote.replace(/\s+/g, ' '))}”`, url]
      .filter((line) => line)
      .join('\n');
  });
  return [SOURCES_OF_NEWEST, ...shown].join('\n\n');
}

function clipped(quote: string): string {
  if (quote.length <= LISTED_QUOTE_MAX) return quote;
  const cut = quote.slice(0, LISTED_QUOTE_MAX);
  return `${cut.slice(0, cut.lastIndexOf(' ')).trimEnd()}…`.toWellFormed();
}

export function questionTooLong(charactersMax: number): string {
  return `Câu hỏi dài quá ${charactersMax.toLocaleString('vi-VN')} ký tự. Bạn vui lòng rút gọn giúp.`;
}

export function thanksForRating(verdict: 'up' | 'down'): string {
  return verdict === 'up'
    ? 'Cảm ơn bạn đã đánh giá!'
    : 'Cảm ơn bạn đã góp ý, chúng tôi sẽ xem lại câu trả lời này.';
}

export const SOURCES_HEADING = 'Nguồn:';
const SOURCES_OF_NEWEST = 'Nguồn của câu trả lời gần nhất:';
export const OPEN_SOURCE = 'Mở bài gốc';
/** Above the results of an inline query. */
export const ASK_IN_PRIVATE = 'Hỏi riêng trợ lý';

export function sourceButton(n: number): string {
  return `📖 Nguồn ${n}`;
}

export const RELATED_BUTTON = '💡 Hỏi tiếp';

/** 👍 or 👎, with how many people pressed it. */
export function ratingButton(verdict: 'up' | 'down', count: number): string {
  const sign = verdict === 'up' ? '👍' : '👎';
  return count > 0 ? `${sign} ${count}` : sign;
}

/** "2023-08-09" as a reader writes it: "09/08/2023". */
export function day(iso: string): string {
  return iso.split('-').reverse().join('/');
}

function bullets(lines: readonly string[]): string {
  return lines.map((line) => `• ${line}`).join('\n');
}

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
    case 'time-zone':
      return 'phải là tên một múi giờ, ví dụ Asia/Ho_Chi_Minh';
    case 'together-with':
      return `cần đặt cùng với ${problem.other}`;
  }
}

// What the terminal says.

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
