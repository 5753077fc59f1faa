/** Broadcasts through the real bot to the fake platforms over HTTP: who gets what, how often, how fast. */
import { afterEach, expect, test } from 'vitest';
import { type Bot, startBot } from '../bot/bot.ts';
import { parseConfig } from '../bot/config.ts';
import { createLog } from '../bot/log.ts';
import { type BotStore, openBotStore } from '../bot/store/bot-store.ts';
import { createEchoAssistant } from './fakes/telegram-assistant.ts';
import { fromBot, until } from './fakes/telegram-bot.ts';
import { type FakeTelegram, startFakeTelegram } from './fakes/telegram-server.ts';
import { testParts } from './fakes/test-parts.ts';
import { type FakeZaloBot, startFakeZaloBot } from './fakes/zalo-bot-server.ts';
import { zaloBotEnv } from './fakes/zalo-test-bot.ts';

const CONTENT = { heading: 'Tập huấn', text: 'Mời các HTX dự tập huấn.' };
const stops: (() => Promise<void> | void)[] = [];

afterEach(async () => {
  for (const stop of stops.splice(0).reverse()) await stop();
});

interface Scene {
  telegram: FakeTelegram;
  zalo: FakeZaloBot;
  store: BotStore;
  bot: Bot;
}

/** Platforms with so many subscribers each, and a bot that is connected to both. */
async function scene(people: number, env: Record<string, string> = {}): Promise<Scene> {
  const telegram = await startFakeTelegram();
  stops.push(telegram.stop);
  const zalo = await startFakeZaloBot();
  stops.push(zalo.stop);
  const config = parseConfig({
    TELEGRAM_BOT_TOKEN: telegram.token,
    TELEGRAM_API_ROOT: telegram.url,
    TELEGRAM_PER_SECOND: '200',
    ZALO_BOT_PER_SECOND: '200',
    HOPTAC_QUIET_FROM_HOUR: '0',
    HOPTAC_QUIET_TO_HOUR: '0',
    ...zaloBotEnv(zalo),
    ...env,
  });
  const store = openBotStore({ file: ':memory:', now: Date.now, ...config.conversation });
  stops.push(store.close);
  for (let i = 0; i < people; i += 1) {
    const chatId = String(telegram.person(`${i}`).user.id);
    store.subscribers.activate({ channel: 'telegram', chatId, kind: 'private' });
    const { id } = zalo.chat(`z${i}`);
    store.subscribers.activate({ channel: 'zalo-bot', chatId: id, kind: 'private' });
  }
  const assistant = createEchoAssistant();
  const parts = testParts(config, store);
  const log = createLog(process.env.HOPTAC_TEST_LOG ?? 'silent');
  const bot = await startBot({ ...parts, config, assistant, store, log, now: Date.now });
  stops.push(bot.stop);
  await Promise.all([bot.telegram, bot.zaloBot]);
  return { telegram, zalo, store, bot };
}

function send(store: BotStore): number {
  const id = store.broadcasts.create({
    content: CONTENT,
    audience: { kind: 'target', places: [], topics: [] },
    createdBy: 'telegram:1',
  });
  store.broadcasts.schedule(id, Date.now());
  return id;
}

function ended(store: BotStore, id: number) {
  return until('the end of the broadcast', () => store.broadcasts.get(id)?.report);
}

const count = (report: { state: string; n: number }[], state: string) =>
  report.reduce((sum, each) => (each.state === state ? sum + each.n : sum), 0);

test('everybody on both platforms gets it once, and the report says so', async () => {
  const { telegram, zalo, store } = await scene(20);
  const report = await ended(store, send(store));
  expect(count(report, 'delivered')).toBe(40);
  for (const chat of telegram.chats.values()) {
    expect(fromBot(chat).map(({ text }) => text)).toEqual([
      'Tập huấn\n\nMời các HTX dự tập huấn.\n\nKhông muốn nhận tin nữa, gõ /huydangky.',
    ]);
  }
  for (const { fromBot } of zalo.chats.values()) expect(fromBot).toHaveLength(1);
});

test('whatever the platforms answer, everybody ends in one state and nobody gets it twice', async () => {
  const { telegram, zalo, store } = await scene(12);
  const [blocked, limited, gone, lost, broken] = [...telegram.chats.keys()];
  const firstTry = new Set<unknown>();
  telegram.failWhen((method, { chat_id: id }) => {
    if (method !== 'sendmessage') return undefined;
    if (id === gone) return { kind: 'error', code: 400, description: 'Bad Request: weird' };
    if (id === lost) return { kind: 'lost-response' };
    if (firstTry.has(id)) return undefined;
    firstTry.add(id);
    if (id === limited) {
      const description = 'Too Many Requests: retry after 1';
      return { kind: 'error', code: 429, description, retryAfter: 1 };
    }
    const description = 'Internal Server Error';
    return id === broken ? { kind: 'error', code: 500, description } : undefined;
  });
  telegram.chats.get(blocked!)!.isBlocked = true;
  zalo.chat('z0').isBlocked = true;
  zalo.failNext('sendMessage', { kind: 'page', status: 502 }, 2);
  const report = await ended(store, send(store));
  expect(report.reduce((sum, { n }) => sum + n, 0)).toBe(24);
  expect({
    delivered: count(report, 'delivered'),
    unreachable: count(report, 'unreachable'),
    unknown: count(report, 'unknown'),
    failed: count(report, 'failed'),
  }).toEqual({ delivered: 20, unreachable: 2, unknown: 1, failed: 1 });
  for (const chat of telegram.chats.values()) {
    expect(fromBot(chat).length).toBeLessThanOrEqual(1);
  }
  for (const { fromBot } of zalo.chats.values()) expect(fromBot.length).toBeLessThanOrEqual(1);
  // Who blocked the bot is written to no more, until there is a new wish.
  expect(store.subscribers.of('telegram', String(blocked))?.isActive).toBe(false);
  expect(store.subscribers.of('telegram', String(lost))?.isActive).toBe(true);
});

test('after a 429 nobody is written to until retry_after has passed', async () => {
  const { telegram, store } = await scene(15, { TELEGRAM_PER_SECOND: '10' });
  telegram.failNext('sendMessage', {
    kind: 'error',
    code: 429,
    description: 'Too Many Requests: retry after 2',
    retryAfter: 2,
  });
  const id = send(store);
  const refused = await until('the refusal', () => telegram.calls.find(({ ok }) => ok === false));
  await ended(store, id);
  const sends = telegram.calls.filter(({ method }) => method === 'sendmessage');
  // What had left before the refusal was known arrives around it.
  const inBetween = sends.filter(({ at }) => at > refused.at + 700 && at < refused.at + 1_900);
  expect(inBetween).toEqual([]);
  expect(sends.filter(({ ok }) => ok)).toHaveLength(15);
});

test('a person who unsubscribes, or blocks the bot, gets nothing from that moment', async () => {
  const { telegram, store } = await scene(40, { TELEGRAM_PER_SECOND: '20' });
  const id = send(store);
  const chats = [...telegram.chats.values()];
  await until('the first messages', () => chats.filter((chat) => fromBot(chat).length > 0)[3]);
  const waiting = chats.filter((chat) => fromBot(chat).length === 0);
  const left = waiting.slice(-10);
  for (const { chat } of left) store.subscribers.deactivate('telegram', String(chat.id), 'wish');
  const report = await ended(store, id);
  for (const chat of left) expect(fromBot(chat)).toEqual([]);
  expect(report).toContainEqual({
    channel: 'telegram',
    state: 'unreachable',
    reason: 'unsubscribed',
    n: 10,
  });
});

test('in quiet hours nothing is sent', async () => {
  const hour = Number(
    new Intl.DateTimeFormat('en', { hour: 'numeric', hourCycle: 'h23', timeZone: 'UTC' }).format(),
  );
  const { telegram, store } = await scene(3, {
    HOPTAC_TIME_ZONE: 'UTC',
    HOPTAC_QUIET_FROM_HOUR: String(hour),
    HOPTAC_QUIET_TO_HOUR: String((hour + 2) % 24), // the hour may end while this runs
  });
  const id = send(store);
  await until('the start', () => store.broadcasts.get(id)?.state === 'running');
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect([...telegram.chats.values()].flatMap(fromBot)).toEqual([]);
  expect(store.deliveries.hasOpen(id)).toBe(true);
});

test('a question asked while many are written to is answered before the rest of them', async () => {
  const { telegram, store } = await scene(60, { TELEGRAM_PER_SECOND: '15' });
  const asker = telegram.person('Lan');
  const id = send(store);
  const chats = [...telegram.chats.values()];
  await until('the first messages', () => chats.some((chat) => fromBot(chat).length > 0));
  for (let n = 0; n < 5; n += 1) asker.says(`Câu số ${n}`);
  await until('the answers', () => fromBot(asker.chat).length === 5);
  expect(store.deliveries.hasOpen(id)).toBe(true);
  expect(chats.filter((chat) => fromBot(chat).length === 0).length).toBeGreaterThan(20);
});

test('a group that became a supergroup meanwhile gets it under its new id, once', async () => {
  const { telegram, store } = await scene(1);
  const group = telegram.group('Tổ hợp tác', { isSupergroup: false });
  const chatId = String(group.chat.id);
  store.subscribers.activate({ channel: 'telegram', chatId, kind: 'group' });
  const moved = telegram.migrate(group, telegram.person('Trưởng nhóm'));
  store.chats.move('telegram', String(moved.chat.id), chatId); // the news of it is still to come
  const report = await ended(store, send(store));
  expect(count(report, 'delivered')).toBe(3);
  expect(fromBot(moved)).toHaveLength(1);
  expect(store.subscribers.of('telegram', String(moved.chat.id))?.isActive).toBe(true);
});
