/** What subscribers read around a broadcast, and how a preview tells what is no text. */
import { localTime } from '../local-time.ts';

export const HOW_TO_LEAVE = 'Không muốn nhận tin nữa, gõ /huydangky.';

export function correction(heading: string): string {
  return `ĐÍNH CHÍNH: ${heading}`;
}

/** "Thời gian: 8:00 – 11:00, ngày 30/11/2026" and the place below it. */
export function appointment(
  { startsAt, endsAt, place }: { startsAt: number; endsAt: number; place: string },
  timeZone: string,
): string {
  const start = localTime(startsAt, timeZone);
  const end = localTime(endsAt, timeZone);
  const time =
    start.day === end.day
      ? `${clock(start)} – ${clock(end)}, ngày ${date(start.day)}`
      : `${clock(start)} ngày ${date(start.day)} – ${clock(end)} ngày ${date(end.day)}`;
  return [`Thời gian: ${time}`, ...(place === '' ? [] : [`Địa điểm: ${place}`])].join('\n');
}

/** "8:00 ngày 30/11/2026". */
export function moment(at: number, timeZone: string): string {
  const local = localTime(at, timeZone);
  return `${clock(local)} ngày ${date(local.day)}`;
}

export function pictureAbove(address: string): string {
  return `[Ảnh: ${address}]`;
}

export function fileNamed(fileName: string): string {
  return `[Tệp: ${fileName}]`;
}

function clock({ hour, minute }: { hour: number; minute: number }): string {
  return `${hour}:${String(minute).padStart(2, '0')}`;
}

/** "2026-11-30" → "30/11/2026". */
function date(day: string): string {
  return day.split('-').reverse().join('/');
}
