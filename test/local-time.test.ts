/** Hours as a clock in Viet Nam shows them, and quiet ones. */
import { expect, test } from 'vitest';
import { instantOf, isTimeZone, localTime, quietUntil } from '../bot/local-time.ts';

const ZONE = 'Asia/Ho_Chi_Minh';
const at = (time: string) => Date.parse(time);

test('reads and makes moments of the alliance’s clock', () => {
  expect(localTime(at('2026-11-25T17:30:00Z'), ZONE)).toEqual({
    day: '2026-11-26',
    hour: 0,
    minute: 30,
  });
  const moment = instantOf({ day: '2026-11-26', hour: 0, minute: 30 }, ZONE);
  expect(moment).toBe(at('2026-11-25T17:30:00Z'));
  expect(instantOf({ day: '2026-02-31', hour: 8, minute: 0 }, ZONE)).toBeNaN();
});

test.each([
  ['Europe/Berlin', '2026-03-29', 4],
  ['Europe/Berlin', '2026-10-25', 4],
  ['America/New_York', '2026-11-01', 8],
  ['Asia/Kathmandu', '2026-11-01', 8],
])('a moment of %s on %s is read back as it was made', (zone, day, hour) => {
  expect(localTime(instantOf({ day, hour, minute: 15 }, zone), zone)).toEqual({
    day,
    hour,
    minute: 15,
  });
});

test.each([
  ['21:59 is not quiet', '2026-11-25T14:59:00Z', undefined],
  ['22:00 is quiet until the next morning', '2026-11-25T15:00:00Z', '2026-11-25T23:00:00Z'],
  ['05:59 is quiet for a minute more', '2026-11-25T22:59:00Z', '2026-11-25T23:00:00Z'],
  ['06:00 is not quiet', '2026-11-25T23:00:00Z', undefined],
])('%s', (_, time, until) => {
  const end = quietUntil(at(time), { fromHour: 22, toHour: 6 }, ZONE);
  expect(end).toBe(until === undefined ? undefined : at(until));
});

test('hours within a day can be quiet, and none need be', () => {
  const noon = at('2026-11-25T05:30:00Z');
  expect(quietUntil(noon, { fromHour: 12, toHour: 14 }, ZONE)).toBe(at('2026-11-25T07:00:00Z'));
  expect(quietUntil(noon, { fromHour: 6, toHour: 6 }, ZONE)).toBeUndefined();
});

test('knows which zones there are', () => {
  expect(isTimeZone(ZONE)).toBe(true);
  expect(isTimeZone('Asia/Hai_Phong')).toBe(false);
});
