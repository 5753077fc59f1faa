/** Whether a question asks how things are today, which only what was published these days can tell. */
import { fold } from '../text/normalise.ts';

const OF_NOW =
  /(?<![a-z])(?:(?<!den )hom nay|ngay mai|sang nay|chieu nay|toi nay|toi mai|sang mai|luc nay|ngay luc nay)(?![a-z])/;

/** "Giá lúa hôm nay", "thời tiết ngày mai"; "tính đến hôm nay" asks for the newest that is known. */
export function asksOfNow(text: string): boolean {
  return OF_NOW.test(fold(text.normalize('NFC')));
}

/** "Năm nay", "tháng này" ask the news for what is of the current year. */
export function asksOfThisYear(text: string): boolean {
  return /(?<![a-z])(?<!den )(?:nam nay|thang nay|quy nay|tuan nay)(?![a-z])/.test(
    fold(text.normalize('NFC')),
  );
}

const DAY_MS = 86_400_000;
/** News of yesterday tell of today, an announcement of last week of tomorrow. */
const DAYS_AROUND = 7;

/** True for a day (ISO) within a week of another. */
function isOfThatTime(day: string, today: string): boolean {
  return Math.abs(Date.parse(day) - Date.parse(today)) <= DAYS_AROUND * DAY_MS;
}

const COMING =
  /(?<![a-z])(?:sap toi|sap (?:dien ra|to chuc|mo|hop)|thoi gian toi|toi day|(?:tuan|thang) (?:toi|sau))(?![a-z])/;
const MEETING_ASKED =
  /(?<![a-z])(?:hoi nghi|cuoc hop|hoi cho|hoi thao|toa dam|dai hoi|su kien|lop|tap huan) .*(?<![a-z])(?:nao|gi|khong|ko|khi nao|bao gio)(?![a-z])/;

/** "Sắp tới có hội nghị nào không": what has been is no answer. */
export function asksOfComing(text: string): boolean {
  const asked = fold(text.normalize('NFC'));
  return COMING.test(asked) && MEETING_ASKED.test(asked);
}

/** Whether news of some days (ISO) may answer, as far as the question asks of today or of the days to come. */
export function daysTest(text: string, today: string): (days: readonly string[]) => boolean {
  if (asksOfComing(text)) return (days) => days.some((day) => day >= today);
  if (asksOfNow(text)) return (days) => days.some((day) => isOfThatTime(day, today));
  return () => true;
}
