/** The words of the commands about the bot itself, and the menu of all commands. Plain text, short enough for a phone. */

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

export interface MenuLine {
  command: string;
  description: string;
}

/** Every command that is offered, in order; who sees which line, permissions.ts decides. */
export const COMMAND_MENU: readonly MenuLine[] = [
  { command: HELP_COMMAND, description: 'Cách hỏi và ví dụ' },
  { command: ASK_COMMAND, description: 'Hỏi một câu, ví dụ: /hoi điều kiện vào hợp tác xã' },
  { command: 'sukien', description: 'Sự kiện gần đây và sắp tới' },
  { command: 'thanhvien', description: 'Thành viên mới được kết nạp' },
  { command: 'chinhsach', description: 'Văn bản chính sách' },
  { command: 'nhac', description: 'Nhắc trước một ngày khi có sự kiện' },
  { command: 'dangky', description: 'Nhận tin sự kiện và chính sách mới' },
  { command: 'huydangky', description: 'Thôi nhận tin' },
  { command: 'nguon', description: 'Nguồn của câu trả lời gần nhất' },
  { command: 'quen', description: 'Quên cuộc trò chuyện này' },
  { command: 'tracuu', description: 'Tra cứu hội nghị và số liệu' },
  { command: 'thongbao', description: 'Soạn và gửi thông báo' },
  { command: 'moi', description: 'Mời cán bộ, ví dụ: /moi Chị Lan – Văn phòng' },
  { command: 'vaitro', description: 'Xem và thu hồi quyền cán bộ' },
];

export function welcome(profile: Profile): string {
  return `Xin chào! Tôi là ${profile.name ?? DEFAULT_NAME}. Tôi trả lời câu hỏi về sự kiện, thành viên và chính sách hợp tác xã, luôn kèm nguồn.

Mời bạn nhập câu hỏi, có dấu hay không dấu đều được. Ví dụ:
${bullets(EXAMPLES)}

Gõ /trogiup để xem hướng dẫn.`;
}

/** `menu`: what everybody may type; `staffMenu`: what only this person and the like may. */
export function help(
  profile: Profile,
  menu: readonly MenuLine[],
  staffMenu: readonly MenuLine[],
): string {
  const forStaff = staffMenu.length > 0 ? `\n\nDành cho bạn:\n${menuLines(staffMenu)}` : '';
  const contact = profile.contact
    ? `\n\nKhi tôi không biết, bạn có thể hỏi: ${profile.contact}`
    : '';
  return `Bạn cứ nhắn câu hỏi như nói chuyện bình thường; có thể hỏi tiếp ý của câu trước.

Ví dụ:
${bullets(EXAMPLES)}

Số [1], [2] trong câu trả lời là nguồn; ngay dưới câu trả lời có cách xem nguyên văn và góp ý. Trong nhóm, hãy nhắc tên tôi, trả lời tin của tôi, hoặc gõ /hoi kèm câu hỏi.

${menuLines(menu)}${forStaff}${contact}`;
}

/** Without the help itself and /hoi, of which the help speaks above. */
function menuLines(menu: readonly MenuLine[]): string {
  return menu
    .filter(({ command }) => command !== HELP_COMMAND && command !== ASK_COMMAND)
    .map(({ command, description }) => `/${command} – ${uncapital(description)}`)
    .join('\n');
}

function uncapital(text: string): string {
  return text.slice(0, 1).toLowerCase() + text.slice(1);
}

export function forgotten(turns: number): string {
  return turns > 0
    ? 'Tôi đã quên cuộc trò chuyện này. Mời bạn hỏi chuyện mới.'
    : 'Tôi không nhớ gì của cuộc trò chuyện này. Mời bạn đặt câu hỏi.';
}

export const unknownCommand = 'Tôi chưa biết lệnh này. Gõ /trogiup để xem tôi giúp được gì.';

function bullets(lines: readonly string[]): string {
  return lines.map((line) => `• ${line}`).join('\n');
}
