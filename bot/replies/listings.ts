/** The words of the short lists behind /sukien, /thanhvien and /chinhsach. */
import type { ListingName } from '../listing-names.ts';
import { REPLY_CHARACTERS_MAX } from './answers.ts';
import { clipped } from './clipped.ts';
import { day } from './dates.ts';

export interface Section {
  heading: string;
  /** The citations' numbers rise from line to line or repeat earlier ones. */
  lines: readonly { text: string; marks: readonly number[] }[];
}

export const UPCOMING_EVENTS = 'Sự kiện hôm nay và sắp tới:';
export const PAST_EVENTS = 'Sự kiện gần đây:';
export const ADMISSIONS = 'Thành viên mới được kết nạp:';
export const OWN_POLICIES = 'Văn bản tôi có toàn văn:';
export const MENTIONED_POLICIES = 'Được nhắc trong các bài viết:';

const NOTHING: Readonly<Record<ListingName, string>> = {
  sukien: 'Trong tài liệu tôi có chưa có sự kiện nào ghi rõ ngày.',
  thanhvien: 'Trong tài liệu tôi có chưa có đợt kết nạp thành viên nào ghi rõ ngày.',
  chinhsach: 'Trong tài liệu tôi có chưa có văn bản chính sách nào.',
};

/** For a sum of lines within the length of a reply. */
const TITLE_MAX = 90;
const SUBJECT_MAX = 70;

export function nothingListed(name: ListingName): string {
  return `${NOTHING[name]} Bạn có thể đặt câu hỏi cụ thể để tôi tìm giúp.`;
}

/** The sections as one text that fits a reply; lines that do not fit are left out, the last first. */
export function listText(sections: readonly Section[]): { text: string; cited: number } {
  let text = '';
  let cited = 0;
  for (const { heading, lines } of sections) {
    let isHeaded = false;
    for (const line of lines) {
      const before = isHeaded ? '\n' : `${text === '' ? '' : '\n\n'}${heading}\n`;
      const marks = [...new Set(line.marks)].map((n) => `[${n}]`).join('');
      const added = `${before}– ${line.text} ${marks}`;
      if (text.length + added.length > REPLY_CHARACTERS_MAX) return { text, cited };
      text += added;
      cited = Math.max(cited, ...line.marks);
      isHeaded = true;
    }
  }
  return { text, cited };
}

export interface ListedEvent {
  title: string;
  startsOn?: string | undefined;
  endsOn?: string | undefined;
  place?: string | undefined;
  district?: string | undefined;
  province?: string | undefined;
}

/** "15/06/2024 (ngày mai), Hải Dương: Lớp tập huấn …"; who wants to come is told the very place. */
export function eventLine(
  event: ListedEvent,
  { today, isComing }: { today: string; isComing: boolean },
): string {
  const { startsOn, endsOn, place, district, province, title } = event;
  const days = [startsOn, endsOn === startsOn ? undefined : endsOn].filter(isThere).map(day);
  const near = startsOn === undefined ? '' : daysAway(startsOn, endsOn ?? startsOn, today);
  const when = near === '' ? days.join('–') : `${days.join('–')} (${near})`;
  const venue = isComing ? (place ?? district) : undefined;
  const where = [venue, venue?.includes(province ?? '') ? undefined : province]
    .filter(isThere)
    .filter((part) => !title.includes(part));
  const about = clipped(capital(title), TITLE_MAX);
  return `${[when, ...where].filter(isThere).join(', ')}: ${about}`;
}

/** Days that are said in words; further ones only by their date. */
const AHEAD_DAYS_MAX = 60;
const AGO_DAYS_MAX = 7;
const DAY_MS = 24 * 3600 * 1000;

/** "hôm nay", "ngày mai", "còn 13 ngày", "đang diễn ra", "hôm qua", "3 ngày trước"; '' for what is far. All ISO days. */
export function daysAway(startsOn: string, endsOn: string, today: string): string {
  const ahead = Math.round((Date.parse(startsOn) - Date.parse(today)) / DAY_MS);
  const ago = Math.round((Date.parse(today) - Date.parse(endsOn)) / DAY_MS);
  if (ahead === 0) return 'hôm nay';
  if (ahead < 0 && ago <= 0) return 'đang diễn ra';
  if (ahead === 1) return 'ngày mai';
  if (ahead === 2) return 'ngày kia';
  if (ahead > 2) return ahead <= AHEAD_DAYS_MAX ? `còn ${ahead} ngày` : '';
  if (ago === 1) return 'hôm qua';
  return ago <= AGO_DAYS_MAX ? `${ago} ngày trước` : '';
}

export function admissionLine(admission: {
  admittedOn?: string | undefined;
  province?: string | undefined;
  alliance?: string | undefined;
  names: readonly string[];
  /** Admitted as well, but not among the names. */
  unnamed: number;
}): string {
  const { admittedOn, province, alliance, names, unnamed } = admission;
  const where = province ?? alliance;
  const when = [admittedOn && day(admittedOn), where].filter(isThere).join(', ');
  const more = unnamed > 0 ? ` và ${unnamed} đơn vị khác` : '';
  return `${when}: ${names.join('; ')}${more}`;
}

export function policyLine(policy: {
  name: string;
  issuedOn?: string | undefined;
  effectiveOn?: string | undefined;
  subject?: string | undefined;
}): string {
  const { name, issuedOn, effectiveOn, subject } = policy;
  const isSaid = !isThere(subject) || name.includes(subject);
  const about = isSaid ? '' : `: ${clipped(uncapital(subject), SUBJECT_MAX)}`;
  const since = effectiveOn && effectiveOn !== issuedOn ? `, hiệu lực ${day(effectiveOn)}` : '';
  const issued = issuedOn ? ` (${day(issuedOn)}${since})` : '';
  return `${clipped(name, TITLE_MAX)}${about}${issued}`;
}

function isThere(text: string | undefined): text is string {
  return text !== undefined && text !== '';
}

function capital(text: string): string {
  return text.charAt(0).toLocaleUpperCase('vi') + text.slice(1);
}

/** "Về tổ hợp tác" after a colon; an abbreviation keeps its capitals. */
function uncapital(text: string): string {
  return /^\p{Lu}\p{Ll}/u.test(text)
    ? text.charAt(0).toLocaleLowerCase('vi') + text.slice(1)
    : text;
}
