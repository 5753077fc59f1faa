import { createHash } from 'node:crypto';
import { afterEach, beforeEach, expect, test } from 'vitest';
import * as words from '../bot/replies/refusals.ts';
import { until } from './fakes/telegram-bot.ts';
import { type FakeOaPerson, type FakeZaloOa, startFakeZaloOa } from './fakes/zalo-oa-server.ts';
import { createManualClock, PUSH_RETRY_DELAYS_MS } from './fakes/zalo-pushes.ts';
import { pushTo, startZaloTestBot, type ZaloTestBot, zaloOaEnv } from './fakes/zalo-test-bot.ts';

let zalo: FakeZaloOa;
let bot: ZaloTestBot;
let lan: FakeOaPerson;
let clock: ReturnType<typeof createManualClock>;

beforeEach(async () => {
  clock = createManualClock();
  zalo = await startFakeZaloOa({ clock });
  lan = zalo.person('1001');
  bot = await startZaloTestBot(zaloOaEnv(zalo, { HOPTAC_NAME: 'Trợ lý HTX' }));
  pushTo(zalo, bot);
  await bot.zaloOa;
});
afterEach(async () => {
  await bot.stop();
  await zalo.stop();
});

const text = (n: number, from: { fromOa: { text: string }[] } = lan) =>
  until(`message ${n} of the bot`, () => from.fromOa[n - 1]?.text);
const EMPTY = { received: 0, done: 0, failed: 0 };
const event = (more: Record<string, unknown> = {}) => ({
  app_id: zalo.appId,
  sender: { id: '1001' },
  recipient: { id: zalo.oaId },
  event_name: 'user_send_text',
  message: { text: 'Câu hỏi', msg_id: 'msg-1' },
  timestamp: String(Date.now()),
  ...more,
});

function post(body: string, headers: Record<string, string>): Promise<Response> {
  return fetch(zalo.webhookUrl ?? '', {
    method: 'POST',
    body,
    headers: { 'content-type': 'application/json', ...headers },
  });
}
function postSigned(given: Record<string, unknown>): Promise<Response> {
  const body = JSON.stringify(given);
  return post(body, zalo.signed(body, String(given.timestamp)));
}

test.each(['app id', 'oa id'] as const)(
  'an event signed with the %s first is answered within the time Zalo waits',
  async (variant) => {
    zalo.signsWith = variant;
    zalo.says(lan, 'Ai chủ trì?');
    expect(await text(1)).toContain('[1] Hội nghị thành viên lần 1');
    expect(zalo.pusher.all[0]?.statuses).toEqual([200]);
    expect(zalo.pusher.all[0]?.tookMs[0]).toBeLessThan(2_000);
  },
);

test('a signature without the secret is refused and nothing is stored', async () => {
  const given = event();
  const body = JSON.stringify(given);
  const mac = createHash('sha256').update(zalo.appId + body + given.timestamp);
  const headers = { 'x-zevent-signature': `mac=${mac.digest('hex')}` };
  expect((await post(body, headers)).status).toBe(401);
  expect(bot.store.inbox.counts()).toEqual(EMPTY);
});

test('the signature covers the bytes as they came, not what they mean', async () => {
  const body =
    '{ "sender": {"id":"1001"}, "event_name": "user_send_text",\n "message": {"text":"K\\u1ebft n\\u1ea1p?","msg_id":"m9"}, "timestamp": TS }';
  const ts = String(Date.now());
  const sent = body.replace('TS', ts); // a number this time
  lan.lastInteraction = Date.now();
  expect((await post(sent, zalo.signed(sent, ts))).status).toBe(200);
  expect(await text(1)).toContain('Kết nạp?');
});

test('an event that could not be stored is repeated at the documented delays, and answered once', async () => {
  bot.store.database.exec('ALTER TABLE inbox RENAME TO inbox_away');
  zalo.says(lan, 'Câu hỏi');
  const [pushed] = zalo.pusher.all;
  for (const [n, delayMs] of PUSH_RETRY_DELAYS_MS.entries()) {
    await until(
      `attempt ${n + 1}`,
      () => pushed?.statuses.length === n + 1 && clock.waits().length > 0,
    );
    expect(clock.waits()).toEqual([delayMs]);
    if (n === PUSH_RETRY_DELAYS_MS.length - 1) {
      bot.store.database.exec('ALTER TABLE inbox_away RENAME TO inbox');
    }
    clock.pass(delayMs);
  }
  await text(1);
  expect(pushed?.statuses).toEqual([503, 503, 503, 503, 503, 200]);
});

test.each([
  'user_send_image',
  'user_send_sticker',
  'user_send_audio',
  'user_send_file',
  'user_send_location',
])('%s gets a kind sentence', async (name) => {
  lan.lastInteraction = Date.now();
  await postSigned(event({ event_name: name, message: { msg_id: name, attachments: [] } }));
  expect(await text(1)).toBe(words.wordsOnly);
  expect(bot.assistant.inquiries).toHaveLength(0);
});

test.each(['oa_send_text', 'user_seen_message', 'user_received_message', 'user_join_group', 'odd'])(
  '%s is taken and leaves nothing behind',
  async (name) => {
    expect((await postSigned(event({ event_name: name }))).status).toBe(200);
    expect(bot.store.inbox.counts()).toEqual(EMPTY);
  },
);

test('who follows, leaves and writes is recorded', async () => {
  zalo.follows(lan, true);
  await until('the follower', () => bot.store.zaloOa.person(lan.id)?.followedAt);
  zalo.follows(lan, false);
  await until('the leaving', () => bot.store.zaloOa.person(lan.id)?.unfollowedAt);
  await until('unreachable', () => !bot.store.chats.isReachable('zalo-oa', lan.id));
  zalo.follows(lan, true);
  await until('reachable', () => bot.store.chats.isReachable('zalo-oa', lan.id));
  const at = Date.now();
  zalo.says(lan, 'Câu hỏi', at);
  await text(1);
  expect(bot.store.zaloOa.person(lan.id)?.lastInteractionAt).toBe(at);
});

test('in a group a command or the name with @ is answered into the group', async () => {
  const group = zalo.group('g77');
  zalo.saysInGroup(lan, group, 'Chào cả nhà');
  zalo.saysInGroup(lan, group, '/hoi ai chủ trì?');
  expect(await text(1, group)).toContain('Trả lời: ai chủ trì?');
  zalo.saysInGroup(lan, group, '@Trợ lý HTX kết nạp ai?');
  expect(await text(2, group)).toContain('kết nạp ai?');
  expect(bot.assistant.inquiries).toHaveLength(2);
  expect(lan.fromOa).toHaveLength(0);
  // A group's message does not open the person's own window.
  expect(bot.store.zaloOa.person(lan.id)).toBeUndefined();
});
