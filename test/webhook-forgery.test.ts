/**
 * What strangers send to the webhooks, on every platform that pushes: refused, counted in the log, and
 * nothing of it stored, answered or logged. A genuine update goes through the same door.
 */
import { request } from 'node:http';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Bot } from '../bot/bot.ts';
import { createRefusals } from '../bot/channels/webhook-refusals.ts';
import type { BotStore } from '../bot/store/bot-store.ts';
import { createLineLog, type LineLog } from './fakes/line-log.ts';
import type { EchoAssistant } from './fakes/telegram-assistant.ts';
import { startTestBot, until } from './fakes/telegram-bot.ts';
import { startFakeTelegram } from './fakes/telegram-server.ts';
import { startFakeZaloBot } from './fakes/zalo-bot-server.ts';
import { startFakeZaloOa } from './fakes/zalo-oa-server.ts';
import { freePort, startZaloTestBot, zaloBotEnv, zaloOaEnv } from './fakes/zalo-test-bot.ts';

const SECRET = 'a-secret_123';
const WORDS = 'lời bí mật của tôi';
const PADDING = 'a'.repeat(2 << 20);
const HOUR_MS = 3_600_000;

type Headers = Record<string, string>;

/** One platform's door, and how to knock at it. */
interface Door {
  bot: Bot & { store: BotStore; assistant: EchoAssistant };
  url: string;
  /** The body of an update; `more` stands beside what the platform sends. */
  body(more?: Record<string, unknown>): string;
  /** The headers with which the platform would send this body. */
  genuine(body: string): Headers;
  /** Other headers, with which it is forged. */
  forged(body: string): Record<string, Headers>;
  /** Words that must not reach the log. */
  secrets: string[];
  stop(): Promise<void>;
}

async function telegramDoor({ log }: LineLog): Promise<Door> {
  const telegram = await startFakeTelegram();
  telegram.person('Lan', 42);
  const url = `http://127.0.0.1:${await freePort()}/hooks/telegram`;
  const env = {
    TELEGRAM_WEBHOOK_URL: url,
    TELEGRAM_WEBHOOK_SECRET: SECRET,
    WEBHOOK_PORT: new URL(url).port,
  };
  const bot = await startTestBot(telegram, { env, log });
  await bot.telegram;
  const message = {
    message_id: 7,
    date: Math.floor(Date.now() / 1_000),
    chat: { id: 42, type: 'private', first_name: 'Lan' },
    from: { id: 42, is_bot: false, first_name: 'Lan' },
    text: WORDS,
  };
  const header = 'x-telegram-bot-api-secret-token';
  return {
    bot,
    url,
    body: (more) => JSON.stringify({ update_id: 7, message, ...more }),
    genuine: () => ({ [header]: SECRET }),
    forged: () => forgedSecrets(header),
    secrets: [SECRET, telegram.token],
    stop: telegram.stop,
  };
}

async function zaloBotDoor({ log }: LineLog): Promise<Door> {
  const zalo = await startFakeZaloBot();
  zalo.chat('lan');
  const url = `http://127.0.0.1:${await freePort()}/hooks/zalo`;
  const env = zaloBotEnv(zalo, {
    ZALO_BOT_WEBHOOK_URL: url,
    ZALO_BOT_WEBHOOK_SECRET: SECRET,
    WEBHOOK_PORT: new URL(url).port,
  });
  const bot = await startZaloTestBot(env, { log });
  await bot.zaloBot;
  const message = {
    message_id: 'm-1',
    date: Date.now(),
    from: { id: 'lan', display_name: 'Lan', is_bot: false },
    chat: { id: 'lan', chat_type: 'PRIVATE' },
    text: WORDS,
  };
  const header = 'x-bot-api-secret-token';
  return {
    bot,
    url,
    body: (more) => JSON.stringify({ event_name: 'message.text.received', message, ...more }),
    genuine: () => ({ [header]: SECRET }),
    forged: () => forgedSecrets(header),
    secrets: [SECRET, zalo.token],
    stop: zalo.stop,
  };
}

async function zaloOaDoor({ log }: LineLog): Promise<Door> {
  const zalo = await startFakeZaloOa();
  zalo.person('1001').lastInteraction = Date.now();
  const bot = await startZaloTestBot(zaloOaEnv(zalo), { log });
  await bot.zaloOa;
  const event = {
    app_id: zalo.appId,
    sender: { id: '1001' },
    recipient: { id: zalo.oaId },
    event_name: 'user_send_text',
    message: { text: WORDS, msg_id: 'msg-1' },
    timestamp: String(Date.now()),
  };
  const timestampOf = (body: string) => String((JSON.parse(body) as typeof event).timestamp);
  const header = 'x-zevent-signature';
  return {
    bot,
    url: `http://127.0.0.1:${bot.webhookPort}/zalo-oa`,
    body: (more) => JSON.stringify({ ...event, ...more }),
    genuine: (body) => zalo.signed(body, timestampOf(body)),
    forged: (body) => ({
      'no signature': {},
      'an empty signature': { [header]: 'mac=' },
      'a wrong signature': { [header]: `mac=${'0'.repeat(64)}` },
      'a signature replayed with another body': zalo.signed('{}', timestampOf(body)),
      'the signature of another time': zalo.signed(body, '1'),
    }),
    secrets: [zalo.oaSecret, zalo.secretKey, zalo.firstRefreshToken, 'access-1'],
    stop: zalo.stop,
  };
}

function forgedSecrets(header: string): Record<string, Headers> {
  return {
    'no secret': {},
    'an empty secret': { [header]: '' },
    'a wrong secret': { [header]: `${SECRET}x` },
    'the beginning of the secret': { [header]: SECRET.slice(0, -1) },
    'the secret in another case': { [header]: SECRET.toUpperCase() },
  };
}

const doors: [string, string, (log: LineLog) => Promise<Door>][] = [
  ['Telegram', 'telegram', telegramDoor],
  ['Zalo Bot', 'zalo-bot', zaloBotDoor],
  ['Zalo OA', 'zalo-oa', zaloOaDoor],
];
const NOTHING = { received: 0, done: 0, failed: 0 };

describe.each(doors)('the webhook of %s', (_, channel, open) => {
  let door: Door;
  let lineLog: LineLog;
  beforeEach(async () => {
    lineLog = createLineLog();
    door = await open(lineLog);
  });
  afterEach(async () => {
    await door.bot.stop();
    await door.stop();
  });

  const post = (body: string, headers: Headers, inPieces = false) =>
    postTo(door.url, body, headers, inPieces);
  const counted = () => lineLog.lines.filter((line) => line.includes('requests were refused'));

  test('refuses what is forged, counts it, and neither stores nor answers nor logs any of it', async () => {
    const body = door.body();
    for (const [what, headers] of Object.entries(door.forged(body))) {
      expect(await post(body, headers), what).toBe(401);
    }
    expect(counted()).toHaveLength(1); // the others are told with the next count
    expect(counted()[0]).toContain(`"channel":"${channel}","refused":1,`);
    expect(door.bot.store.inbox.counts()).toEqual(NOTHING);
    expect(door.bot.assistant.inquiries).toHaveLength(0);
    const log = lineLog.lines.join('\n');
    for (const word of [WORDS, ...door.secrets]) expect(log).not.toContain(word);
  });

  test('refuses what is too large, of another type or no update, also with the right secret', async () => {
    const large = door.body({ padding: PADDING });
    const body = door.body();
    // The door is shut while the rest of it is still on its way: the answer may get lost.
    for (const inPieces of [false, true]) {
      expect([413, 'cut off']).toContain(await post(large, door.genuine(large), inPieces));
    }
    expect(counted()[0]).toContain('"reasons":{"too large":1}');
    expect(await post(body, { ...door.genuine(body), 'content-type': 'text/plain' })).toBe(415);
    const stamped = JSON.stringify({ timestamp: String(Date.now()), hello: 1 });
    expect(await post(stamped, door.genuine(stamped))).toBe(400);
    for (const broken of [body.slice(0, -1), '[]', '"a"', '']) {
      expect([400, 401]).toContain(await post(broken, door.genuine(body)));
    }
    expect(door.bot.store.inbox.counts()).toEqual(NOTHING);
  });

  test('takes a genuine update once, however often the very same request comes', async () => {
    const body = door.body();
    for (let n = 0; n < 3; n += 1) expect(await post(body, door.genuine(body))).toBe(200);
    await until('the answer', () => door.bot.store.inbox.counts().done === 1);
    expect(door.bot.store.inbox.counts()).toEqual({ ...NOTHING, done: 1 });
    expect(door.bot.assistant.inquiries).toHaveLength(1);
    expect(counted()).toHaveLength(0);
    expect(lineLog.lines.join('\n')).not.toContain(WORDS);
  });
});

test('a signed request of Zalo OA that is replayed hours later, or dated ahead, is refused', async () => {
  const door = await zaloOaDoor(createLineLog());
  for (const awayMs of [-4 * HOUR_MS, HOUR_MS]) {
    const body = door.body({ timestamp: String(Date.now() + awayMs) });
    expect(await postTo(door.url, body, door.genuine(body), false)).toBe(401);
  }
  expect(door.bot.store.inbox.counts()).toEqual(NOTHING);
  await door.bot.stop();
  await door.stop();
});

test('a flood of forged requests becomes a line a minute with the counts so far', () => {
  vi.useFakeTimers();
  const { log, lines } = createLineLog();
  const refuse = createRefusals('telegram', log);
  for (let n = 0; n < 500; n += 1) expect(refuse(401, 'secret').status).toBe(401);
  expect(lines).toHaveLength(1);
  refuse(413, 'too large');
  vi.advanceTimersByTime(60_000);
  expect(lines).toHaveLength(2);
  expect(lines[1]).toContain('"refused":501,"reasons":{"secret":500,"too large":1}');
  vi.advanceTimersByTime(600_000);
  expect(lines).toHaveLength(2); // nothing new, nothing said
  vi.useRealTimers();
});

/** The status, or that the connection was closed. In pieces: without a content-length. */
function postTo(url: string, body: string, headers: Headers, inPieces: boolean) {
  const framing: Headers = inPieces
    ? { 'transfer-encoding': 'chunked' }
    : { 'content-length': String(Buffer.byteLength(body)) };
  return new Promise<number | 'cut off'>((resolve) => {
    const all = { 'content-type': 'application/json', ...framing, ...headers };
    const asked = request(url, { method: 'POST', headers: all }, (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    });
    asked.on('error', () => resolve('cut off'));
    asked.end(body);
  });
}
