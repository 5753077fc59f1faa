import { afterEach, beforeEach, expect, test } from 'vitest';
import { OA_ERRORS, untilMorningMs } from '../bot/channels/zalo-oa/errors.ts';
import { until } from './fakes/telegram-bot.ts';
import { type FakeOaPerson, type FakeZaloOa, startFakeZaloOa } from './fakes/zalo-oa-server.ts';
import { pushTo, startZaloTestBot, type ZaloTestBot, zaloOaEnv } from './fakes/zalo-test-bot.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** 23:30 in Viet Nam. */
const LATE = Date.UTC(2026, 10, 22, 16, 30);
const CS = '/v3.0/oa/message/cs';
const QUOTA = '/v3.0/oa/quota/message';

let zalo: FakeZaloOa;
let bot: ZaloTestBot;
let isRunning = false;
let lan: FakeOaPerson;
let now: number;
let alarms: unknown[];

beforeEach(async () => {
  now = LATE;
  alarms = [];
  zalo = await startFakeZaloOa({ now: () => now });
  lan = zalo.person('1001');
});
afterEach(async () => {
  if (isRunning) await bot.stop();
  isRunning = false;
  await zalo.stop();
});

async function startBot(more: Record<string, string> = {}): Promise<void> {
  const quiet = () => {};
  const error = (given: { alarm?: unknown }) => {
    if (given.alarm !== undefined) alarms.push(given.alarm);
  };
  const log = { debug: quiet, info: quiet, warn: quiet, error } as never;
  bot = await startZaloTestBot(zaloOaEnv(zalo, more), { now: () => now, log });
  isRunning = true;
  pushTo(zalo, bot);
  await bot.zaloOa;
}
const text = (n: number) => until(`message ${n} of the bot`, () => lan.fromOa[n - 1]?.text);
const calls = (method: string) => zalo.calls.filter((call) => call.method === method);
const attempted = (n = 1) => until('the attempt', () => calls(CS).length >= n);
const ended = () =>
  until('the end of it', () => {
    const { received, done, failed } = bot.store.inbox.counts();
    return received === 0 && done + failed > 0;
  });
const notBefore = () =>
  bot.store.database.prepare('SELECT MAX(not_before) FROM inbox').pluck().get() as number;

test('every error code of the documentation has an action', () => {
  const documented = [-32, -201, -211, -213, -216, -218, -220, -224, -227, -230, -232, -234, -237];
  expect(Object.keys(OA_ERRORS).map(Number).sort()).toEqual(
    [...documented, -248].map(Number).sort(),
  );
});

test('-32: waits a moment and sends once', async () => {
  await startBot();
  zalo.failNext(CS, { kind: 'error', code: -32 });
  zalo.says(lan, 'Câu hỏi');
  await attempted();
  await until('the wait', () => notBefore() === LATE + 1_000);
  expect(lan.fromOa).toHaveLength(0);
  now += 1_000;
  await text(1);
  expect(bot.assistant.inquiries).toHaveLength(1);
});

test.each([-216, -220])('%d: gets another token and sends once', async (code) => {
  await startBot();
  zalo.failNext(CS, { kind: 'error', code });
  zalo.says(lan, 'Câu hỏi');
  await text(1);
  expect(zalo.desk.granted()).toBe(2);
  expect(calls(CS).map(({ headers }) => headers.access_token)).toEqual(['access-1', 'access-2']);
  expect(lan.fromOa).toHaveLength(1);
  expect(alarms).toEqual([]);
});

test.each([-216, -220])('%d twice: tries again later and tells staff', async (code) => {
  await startBot();
  zalo.failNext(CS, { kind: 'error', code }, 2);
  zalo.says(lan, 'Câu hỏi');
  await attempted(2);
  await until('the wait', () => notBefore() > LATE);
  expect(alarms).toEqual([code]);
  expect(zalo.desk.granted()).toBe(2);
  now += 10_000;
  await text(1);
});

test.each([-213, -227, -230, -232])(
  '%d: the person is unreachable until they write again',
  async (code) => {
    await startBot();
    zalo.failNext(CS, { kind: 'error', code });
    zalo.says(lan, 'Câu hỏi');
    await ended();
    expect(bot.store.chats.isReachable('zalo-oa', lan.id)).toBe(false);
    expect(alarms).toEqual([]);
    zalo.says(lan, 'Tôi quay lại');
    await text(1);
    expect(bot.store.chats.isReachable('zalo-oa', lan.id)).toBe(true);
  },
);

test.each([
  [-211, [-211]],
  [-218, []],
  [-234, []],
])('%d: waits until six in the morning', async (code, told) => {
  await startBot();
  zalo.failNext(CS, { kind: 'error', code });
  zalo.says(lan, 'Câu hỏi');
  await attempted();
  await until('the wait', () => notBefore() === LATE + 6.5 * HOUR_MS);
  expect(alarms).toEqual(told);
  now += 6.5 * HOUR_MS;
  await text(1);
  expect(bot.assistant.inquiries).toHaveLength(1);
});

test.each([-201, -224, -237, -248, -9999])(
  '%d: gives up, tells staff, and goes on with the next',
  async (code) => {
    await startBot();
    zalo.failNext(CS, { kind: 'error', code });
    zalo.says(lan, 'Câu một');
    zalo.says(lan, 'Câu hai');
    expect(await text(1)).toContain('Câu hai');
    await ended();
    expect(bot.store.inbox.counts()).toMatchObject({ failed: 1, done: 1 });
    expect(alarms).toEqual([code]);
    const failure = bot.store.database
      .prepare('SELECT failure FROM inbox WHERE id = 1')
      .pluck()
      .get();
    expect(failure).toContain(String(code));
  },
);

test.each([
  ['missing', -224],
  ['expired', -237],
] as const)(
  'a group message with the package %s is given up and staff is told',
  async (state, code) => {
    await startBot();
    zalo.groupPackage = state;
    zalo.saysInGroup(lan, zalo.group('g1'), '/hoi ai chủ trì?');
    await ended();
    expect(alarms).toEqual([code]);
    expect(bot.store.inbox.counts().failed).toBe(1);
  },
);

test.each([
  ['a gateway page', { kind: 'page', status: 502 }, 1],
  ['too many requests by status', { kind: 'page', status: 429 }, 1],
  ['a page instead of an answer', { kind: 'page', status: 200 }, 1],
  ['a broken connection', { kind: 'reset' }, 1],
  ['a lost response', { kind: 'lost-response' }, 2],
] as const)('after %s the answer arrives', async (_, failure, copies) => {
  await startBot();
  zalo.failNext(CS, failure);
  zalo.says(lan, 'Câu hỏi');
  await attempted();
  await until('the wait', () => notBefore() > LATE);
  now += 10_000;
  await text(copies);
  expect(lan.fromOa).toHaveLength(copies);
  expect(bot.assistant.inquiries).toHaveLength(1);
});

test('the real limits of the fake are kept: quota of the account, quota of a person', async () => {
  await startBot();
  zalo.quota = 1;
  zalo.says(lan, 'Câu một');
  await text(1);
  zalo.says(lan, 'Câu hai');
  await until('the alarm', () => alarms.length > 0);
  expect(alarms).toEqual([-211]);
  zalo.quota = 10;
  now += 6.5 * HOUR_MS;
  expect(await text(2)).toContain('Câu hai');
});

/** The sender alone: a reply this late only comes from a broadcast or after a long outage. */
async function sendLate(ageMs: number, more: Record<string, string> = {}) {
  await startBot({ HOPTAC_QUESTION_MAX_AGE_MINUTES: String(7 * 24 * 60), ...more });
  zalo.says(lan, 'một câu chậm 0');
  await text(1);
  zalo.failNext(CS, { kind: 'error', code: -32 });
  zalo.says(lan, 'Câu hai');
  await until('the wait', () => notBefore() > LATE);
  now += ageMs;
  const before = calls(QUOTA).length;
  await until('the end', () => bot.store.inbox.counts().received === 0);
  return { asked: calls(QUOTA).length - before };
}

test('within the free time nobody is asked about it', async () => {
  expect(await sendLate(23 * HOUR_MS)).toEqual({ asked: 0 });
  expect(lan.fromOa).toHaveLength(2);
  expect(calls(QUOTA)).toHaveLength(0);
});

test('after the free time a reply that would cost money is not sent', async () => {
  expect(await sendLate(3 * DAY_MS)).toEqual({ asked: 1 });
  expect(lan.fromOa).toHaveLength(1);
  expect(bot.store.chats.isReachable('zalo-oa', lan.id)).toBe(false);
});

test('after the free time it is sent when paid replies are configured', async () => {
  expect(await sendLate(3 * DAY_MS, { ZALO_OA_PAID_REPLIES: 'yes' })).toEqual({ asked: 1 });
  expect(lan.fromOa).toHaveLength(2);
});

test('after seven days nothing is sent, paid or not', async () => {
  await sendLate(8 * DAY_MS, { ZALO_OA_PAID_REPLIES: 'yes' });
  expect(lan.fromOa).toHaveLength(1);
  expect(calls(CS)).toHaveLength(2);
});

test('when Zalo knows of a newer message than the bot, the reply is sent', async () => {
  await startBot();
  zalo.failNext(CS, { kind: 'error', code: -32 });
  zalo.says(lan, 'Câu hỏi');
  await until('the wait', () => notBefore() > LATE);
  now += 3 * DAY_MS;
  lan.lastInteraction = now - HOUR_MS;
  await text(1);
  expect(bot.store.zaloOa.person(lan.id)?.lastInteractionAt).toBe(now - HOUR_MS);
});

test('the morning is counted in Vietnamese time', () => {
  expect(untilMorningMs(LATE, 6)).toBe(6.5 * HOUR_MS);
  expect(untilMorningMs(Date.UTC(2026, 10, 22, 23, 0), 6)).toBe(DAY_MS); // six sharp
  expect(untilMorningMs(Date.UTC(2026, 10, 22, 22, 59), 6)).toBe(60_000);
});
