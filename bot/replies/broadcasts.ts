/** What staff reads while composing, sending and watching a broadcast. */
import type { Problem } from '../broadcast/composing.ts';
import type { BroadcastState, Tally } from '../store/broadcasts.ts';
import { moment } from './announcements.ts';

export const COMPOSE = 'Soạn thông báo mới';
export const PREVIEW = 'Xem trước và gửi';
export const TRIAL = 'Gửi thử cho tôi';
export const SET_PLACES = 'Nơi nhận';
export const SET_TOPICS = 'Chủ đề';
export const SET_LINK = 'Liên kết';
export const SET_PICTURE = 'Ảnh';
export const SET_APPOINTMENT = 'Lịch hẹn';
export const SET_TIME = 'Giờ gửi';
export const REWRITE = 'Viết lại';
export const DISCARD = 'Bỏ bản nháp';
export const CLEAR = 'Bỏ mục này';
export const BACK = 'Quay lại';
export const CONFIRM = 'Đúng, gửi đi';
export const NOT_YET = 'Chưa gửi';
export const PAUSE = 'Tạm dừng';
export const RESUME = 'Gửi tiếp';
export const STOP = 'Dừng hẳn';
export const REFRESH = 'Xem tiến độ';
export const CORRECT = 'Gửi đính chính';
export const REPORT = 'Tải báo cáo (CSV)';
export const SEND_UNKNOWN = 'Gửi lại tin chưa rõ';

export function sendTo(recipients: number): string {
  return `Gửi cho ${number(recipients)} nơi nhận`;
}

export function overview(lines: readonly string[]): string {
  return lines.length === 0
    ? 'Chưa có thông báo nào. Bấm nút dưới đây để soạn.'
    : ['Thông báo gần đây:', ...lines].join('\n');
}

const STATES: Readonly<Record<BroadcastState, string>> = {
  draft: 'bản nháp',
  scheduled: 'chờ đến giờ gửi',
  running: 'đang gửi',
  paused: 'tạm dừng',
  stopped: 'đã dừng',
  done: 'đã gửi xong',
};

export function line(id: number, title: string, state: BroadcastState): string {
  return `#${id} ${title} (${STATES[state]})`;
}

export const askText =
  'Bạn nhắn nội dung thông báo trong một tin. Dòng đầu là tiêu đề, các dòng sau là nội dung.';
export const askCorrection =
  'Bạn nhắn nội dung đính chính trong một tin. Tin này chỉ gửi cho những người đã nhận thông báo.';
export const ASKED: Readonly<
  Record<'places' | 'link' | 'picture' | 'appointment' | 'time', string>
> = {
  places:
    'Gửi cho người đăng ký ở đâu? Nhắn tên tỉnh, thành phố hoặc huyện, cách nhau bằng dấu phẩy. Nhắn “tất cả” để gửi mọi nơi.',
  link: 'Nhắn địa chỉ trang web kèm theo, ví dụ: https://lmhtx.vn/tin-moi',
  picture: 'Nhắn địa chỉ của ảnh trên mạng, bắt đầu bằng https://',
  appointment:
    'Nhắn giờ bắt đầu, giờ kết thúc, ngày; dòng dưới là địa điểm. Ví dụ:\n8:00 - 11:00 ngày 30/11/2026\nHội trường Liên minh HTX',
  time: 'Gửi lúc nào? Ví dụ: 8:00 ngày 30/11/2026, hoặc 8:00 mai.',
};

export interface DraftLines {
  id: number;
  /** As recipients will read it. */
  preview: string;
  places: readonly string[];
  topics: readonly string[];
  sendAt: number | undefined;
  isCorrection: boolean;
}

export function draft(lines: DraftLines, timeZone: string): string {
  const { id, preview, places, topics, sendAt, isCorrection } = lines;
  const target = isCorrection
    ? ['Gửi cho: những người đã nhận thông báo trước']
    : [
        `Nơi nhận: ${places.length === 0 ? 'mọi nơi' : places.join(', ')}`,
        `Chủ đề: ${topics.length === 0 ? 'mọi chủ đề' : topics.join(', ')}`,
      ];
  const time = sendAt === undefined ? 'ngay khi xác nhận' : moment(sendAt, timeZone);
  return [`BẢN NHÁP #${id}`, preview, [...target, `Giờ gửi: ${time}`].join('\n')].join('\n\n');
}

export const askTopics = 'Chọn chủ đề (bấm lần nữa để bỏ). Không chọn gì là gửi mọi chủ đề.';

export function topic(label: string, isChosen: boolean): string {
  return isChosen ? `✓ ${label}` : label;
}

export interface ChannelPreview {
  channel: string;
  recipients: number;
  /** Undefined when the channel is not connected at present. */
  words: string | undefined;
}

export function previews(
  channels: readonly ChannelPreview[],
  sendAt: number | undefined,
  timeZone: string,
): string {
  const sections = channels.map(({ channel, recipients, words }) =>
    [
      `— ${channelName(channel)}: ${number(recipients)} nơi nhận —`,
      words ?? '(Kênh này chưa kết nối; tin sẽ gửi khi kết nối lại.)',
    ].join('\n'),
  );
  const time = sendAt === undefined ? 'ngay khi bạn xác nhận' : `lúc ${moment(sendAt, timeZone)}`;
  return [...sections, `Sẽ gửi ${time}.`].join('\n\n');
}

export function confirm(recipients: number, quietUntil: string | undefined): string {
  const wait =
    quietUntil === undefined ? '' : ` Đang giờ nghỉ, tin sẽ bắt đầu gửi lúc ${quietUntil}.`;
  return `Gửi thật cho ${number(recipients)} nơi nhận?${wait} Tin đã gửi không thu lại được.`;
}

export const noRecipients =
  'Chưa có ai đăng ký nhận tin ở nơi và chủ đề này, nên chưa gửi. Bạn chọn lại nơi nhận hoặc chủ đề nhé.';
export const noDraft = 'Bản nháp này không còn nữa, hoặc đã gửi rồi. Gõ /thongbao để xem.';
export const discarded = 'Đã bỏ bản nháp. Không có gì được gửi.';
export const notNow = 'Việc này hiện không làm được nữa. Gõ /thongbao để xem lại.';

export function problem(found: Problem): string {
  switch (found.problem) {
    case 'empty':
      return 'Chưa có chữ nào. Bạn nhắn lại giúp nhé.';
    case 'too-long':
      return `Dài quá ${number(found.by)} ký tự. Bạn rút ngắn rồi nhắn lại giúp nhé.`;
    case 'no-address':
      return 'Đây chưa phải địa chỉ trang web. Bạn sao chép lại giúp, ví dụ: https://lmhtx.vn/tin-moi';
    case 'picture-not-https':
      return 'Địa chỉ ảnh phải bắt đầu bằng https:// thì Telegram và Zalo mới lấy được.';
    case 'unknown-place':
      return `Tôi không biết nơi “${found.name}”. Bạn nhắn lại tên tỉnh, thành phố hoặc huyện giúp nhé.`;
    case 'too-many-places':
      return `Nhiều nơi quá, tối đa ${found.max} nơi. Nhắn “tất cả” nếu muốn gửi mọi nơi.`;
    case 'no-time':
      return 'Chưa có giờ. Bạn nhắn lại giúp, ví dụ: 8:00 ngày 30/11/2026.';
    case 'no-day':
      return 'Chưa có ngày, hoặc ngày không đúng. Bạn nhắn lại giúp, ví dụ: 8:00 ngày 30/11/2026.';
    case 'no-end':
      return 'Lịch hẹn chưa có giờ kết thúc. Bạn nhắn lại giúp, ví dụ: 8:00 - 11:00 ngày 30/11/2026.';
    case 'end-before-start':
      return 'Giờ kết thúc phải sau giờ bắt đầu. Bạn nhắn lại giúp nhé.';
    case 'past':
      return 'Giờ này đã qua. Bạn chọn một giờ sắp tới giúp nhé.';
    case 'too-far':
      return 'Ngày này xa quá hai năm. Bạn xem lại năm giúp nhé.';
    case 'place-too-long':
      return `Địa điểm dài quá ${found.max} ký tự. Bạn rút ngắn giúp nhé.`;
  }
}

/** What staff gets to see while it is being sent and when it is over. */
export function progress(
  { id, title, state }: { id: number; title: string; state: BroadcastState },
  tally: Tally,
  seconds: number | undefined,
): string {
  const sum = (states: readonly string[]) =>
    tally.reduce((all, each) => (states.includes(each.state) ? all + each.n : all), 0);
  const total = sum(tally.map((each) => each.state));
  const open = sum(['pending', 'retry', 'sending']);
  const unknown = sum(['unknown']);
  const lines = [
    `Thông báo ${line(id, title, state)}`,
    `Đã xong ${number(total - open)}/${number(total)}:`,
    `• Đã nhận: ${number(sum(['delivered']))}`,
    `• Không tới được: ${number(sum(['unreachable']))}`,
    `• Chưa rõ: ${number(unknown)}${unknown > 0 ? ' (mất trả lời của nền tảng, không tự gửi lại)' : ''}`,
    `• Không gửi được: ${number(sum(['failed']))}`,
  ];
  const reasons = reasonsOf(tally);
  if (reasons.length > 0) lines.push('Lý do:', ...reasons);
  if (seconds !== undefined) lines.push(`Thời gian: ${duration(seconds)}`);
  return lines.join('\n');
}

const REASONS_MAX = 6;

function reasonsOf(tally: Tally): string[] {
  const counts = new Map<string, number>();
  for (const { state, reason, n } of tally) {
    if (!['unreachable', 'unknown', 'failed'].includes(state)) continue;
    const said = reasonOf(reason);
    counts.set(said, (counts.get(said) ?? 0) + n);
  }
  return [...counts]
    .sort((a, b) => b[1] - a[1])
    .slice(0, REASONS_MAX)
    .map(([said, n]) => `  – ${said}: ${number(n)}`);
}

const REASONS: readonly (readonly [pattern: RegExp, said: string])[] = [
  [/unsubscribed/, 'đã thôi nhận tin'],
  [/stopped/, 'dừng trước khi gửi'],
  [/interrupted/, 'máy tắt giữa chừng'],
  [/too late/, 'quá hạn gửi'],
  [/blocked|kicked|403|not follow/i, 'đã chặn hoặc rời đi'],
  [/deactivated|not found|404/i, 'tài khoản không còn'],
  [/too long ago|never written|-230|-232|-227/, 'quá hạn Zalo cho phép nhắn'],
  [/timed out|no response|ECONNRESET|SOCKET|socket/i, 'mất trả lời của nền tảng'],
  [/^5\d\d|HTTP 5/, 'nền tảng bị lỗi'],
];

/** A platform's reason in words of the alliance; what is not known is shown as it came. */
export function reasonOf(reason: string): string {
  return REASONS.find(([pattern]) => pattern.test(reason))?.[1] ?? reason;
}

export function sending(id: number, at: number | undefined, timeZone: string): string {
  return at === undefined
    ? `Thông báo #${id} bắt đầu gửi. Tôi sẽ báo tiến độ ở đây.`
    : `Thông báo #${id} sẽ gửi lúc ${moment(at, timeZone)}. Tôi sẽ báo tiến độ ở đây.`;
}

export function sentAgain(n: number): string {
  return n === 0
    ? 'Không còn tin nào chưa rõ.'
    : `Đang gửi lại ${number(n)} tin chưa rõ. Có thể vài người nhận hai lần.`;
}

export function reportReady(id: number): string {
  return `Báo cáo của thông báo #${id}. Mở được bằng Excel.`;
}

export const REPORT_HEADER = ['Kênh', 'Người đăng ký số', 'Kết quả', 'Lý do', 'Lúc'] as const;

const RESULTS: Readonly<Record<string, string>> = {
  pending: 'chưa gửi',
  retry: 'sẽ gửi lại',
  sending: 'đang gửi',
  delivered: 'đã nhận',
  unreachable: 'không tới được',
  unknown: 'chưa rõ',
  failed: 'không gửi được',
};

export function resultOf(state: string): string {
  return RESULTS[state] ?? state;
}

const CHANNELS: Readonly<Record<string, string>> = {
  telegram: 'Telegram',
  'zalo-bot': 'Zalo Bot',
  'zalo-oa': 'Zalo OA',
};

export function channelName(channel: string): string {
  return CHANNELS[channel] ?? channel;
}

function duration(seconds: number): string {
  if (seconds < 60) return `${seconds} giây`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${minutes} phút ${seconds % 60} giây`;
  return `${Math.floor(minutes / 60)} giờ ${minutes % 60} phút`;
}

/** "12.345", as Vietnamese writes it. */
function number(n: number): string {
  return n.toLocaleString('vi-VN');
}
