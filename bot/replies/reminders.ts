/** The words of /nhac and of the reminder itself. */
import { clipped } from './clipped.ts';
import { day } from './dates.ts';

interface Event {
  title: string;
  startsOn: string;
  place: string;
}

/** A title beside its day on a phone's button. */
const LABEL_TITLE_MAX = 40;
const TITLE_MAX = 160;

export const noComingEvents =
  'Trong tài liệu tôi có chưa có sự kiện nào sắp tới để nhắc. Gõ /dangky để được báo khi có sự kiện mới.';

export const remindElsewhere =
  'Trang này không nhắn cho bạn được. Để được nhắc, bạn mở bot trên Telegram hoặc Zalo rồi gõ /nhac nhé.';

export const tooLateToRemind =
  'Sự kiện này sắp diễn ra hoặc không còn trong tài liệu, nên tôi không hẹn nhắc được. Gõ /sukien để xem lại.';

export function tooManyReminders(max: number): string {
  return `Bạn đã hẹn nhắc ${max} sự kiện, là mức tối đa. Bạn bỏ bớt một sự kiện rồi chọn lại nhé.`;
}

/** `events`: those a reminder can still be asked for. */
export function chooseEvents(events: readonly (Event & { isChosen: boolean })[]): string {
  const lines = events.map(
    (event) => `${event.isChosen ? '✅' : '–'} ${whenAndWhere(event)}: ${title(event)}`,
  );
  return `Chọn sự kiện để tôi nhắc bạn trước một ngày; chọn lần nữa để bỏ.\n\n${lines.join('\n')}`;
}

export function eventOption({ title, startsOn, isChosen }: Event & { isChosen: boolean }): string {
  return `${isChosen ? '✅ ' : ''}${day(startsOn)} ${clipped(title, LABEL_TITLE_MAX)}`;
}

/** `isToday`: the bot was off the day before. */
export function reminder(event: Event, isToday: boolean): string {
  return `🔔 Nhắc bạn: ${isToday ? 'hôm nay' : 'ngày mai'}, ${whenAndWhere(event)}: ${title(event)}.\n\nGõ /sukien để xem nguồn, /nhac để hẹn hoặc bỏ nhắc.`;
}

function whenAndWhere({ startsOn, place }: Event): string {
  return [day(startsOn), place].filter((part) => part !== '').join(', ');
}

function title({ title: words }: Event): string {
  return clipped(words, TITLE_MAX);
}
