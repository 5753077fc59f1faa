/** What staff types to compose a broadcast, and the mistakes that are told apart. */
import { expect, test } from 'vitest';
import { calendarFile } from '../bot/broadcast/calendar.ts';
import {
  readAppointment,
  readLink,
  readMoment,
  readPicture,
  readPlaces,
  readText,
  TEXT_MAX,
} from '../bot/broadcast/composing.ts';

const vietnam = (time: string) => Date.parse(`${time}:00+07:00`);
const CLOCK = { now: vietnam('2026-11-25T16:00'), timeZone: 'Asia/Ho_Chi_Minh' };

test('the first line is the heading, unless it is too long for one', () => {
  expect(readText('Tập huấn\nMời các HTX dự.\n')).toEqual({
    heading: 'Tập huấn',
    text: 'Mời các HTX dự.',
  });
  const long = 'Mời '.repeat(60).trim();
  expect(readText(long)).toEqual({ heading: '', text: long });
  expect(readText('  \n ')).toEqual({ problem: 'empty' });
  expect(readText('á'.repeat(TEXT_MAX + 3))).toEqual({ problem: 'too-long', by: 3 });
});

test('an address may lack https, and what is none is refused', () => {
  expect(readLink('lmhtx.haiphong.gov.vn/tin-1')).toEqual({
    address: 'https://lmhtx.haiphong.gov.vn/tin-1',
  });
  for (const typed of ['không có', 'abc', 'ftp://a.vn/x', 'javascript:alert(1)', '']) {
    expect(readLink(typed)).toEqual({ problem: 'no-address' });
  }
  expect(readPicture('http://a.vn/anh.jpg')).toEqual({ problem: 'picture-not-https' });
  expect(readPicture('https://a.vn/anh.jpg')).toEqual({ address: 'https://a.vn/anh.jpg' });
});

test('places are read in any spelling, and an unknown one is named', () => {
  expect(readPlaces('hai phong; Kiên Giang')).toEqual({
    places: [{ province: 'Hải Phòng' }, { province: 'Kiên Giang' }],
  });
  expect(readPlaces('Hải Phòng, huyện An Lão')).toEqual({
    places: [{ province: 'Hải Phòng' }, { province: 'Hải Phòng', district: 'An Lão' }],
  });
  expect(readPlaces('Tất cả')).toEqual({ places: [] });
  expect(readPlaces('Hải Phòng, Atlantis')).toEqual({
    problem: 'unknown-place',
    name: 'Atlantis',
  });
});

test.each([
  ['8:00 ngày 30/11/2026', '2026-11-30T08:00'],
  ['30/11/2026 8h30', '2026-11-30T08:30'],
  ['7 giờ 15 sáng 1.12', '2026-12-01T07:15'],
  ['8h mai', '2026-11-26T08:00'],
  ['17:30 hôm nay', '2026-11-25T17:30'],
  ['9h 2/1', '2027-01-02T09:00'],
])('the moment "%s" is read', (typed, expected) => {
  expect(readMoment(typed, CLOCK)).toEqual({ at: vietnam(expected) });
});

test.each([
  ['30/11/2026', 'no-time'],
  ['8:00', 'no-day'],
  ['8:00 24/11/2026', 'past'],
  ['8:00 hôm nay', 'past'],
  ['8:00 31/2/2027', 'no-day'],
  ['8:00 30/11/2062', 'too-far'],
  ['sáng mai', 'no-time'],
])('the moment "%s" is refused: %s', (typed, problem) => {
  expect(readMoment(typed, CLOCK)).toEqual({ problem });
});

test('an appointment has a beginning, an end and a place', () => {
  expect(readAppointment('8:00 - 11:00 ngày 30/11/2026\nHội trường UBND thành phố', CLOCK)).toEqual(
    {
      startsAt: vietnam('2026-11-30T08:00'),
      endsAt: vietnam('2026-11-30T11:00'),
      place: 'Hội trường UBND thành phố',
    },
  );
  expect(readAppointment('8h30 30/11 đến 17h 1/12, tại nhà văn hoá', CLOCK)).toEqual({
    startsAt: vietnam('2026-11-30T08:30'),
    endsAt: vietnam('2026-12-01T17:00'),
    place: 'nhà văn hoá',
  });
});

test.each([
  ['8:00 ngày 30/11/2026, Hội trường', 'no-end'],
  ['11:00 - 8:00 ngày 30/11/2026', 'end-before-start'],
  ['8:00 - 11:00 ngày 1/11/2026', 'past'],
  ['8:00 - 11:00', 'no-day'],
  ['ngày 30/11/2026', 'no-time'],
])('the appointment "%s" is refused: %s', (typed, problem) => {
  expect(readAppointment(typed, CLOCK)).toEqual({ problem });
});

test('the calendar file has the appointment in universal time, folded as calendars want it', () => {
  const file = new TextDecoder().decode(
    calendarFile('thong-bao-7@hoptac', {
      title: 'Tập huấn, kế toán',
      description: 'Mời các HTX; mang theo sổ sách.',
      place: 'Hội trường',
      startsAt: vietnam('2026-11-30T08:00'),
      endsAt: vietnam('2026-11-30T11:00'),
      url: 'https://lmhtx.vn/tin',
    }),
  );
  const lines = file.split('\r\n');
  expect(lines[0]).toBe('BEGIN:VCALENDAR');
  expect(lines).toContain('UID:thong-bao-7@hoptac');
  expect(lines).toContain('DTSTART:20261130T010000Z');
  expect(lines).toContain('DTEND:20261130T040000Z');
  expect(lines).toContain('SUMMARY:Tập huấn\\, kế toán');
  expect(lines.every((line) => Buffer.byteLength(line) <= 76)).toBe(true);
});
