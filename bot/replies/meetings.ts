/** The words around looked-up meetings and figures, on the phone and in files. */
import type { Condition } from '../../knowledge/meetings/meetings.ts';
import type { Aspect, MeetingFilter } from '../../knowledge/meetings/question.ts';
import { fold } from '../../knowledge/text/normalise.ts';
import type { MeetingSheet, SectionName, SheetSource } from '../meetings/sheet.ts';
import { clipped } from './clipped.ts';
import { day } from './dates.ts';

export const LOOKUP_COMMAND = 'tracuu';

export const lookupInvitation = `Bạn muốn tra cứu gì? Mời gõ một câu, có dấu hay không dấu đều được. Ví dụ:
• các hội nghị ở Hải Phòng năm 2023
• ai chủ trì hội nghị ngày 8/8/2023
• kiến nghị về đất đai trong các hội nghị
• số HTX của Kiên Giang`;

export const NEXT_PAGE = 'Trang sau ▸';
export const PREVIOUS_PAGE = '◂ Trang trước';
export const TO_LIST = '◂ Về danh sách';
export const TO_MEETING = '◂ Về hội nghị';
export const SHOW_QUOTES = 'Nguyên văn và nguồn';
export const MORE_QUOTES = 'Xem tiếp ▸';
export const AS_SHEET = 'Tải bảng tính (Excel)';
export const AS_DOCUMENT = 'Tải văn bản (Word)';
export const ASK_ANEW = 'Tra cứu khác';
export const SEARCH_MEETINGS = 'Tìm trong các hội nghị';

export const meetingGone =
  'Bài viết về hội nghị này vừa được cập nhật hoặc gỡ bỏ. Mời bạn tra cứu lại.';
/** With a file, and in its place where no file can be sent; `left` meetings did not go in. */
export function fileCaption(about: string, count: number, left: number): string {
  const asked = about === '' ? '' : `: ${about}`;
  const more = left > 0 ? `, còn ${left} hội nghị cũ hơn chưa đưa vào tệp` : '';
  return `Kết quả tra cứu${asked} (${count} hội nghị${more}).`;
}

const SECTIONS: Readonly<Record<SectionName, string>> = {
  decisions: 'Kết luận, quyết định',
  petitions: 'Kiến nghị, khó khăn',
  contents: 'Nội dung',
  participants: 'Thành phần dự',
  awards: 'Khen thưởng',
};
const NOT_SAID = 'bài viết không nêu';

export function sectionHeading(section: SectionName): string {
  return SECTIONS[section];
}

const ASPECTS: Readonly<Record<Aspect, string | undefined>> = {
  meetings: undefined,
  chair: 'người chủ trì',
  speakers: 'người phát biểu',
  participants: 'thành phần dự',
  petitions: 'kiến nghị, khó khăn',
  decisions: 'kết luận, quyết định',
  contents: undefined,
  awards: 'khen thưởng',
};

/** How the question was understood: "Hải Phòng; năm 2023; đất đai"; '' when it names nothing. */
export function understood(filter: MeetingFilter, aspect: Aspect): string {
  const { places, time, kinds, persons, topics, words } = filter;
  const parts = [
    ASPECTS[aspect],
    places
      .map(({ province, district }) => [district, province].filter(isThere).join(', '))
      .join(' và '),
    timeWords(time),
    kinds.join(', '),
    persons.join(', '),
    [
      ...topics.map(({ named }) => `về ${named}`),
      ...(words.length > 0 ? [`“${words.join(' ')}”`] : []),
    ].join(', '),
  ];
  return parts.filter(isThere).join('; ');
}

/** "năm 2023", "tháng 8/2023", "ngày 08/08/2023", "từ 01/03/2024 đến 31/05/2024". */
function timeWords(time: MeetingFilter['time']): string {
  const { from, to, month, day: dayOfMonth } = time;
  if (month !== undefined)
    return dayOfMonth === undefined ? `tháng ${month}` : `ngày ${dayOfMonth}/${month}`;
  if (from !== undefined && to !== undefined) {
    if (from === to) return `ngày ${day(from)}`;
    if (from.endsWith('-01-01') && to.endsWith('-12-31')) {
      const [first, last] = [from.slice(0, 4), to.slice(0, 4)];
      return first === last ? `năm ${first}` : `năm ${first}–${last}`;
    }
    const isMonth =
      from.endsWith('-01') && from.slice(0, 7) === to.slice(0, 7) && isLastOfMonth(to);
    if (isMonth) return `tháng ${Number(from.slice(5, 7))}/${from.slice(0, 4)}`;
    return `từ ${day(from)} đến ${day(to)}`;
  }
  if (from !== undefined) return `từ ${day(from)}`;
  return to === undefined ? '' : `đến ${day(to)}`;
}

function isLastOfMonth(iso: string): boolean {
  const next = new Date(`${iso}T00:00:00Z`);
  next.setUTCDate(next.getUTCDate() + 1);
  return next.getUTCDate() === 1;
}

const LET_GO: Readonly<Record<Condition, string>> = {
  topic: 'đúng nội dung này',
  kind: 'đúng loại này',
  person: 'có người này',
  place: 'ở nơi này',
  time: 'trong thời gian này',
};

/** Over a list. */
export function listHeading(
  total: number,
  about: string,
  { eased, page, pages }: { eased: readonly Condition[]; page: number; pages: number },
): string {
  const asked = about === '' ? '' : ` (${about})`;
  const paged = pages > 1 ? `, trang ${page}/${pages}` : '';
  const [condition] = eased;
  if (condition !== undefined) {
    return `Không có hội nghị nào ${LET_GO[condition]}${asked}. Gần nhất có ${total} hội nghị${paged}:`;
  }
  return `Có ${total} hội nghị${asked}${paged}:`;
}

export function nothingFound(about: string): string {
  const asked = about === '' ? '' : ` (${about})`;
  return `Trong tài liệu tôi có chưa thấy hội nghị nào như vậy${asked}. Bạn thử bớt điều kiện, hoặc nêu nơi và năm giúp tôi nhé.`;
}

/** Over the statements that answer what was asked. */
export const ON_THE_QUESTION = 'Về điều bạn hỏi';

export function andMore(count: number): string {
  return `… và ${count} ý khác`;
}

export const listLimited =
  'Danh sách chỉ xét các hội nghị gần đây nhất; hãy nêu thêm nơi hoặc thời gian để tìm kỹ hơn.';

type Dated = Pick<MeetingSheet, 'startsOn' | 'endsOn' | 'reportedOn'>;

/** "08/08/2023", "15–16/10/2020", "không rõ ngày (tin ngày 14/08/2024)". */
export function whenWords({ startsOn, endsOn, reportedOn }: Dated): string {
  if (startsOn === undefined) {
    return reportedOn === undefined
      ? 'không rõ ngày'
      : `không rõ ngày (tin ngày ${day(reportedOn)})`;
  }
  if (endsOn === undefined || endsOn === startsOn) return day(startsOn);
  const isSameMonth = startsOn.slice(0, 7) === endsOn.slice(0, 7);
  return isSameMonth ? `${startsOn.slice(8)}–${day(endsOn)}` : `${day(startsOn)}–${day(endsOn)}`;
}

type Placed = Pick<MeetingSheet, 'place' | 'district' | 'province'>;

/** "huyện An Dương, Hải Phòng". */
export function whereWords({ place, district, province }: Placed): string {
  const own = place ?? district;
  const isSaid = own !== undefined && province !== undefined && own.includes(province);
  const parts = isSaid ? [own] : [own, province];
  return parts.filter(isThere).join(', ') || 'không rõ nơi';
}

export function chairWords({ chairs }: Pick<MeetingSheet, 'chairs'>): string {
  return chairs.length === 0 ? NOT_SAID : chairs.map(({ text }) => text).join('; ');
}

/** The label of the option that opens a meeting. */
export function openLabel(sheet: Dated & Placed): string {
  const { startsOn, reportedOn, province, district } = sheet;
  const date = startsOn ?? reportedOn;
  return [date && day(date), district ?? province].filter(isThere).join(', ') || 'Xem';
}

export function titleWords(title: string): string {
  const isShouted = title === title.toUpperCase();
  const spoken = isShouted ? title.toLocaleLowerCase('vi') : title;
  return spoken.charAt(0).toLocaleUpperCase('vi') + spoken.slice(1);
}

const SOURCE_TITLE_MAX = 120;

export function sourceWords({ n, title, organisation, date, url }: SheetSource): string {
  const about = [organisation, date && day(date)].filter(isThere).join(', ');
  return [`[${n}] ${clipped(title, SOURCE_TITLE_MAX)}`, about, url].filter(isThere).join('\n');
}

export const LABELS = {
  when: 'Ngày',
  where: 'Nơi',
  chair: 'Chủ trì',
  organiser: 'Tổ chức',
  speakers: 'Phát biểu',
  sources: 'Nguồn',
} as const;

/** The columns of a table of meetings: one row a statement. */
export const MEETING_COLUMNS = [
  'STT',
  'Ngày',
  'Hội nghị',
  'Nơi',
  'Tỉnh, thành phố',
  'Chủ trì',
  'Đơn vị tổ chức',
  'Mục',
  'Nguyên văn',
  'Nguồn',
  'Ngày đăng',
  'Địa chỉ',
] as const;

/** What a row says that only tells of the meeting itself. */
export const ANNOUNCEMENT = 'Giới thiệu';

export function documentTitle(about: string): string {
  return about === '' ? 'Tra cứu hội nghị' : `Tra cứu hội nghị: ${about}`;
}

/** "tra-cuu-hai-phong-nam-2023-25-11-2026": letters, digits and dashes, which every system takes. */
export function fileName(about: string, today: string): string {
  const said = fold(about)
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, FILE_NAME_MAX);
  return ['tra-cuu', said, today].join('-').replace(/-+/g, '-');
}

const FILE_NAME_MAX = 60;

/** "Lập ngày 25/11/2026 từ tài liệu của hệ thống." */
export function madeOn(iso: string): string {
  return `Lập ngày ${day(iso)}; mỗi mục đều trích nguyên văn từ nguồn ghi kèm.`;
}

function isThere(text: string | undefined): text is string {
  return text !== undefined && text !== '';
}
