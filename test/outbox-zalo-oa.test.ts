/** Broadcasts as the Official Account: windows, followers, quotas, over HTTP. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Tally } from '../bot/store/broadcasts.ts';
import { until } from './fakes/telegram-bot.ts';
import { type FakeOaPerson, type FakeZaloOa, startFakeZaloOa } from './fakes/zalo-oa-server.ts';
import { startZaloTestBot, type ZaloTestBot, zaloOaEnv } from './fakes/zalo-test-bot.ts';

const HOUR_MS = 3_600_000;

let zalo: FakeZaloOa;
let bot: ZaloTestBot;

beforeEach(async () => {
  zalo = await startFakeZaloOa();
  bot = await startZaloTestBot(
    zaloOaEnv(zalo, { HOPTAC_QUIET_FROM_HOUR: '0', HOPTAC_QUIET_TO_HOUR: '0' }),
  );
  await bot.zaloOa;
});
afterEach(async () => {
  await bot.stop();
  await zalo.stop();
});

/** A subscriber who wrote so many hours ago. */
function subscriber(id: string, wroteHoursAgo: number): FakeOaPerson {
  const person = zalo.person(id);
  person.lastInteraction = Date.now() - wroteHoursAgo * HOUR_MS;
  bot.store.zaloOa.interacted(id, person.lastInteraction);
  bot.store.subscribers.activate({ channel: 'zalo-oa', chatId: id, kind: 'private' });
  return person;
}

function send(): number {
  const id = bot.store.broadcasts.create({
    content: { heading: 'Tập huấn', text: 'Mời dự.', picture: 'https://lmhtx.vn/anh.jpg' },
    audience: { kind: 'target', places: [], topics: [] },
    createdBy: 'zalo-oa:1',
  });
  bot.store.broadcasts.schedule(id, Date.now());
  return id;
}

const isActive = ({ id }: FakeOaPerson) => bot.store.subscribers.of('zalo-oa', id)?.isActive;
const states = (tally: Tally) => Object.fromEntries(tally.map(({ state, n }) => [state, n]));

test('who wrote too long ago is not written to, and stays a subscriber; who unfollowed does not', async () => {
  const recent = subscriber('101', 1);
  const old = subscriber('102', 24 * 20);
  const gone = subscriber('103', 1);
  gone.follows = false;
  const id = send();
  const report = await until('the end', () => bot.store.broadcasts.get(id)?.report);
  expect(recent.fromOa.map(({ text }) => text)).toEqual([
    'Tập huấn\n\nMời dự.\n\nKhông muốn nhận tin nữa, gõ /huydangky.\n\nhttps://lmhtx.vn/anh.jpg',
  ]);
  expect([old, gone].flatMap(({ fromOa }) => fromOa)).toEqual([]);
  expect(report.filter(({ state }) => state === 'unreachable')).toHaveLength(2);
  expect([recent, old, gone].map(isActive)).toEqual([true, true, false]);
});

test('a person whose quota is used up waits for the morning, and nobody else does', async () => {
  const used = subscriber('101', 1);
  used.quota = 0;
  const others = ['102', '103', '104'].map((id) => subscriber(id, 1));
  const id = send();
  await until('the others', () => others.every(({ fromOa }) => fromOa.length === 1));
  await until('the wait', () => states(bot.store.deliveries.tally(id)).retry === 1);
  expect(bot.store.broadcasts.get(id)?.report).toBeUndefined();
});

test('when the account’s quota is used up all of the broadcast waits, and replies go on', async () => {
  for (const id of ['101', '102', '103']) subscriber(id, 1);
  zalo.quota = 0;
  send();
  const pace = bot.store.pace('zalo-oa', 30);
  await until('the pause', () => pace.pausedForMs('bulk') > 60_000);
  expect(pace.pausedForMs('reply')).toBe(0);
});
