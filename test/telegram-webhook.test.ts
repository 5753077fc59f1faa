import { createServer } from 'node:net';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { botMessage, fromBot, startTestBot, type TestBot, until } from './fakes/telegram-bot.ts';
import { type FakeTelegram, startFakeTelegram } from './fakes/telegram-server.ts';

const SECRET = 'a-secret_123';
let telegram: FakeTelegram;
let bot: TestBot;
let url: string;

beforeEach(async () => {
  telegram = await startFakeTelegram({ pushRetryMs: 50 });
  const port = await freePort();
  url = `http://127.0.0.1:${port}/hooks/telegram`;
  bot = await startTestBot(telegram, {
    env: {
      TELEGRAM_WEBHOOK_URL: url,
      TELEGRAM_WEBHOOK_SECRET: SECRET,
      WEBHOOK_PORT: String(port),
    },
  });
  await bot.telegram;
});
afterEach(async () => {
  await bot.stop();
  await telegram.stop();
});

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number };
      server.close(() => resolve(port));
    });
  });
}

const update = (id: number, text: string) => ({
  update_id: id,
  message: {
    message_id: id,
    date: Math.floor(Date.now() / 1_000),
    chat: { id: 42, type: 'private', first_name: 'X' },
    from: { id: 42, is_bot: false, first_name: 'X' },
    text,
  },
});

function post(body: string, headers: Record<string, string> = {}): Promise<Response> {
  return fetch(url, {
    method: 'POST',
    body,
    headers: {
      'content-type': 'application/json',
      'x-telegram-bot-api-secret-token': SECRET,
      ...headers,
    },
  });
}

test('pushed updates are answered, in order within a chat', async () => {
  const lan = telegram.person('Lan');
  lan.says('Câu số 1');
  await botMessage(lan.chat, 1);
  lan.says('Câu số 2');
  await botMessage(lan.chat, 2);
  expect(fromBot(lan.chat).map(({ text }) => text?.match(/số \d/)?.[0])).toEqual(['số 1', 'số 2']);
  expect(telegram.updates.pending()).toHaveLength(0);
});

test('the update is in the inbox when 200 is said, and a repeated push is answered once', async () => {
  telegram.person('X', 42);
  const body = JSON.stringify(update(7, 'chậm 200'));
  expect((await post(body)).status).toBe(200);
  expect(bot.store.inbox.counts().received).toBe(1);
  expect((await post(body)).status).toBe(200);
  await until('the answer', () => bot.store.inbox.counts().done === 1);
  expect(bot.assistant.inquiries).toHaveLength(1);
});

test('while the inbox cannot be written 503 is said, and the repeated push is answered', async () => {
  const lan = telegram.person('Lan');
  bot.store.database.exec('ALTER TABLE inbox RENAME TO inbox_away');
  lan.says('Câu hỏi');
  await until('a refused push', () => telegram.updates.lastPushError());
  expect(telegram.updates.lastPushError()).toContain('503');
  bot.store.database.exec('ALTER TABLE inbox_away RENAME TO inbox');
  await botMessage(lan.chat, 1);
});

test('another path or method is not found', async () => {
  expect((await fetch(url)).status).toBe(404);
  expect((await fetch(`${url}/other`, { method: 'POST' })).status).toBe(404);
});

test('without a configured secret the bot makes one that stays the same', async () => {
  const own = await startFakeTelegram();
  const port = await freePort();
  const own_url = `http://127.0.0.1:${port}/t`;
  const second = await startTestBot(own, {
    env: { TELEGRAM_WEBHOOK_URL: own_url, WEBHOOK_PORT: String(port) },
  });
  await second.telegram;
  const secret = own.updates.webhook()?.secret;
  expect(secret).toMatch(/^[\w-]{43}$/);
  expect(Buffer.from(second.store.key('telegram-webhook')).toString('base64url')).toBe(secret);
  await second.stop();
  await own.stop();
});
