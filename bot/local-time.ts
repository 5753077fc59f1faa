/**
 * Days and hours as the alliance's clock shows them, and back. Works for any IANA zone; an hour that
 * a change of the clock skips or repeats becomes one near it.
 */

export interface LocalTime {
  /** "2026-11-25". */
  day: string;
  hour: number;
  minute: number;
}

export interface QuietHours {
  /** Full hours, 0–23; the same twice: none. */
  fromHour: number;
  toHour: number;
}

const DAY_MS = 86_400_000;
const formats = new Map<string, Intl.DateTimeFormat>();

/** Does this computer know the zone? */
export function isTimeZone(name: string): boolean {
  try {
    return formatIn(name) !== undefined;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}

/** `at`: milliseconds since 1970. Throws RangeError for an unknown zone. */
export function localTime(at: number, timeZone: string): LocalTime {
  const format = formats.get(timeZone) ?? formatIn(timeZone);
  formats.set(timeZone, format);
  const parts = new Map(format.formatToParts(at).map(({ type, value }) => [type, value]));
  const part = (type: Intl.DateTimeFormatPartTypes) => parts.get(type) ?? '';
  return {
    day: `${part('year')}-${part('month')}-${part('day')}`,
    hour: Number(part('hour')),
    minute: Number(part('minute')),
  };
}

/** The moment at which the clock shows this, milliseconds since 1970; NaN for a day that is none. */
export function instantOf({ day, hour, minute }: LocalTime, timeZone: string): number {
  const asUtc = Date.parse(`${day}T${pad(hour)}:${pad(minute)}:00Z`);
  // Date.parse takes 31 February for a day in March.
  if (Number.isNaN(asUtc) || new Date(asUtc).toISOString().slice(0, 10) !== day) return Number.NaN;
  // The second round corrects a guess that fell on the other side of a change of the clock.
  const guess = asUtc - offsetMs(asUtc, timeZone);
  return asUtc - offsetMs(guess, timeZone);
}

/** When the quiet hours that `at` falls into are over; undefined outside of them. */
export function quietUntil(at: number, quiet: QuietHours, timeZone: string): number | undefined {
  const { day, hour } = localTime(at, timeZone);
  const { fromHour, toHour } = quiet;
  const isOvernight = fromHour > toHour;
  const isQuiet = isOvernight
    ? hour >= fromHour || hour < toHour
    : hour >= fromHour && hour < toHour;
  if (!isQuiet) return undefined;
  const endsTomorrow = isOvernight && hour >= fromHour;
  return instantOf({ day: endsTomorrow ? dayAfter(day) : day, hour: toHour, minute: 0 }, timeZone);
}

function dayAfter(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + DAY_MS).toISOString().slice(0, 10);
}

function formatIn(timeZone: string): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat('en-CA', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
  });
}

function offsetMs(at: number, timeZone: string): number {
  const { day, hour, minute } = localTime(at, timeZone);
  const minuteAt = Math.floor(at / 60_000) * 60_000;
  return Date.parse(`${day}T${pad(hour)}:${pad(minute)}:00Z`) - minuteAt;
}

function pad(n: number): string {
  return String(n).padStart(2, '0');
}
