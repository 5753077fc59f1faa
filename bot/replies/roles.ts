/** The words about who may do what: invitations, staff and owners, refusals. */
import type { Role } from '../permissions.ts';

export const onlyInPrivate =
  'Lệnh này chỉ dùng khi nhắn riêng với tôi. Bạn mở tin nhắn riêng với tôi rồi gõ lại giúp nhé.';

/** `code` is shown this once. */
export function invitation(code: string, label: string, hours: number): string {
  const forWhom = label === '' ? 'cán bộ mới' : label;
  return `Mã mời cho ${forWhom}: ${code}

Người được mời nhắn riêng cho tôi: /thamgia ${code}
Mã dùng được một lần, trong ${hours} giờ. Tôi không lưu mã này, bạn gửi ngay giúp nhé.`;
}

export const tooManyInvites =
  'Đang có nhiều mã mời chưa dùng. Bạn gõ /vaitro để huỷ bớt rồi mời lại giúp nhé.';

export function labelTooLong(charactersMax: number): string {
  return `Tên người được mời dài quá ${charactersMax} ký tự. Bạn viết ngắn lại giúp nhé.`;
}

export const notAPerson =
  'Mã người dùng chưa đúng. Bạn gõ theo mẫu: /moi telegram:123456789, hoặc chỉ gõ /moi kèm tên để lấy mã mời.';

export function named(who: string): string {
  return `Đã thêm ${who} làm cán bộ. Người này nhắn /trogiup cho tôi để xem các lệnh của cán bộ.`;
}

export function alreadyStaff(who: string): string {
  return `${who} đã là cán bộ hoặc chủ quản rồi.`;
}

export const tooManyStaff = 'Danh sách cán bộ đã đầy. Bạn thu hồi bớt quyền rồi thêm lại giúp nhé.';

export const codeMissing = 'Bạn gõ /thamgia kèm mã mời, ví dụ: /thamgia ABCDE-FGHJK';
export const codeNotValid =
  'Mã mời không đúng, đã được dùng hoặc đã hết hạn. Bạn xin lại mã mới giúp nhé.';
export const joinElsewhere =
  'Mã mời chỉ dùng được trên Telegram hoặc Zalo. Bạn nhắn lại cho tôi ở đó giúp nhé.';
export const joined =
  'Chào mừng bạn! Từ nay bạn là cán bộ của liên minh. Gõ /trogiup để xem các lệnh dành cho cán bộ.';
export const youAreStaff = 'Bạn đã là cán bộ rồi ạ. Gõ /trogiup để xem các lệnh.';

const ROLE_NAMES: Readonly<Record<Role, string>> = {
  owner: 'chủ quản',
  staff: 'cán bộ',
  member: 'thành viên',
};

/** "Chị Lan – Văn phòng (telegram:123), cán bộ từ 25/11/2026". */
export function personLine(person: {
  who: string;
  label: string;
  role: Role;
  since: string | undefined;
}): string {
  const { who, label, role, since } = person;
  const name = label === '' ? who : `${label} (${who})`;
  return `${name}, ${ROLE_NAMES[role]}${since === undefined ? '' : ` từ ${since}`}`;
}

export function roleList(page: {
  owners: readonly string[];
  staff: readonly string[];
  staffTotal: number;
  openInvites: number;
}): string {
  const { owners, staff, staffTotal, openInvites } = page;
  const lines = [
    'Chủ quản (đặt trong cấu hình):',
    ...owners.map((line) => `– ${line}`),
    '',
    staffTotal === 0 ? 'Chưa có cán bộ nào. Gõ /moi để mời.' : `Cán bộ: ${staffTotal} người`,
    ...staff.map((line) => `– ${line}`),
  ];
  if (openInvites > 0) lines.push('', `Mã mời chưa dùng: ${openInvites}`);
  if (staff.length > 0) lines.push('', 'Chọn một người để thu hồi quyền.');
  return lines.join('\n');
}

export const NEXT_PAGE = 'Trang sau';
export const FIRST_PAGE = 'Về đầu danh sách';
export const CANCEL_INVITES = 'Huỷ các mã mời';
export const REVOKE = 'Thu hồi quyền';
export const BACK = 'Quay lại';

export function askRevoke(line: string): string {
  return `${line}.\n\nThu hồi quyền cán bộ của người này?`;
}

export function revoked(who: string): string {
  return `Đã thu hồi quyền cán bộ của ${who}.`;
}

export const noLongerStaff = 'Người này không còn là cán bộ.';

export function invitesCancelled(count: number): string {
  return count === 0 ? 'Không có mã mời nào để huỷ.' : `Đã huỷ ${count} mã mời.`;
}
