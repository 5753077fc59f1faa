/** Troubles told to those who look after the bot, on the channel in memory. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { zaloOaAlarm } from '../bot/replies/alarms.ts';
import { createStaffNotice, type StaffNotice } from '../bot/staff-notice.ts';
import { createMemoryBot, type MemoryBot } from './fakes/memory-bot.ts';

const SENTENCE = zaloOaAlarm('refresh-token-refused');
const SIX_HOURS_MS = 6 * 3_600_000;

let clock = Date.UTC(2026, 10, 25, 3);
let bot: MemoryBot;
let notice: StaffNotice;
let logged: object[] = [];
beforeEach(() => {
  logged = [];
  const owners = [
    { channel: 'memory', personId: 'chủ quản' },
    { channel: 'telegram', personId: '7' },
  ];
  bot = createMemoryBot({ owners, now: () => clock });
  bot.store.staff.add({ channel: 'memory', personId: 'cán bộ' }, '', 'test');
  bot.store.staff.add({ channel: 'telegram', personId: '8' }, '', 'test');
  notice = createStaffNotice({
    voices: bot.voices,
    roles: bot.roles,
    alarms: bot.store.alarms,
    log: { debug() {}, info() {}, warn() {}, error: (about: object) => void logged.push(about) },
  });
});
afterEach(() => {
  notice.stop();
  bot.stop();
});

const heard = (person: string) => bot.channel.messages(person).map(({ text }) => text);

test('owners and the staff of the platform are told, once in six hours, and the log each time', async () => {
  notice.notify('memory', 'refresh-token-refused', SENTENCE);
  await vi.waitFor(() => expect(heard('cán bộ')).toEqual([SENTENCE]));
  await vi.waitFor(() => expect(heard('chủ quản')).toEqual([SENTENCE]));
  notice.notify('memory', 'refresh-token-refused', SENTENCE);
  notice.notify('memory', '-211', 'Một việc khác.');
  await vi.waitFor(() => expect(heard('cán bộ')).toEqual([SENTENCE, 'Một việc khác.']));
  expect(heard('8')).toEqual([]);
  expect(logged).toHaveLength(3);
  clock += SIX_HOURS_MS;
  notice.notify('memory', 'refresh-token-refused', SENTENCE);
  await vi.waitFor(() => expect(heard('cán bộ')).toHaveLength(3));
});

test('every trouble of the Official Account has its sentence', () => {
  const codes = [
    'refresh-token-refused',
    'refresh-failing',
    -211,
    -216,
    -220,
    -224,
    -237,
    -248,
    -1,
  ];
  const sentences = codes.map(zaloOaAlarm);
  expect(new Set(sentences).size).toBe(codes.length - 1); // -216 and -220 are the same trouble
});
