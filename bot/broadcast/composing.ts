/**
 * What staff types to compose a broadcast, read into values. Expected mistakes are values too: each is
 * one problem, for which replies/broadcasts.ts has one sentence. Pure.
 */
import { findPlaces, type Place } from '../../knowledge/places/places.ts';
import { fold } from '../../knowledge/text/normalise.ts';
import { instantOf, localTime } from '../local-time.ts';

/** Together with when, where and the addresses one message of the smallest channel (Zalo: 2,000). */
export const TEXT_MAX = 1_300;
const HEADING_MAX = 120;
const PLACE_NAME_MAX = 120;
const ADDRESS_MAX = 150;
const TARGET_PLACES_MAX = 20;
/** Nobody plans further; more is a mistyped year. */
const AHEAD_MAX_MS = 2 * 366 * 86_400_000;

export type Problem =
  | { problem: 'empty' }
  | { problem: 'too-long'; by: number }
  | { problem: 'no-address' }
  | { problem: 'picture-not-https' }
  | { problem: 'unknown-place'; name: string }
  | { problem: 'too-many-places'; max: number }
  | { problem: 'no-time' }
  | { problem: 'no-day' }
  | { problem: 'no-end' }
  | { problem: 'end-before-start' }
  | { problem: 'past' }
  | { problem: 'too-far' }
  | { problem: 'place-too-long'; max: number };

export interface Clock {
  now: number;
  timeZone: string;
}

/** The first line is the heading, when it is short enough for one. */
export function readText(typed: string): { heading: string; text: string } | Problem {
  const whole = typed.normalize('NFC').trim();
  if (whole === '') return { problem: 'empty' };
  const length = [...whole].length;
  if (length > TEXT_MAX) return { problem: 'too-long', by: length - TEXT_MAX };
  const [first = '', ...rest] = whole.split('\n');
  if ([...first].length > HEADING_MAX) return { heading: '', text: whole };
  return { heading: first.trim(), text: rest.join('\n').trim() };
}

export function readLink(typed: string): { address: string } | Problem {
  const text = typed.trim();
  const address = /^[a-z]+:\/\//i.test(text) ? text : `https://${text}`;
  const isAddress =
    URL.canParse(address) &&
    /^https?:$/.test(new URL(address).protocol) &&
    /\.[a-z]{2,}/i.test(text);
  if (/\s/.test(text) || !isAddress || [...address].length > ADDRESS_MAX) {
    return { problem: 'no-address' };
  }
  return { address };
}

/** The platforms fetch pictures themselves, and Zalo takes https only. */
export function readPicture(typed: string): { address: string } | Problem {
  const read = readLink(typed);
  if ('problem' in read || read.address.startsWith('https://')) return read;
  return { problem: 'picture-not-https' };
}

export interface TargetPlace {
  province: string;
  district?: string | undefined;
}

/** "Hải Phòng, huyện An Lão"; "tất cả" gives none. */
export function readPlaces(typed: string): { places: TargetPlace[] } | Problem {
  const names = typed
    .normalize('NFC')
    .split(/[,;\n]/)
    .map((name) => name.trim());
  const given = names.filter((name) => name !== '');
  if (given.length === 0) return { problem: 'empty' };
  if (given.every((name) => /^(tat ca|toan quoc|ca nuoc|moi noi)$/.test(fold(name)))) {
    return { places: [] };
  }
  const places: Place[] = [];
  for (const name of given) {
    const found = findPlaces(name, {
      bareDistricts: true,
      // "Hải Phòng, An Lão": the district is one of the province before it.
      ...(places[0] ? { province: places.at(-1)!.province } : {}),
    });
    if (found.length === 0) return { problem: 'unknown-place', name };
    places.push(...found);
  }
  if (places.length > TARGET_PLACES_MAX) {
    return { problem: 'too-many-places', max: TARGET_PLACES_MAX };
  }
  const distinct = new Map(
    places.map(({ province, district }) => [
      `${province}/${district ?? ''}`,
      { province, ...(district === undefined ? {} : { district }) },
    ]),
  );
  return { places: [...distinct.values()] };
}

/** "8:00 ngày 30/11/2026", "8h30 mai"; milliseconds since 1970, in the future. */
export function readMoment(typed: string, clock: Clock): { at: number } | Problem {
  const { times, days } = timesIn(typed, clock);
  if (times.length === 0) return { problem: 'no-time' };
  const day = days[0];
  if (day === undefined) return { problem: 'no-day' };
  return inFuture(instantOf({ day, ...times[0]! }, clock.timeZone), clock); // there is one
}

/** "8:00 - 11:00 ngày 30/11/2026" and on the next line the place. */
export function readAppointment(
  typed: string,
  clock: Clock,
): { startsAt: number; endsAt: number; place: string } | Problem {
  const { times, days, rest } = timesIn(typed.normalize('NFC'), clock);
  const [start, end] = times;
  if (!start) return { problem: 'no-time' };
  const [firstDay, lastDay = firstDay] = days;
  if (firstDay === undefined || lastDay === undefined) return { problem: 'no-day' };
  if (!end) return { problem: 'no-end' };
  const begins = inFuture(instantOf({ day: firstDay, ...start }, clock.timeZone), clock);
  if ('problem' in begins) return begins;
  const endsAt = instantOf({ day: lastDay, ...end }, clock.timeZone);
  if (!(endsAt > begins.at)) return { problem: 'end-before-start' };
  const place = rest
    .replace(/\s+/g, ' ')
    .replace(/^[\s,.;:–-]*(?:tại|ở)?\s*/iu, '')
    .trim();
  if ([...place].length > PLACE_NAME_MAX) return { problem: 'place-too-long', max: PLACE_NAME_MAX };
  return { startsAt: begins.at, endsAt, place };
}

function inFuture(at: number, { now }: Clock): { at: number } | Problem {
  if (Number.isNaN(at)) return { problem: 'no-day' };
  if (at <= now) return { problem: 'past' };
  return at - now > AHEAD_MAX_MS ? { problem: 'too-far' } : { at };
}

interface TimesInText {
  times: { hour: number; minute: number }[];
  /** ISO days; what is no day of the calendar stays one that instantOf() refuses. */
  days: string[];
  /** What stands behind the last time or day. */
  rest: string;
}

const DAY = /(?:ngày\s+)?(\d{1,2})[/.-](\d{1,2})(?:[/.-](\d{4}))?(?!\d)/giu;
const NAMED_DAY = /hôm nay|hom nay|ngày mai|ngay mai|(?<![\p{L}])mai(?![\p{L}])/giu;
const TIME = /(?<!\d)([01]?\d|2[0-3])\s*(?:giờ|gio|[h:g])\s*([0-5]\d)?(?![\p{L}\d])/giu;

function timesIn(typed: string, { now, timeZone }: Clock): TimesInText {
  const today = localTime(now, timeZone).day;
  let lastEnd = 0;
  const blank = (match: RegExpExecArray) => {
    lastEnd = Math.max(lastEnd, match.index + match[0].length);
  };
  const days: { index: number; day: string }[] = [];
  let text = typed;
  for (const match of [...typed.matchAll(DAY)]) {
    const [whole, day = '', month = '', year] = match;
    days.push({ index: match.index, day: isoDay(day, month, year, today) });
    blank(match);
    text = text.replace(whole, ' '.repeat(whole.length)); // "30.11" is no time
  }
  for (const match of text.matchAll(NAMED_DAY)) {
    const isToday = fold(match[0]).startsWith('hom');
    const at = instantOf({ day: today, hour: 12, minute: 0 }, timeZone);
    const day = isToday ? today : localTime(at + 86_400_000, timeZone).day;
    days.push({ index: match.index, day });
    blank(match);
  }
  const times = [...text.matchAll(TIME)].map((match) => {
    blank(match);
    return { hour: Number(match[1]), minute: Number(match[2] ?? 0) };
  });
  days.sort((a, b) => a.index - b.index);
  return { times, days: days.map(({ day }) => day), rest: typed.slice(lastEnd) };
}

/** Without a year: the next such day. */
function isoDay(day: string, month: string, year: string | undefined, today: string): string {
  const monthAndDay = `${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  if (year !== undefined) return `${year}-${monthAndDay}`;
  const thisYear = Number(today.slice(0, 4));
  return `${thisYear}-${monthAndDay}` >= today
    ? `${thisYear}-${monthAndDay}`
    : `${thisYear + 1}-${monthAndDay}`;
}
