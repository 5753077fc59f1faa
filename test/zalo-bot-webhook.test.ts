import { afterEach, beforeEach, expect, test } from 'vitest';
import { until } from './fakes/telegram-bot.ts';
import { type FakeZaloBot, type FakeZaloChat, startFakeZaloBot } from './fakes/zalo-bot-server.ts';
import { createManualClock } from './fakes/zalo-pushes.ts';
import { freePort, startZaloTestBot, type ZaloTestBot, zaloBotEnv } from './fakes/zalo-test-bot.ts';

const SECRET = 'a-secret_123';
let zalo: FakeZaloBot;
let bot: ZaloTestBot;
let lan: FakeZaloChat;
let url: string;
const clock = createManualClock();

beforeEach(async () => {
  zalo = await startFakeZaloBot({ clock });
  lan = zalo.chat('lan');
  const port = await freePort();
  url = `http://127.0.0.1:${port}/hooks/zalo`;
  bot = await startZaloTestBot(
    zaloBotEnv(zalo, {
      ZALO_BOT_WEBHOOK_URL: url,
      ZALO_BOT_WEBHOOK_SECRET: SECRET,
      WEBHOOK_PORT: String(port),
    }),
  );
  await bot.zaloBot;
});
afterEach(async () => {
  await bot.stop();
  await zalo.stop();
});

const update = (text: string) => ({
  event_name: 'message.text.received',
  message: {
    message_id: 'm-1',
    date: Date.now(),
    from: { id: 'lan', display_name: 'Lan', is_bot: false },
    chat: { id: 'lan', chat_type: 'PRIVATE' },
    text,
  },
});
const text = (n: number) => until(`message ${n} of the bot`, () => lan.fromBot[n - 1]?.text);

function post(body: string, headers: Record<string, string> = {}): Promise<Response> {
  return fetch(url, {
    method: 'POST',
    body,
    headers: { 'content-type': 'application/json', 'x-bot-api-secret-token': SECRET, ...headers },
  });
}

test.each(['wrapped', 'bare'] as const)(
  'pushed updates in the %s shape are answered in order',
  async (shape) => {
    zalo.shape = shape;
    for (let n = 1; n <= 5; n += 1) zalo.says(lan, `Câu thứ ${n}`);
    await text(5);
    expect(lan.fromBot.map(({ text: said }) => said.match(/thứ (\d)/)?.[1]).join('')).toBe('12345');
  },
);

test('the update is in the inbox when 200 is said, and its repetition in the other shape is answered once', async () => {
  expect((await post(JSON.stringify(update('chậm 200')))).status).toBe(200);
  expect(bot.store.inbox.counts().received).toBe(1);
  const wrapped = JSON.stringify({ ok: true, result: update('chậm 200') });
  expect((await post(wrapped)).status).toBe(200);
  await until('the answer', () => bot.store.inbox.counts().done === 1);
  expect(bot.assistant.inquiries).toHaveLength(1);
  expect(lan.fromBot).toHaveLength(1);
});

test('while the inbox cannot be written 503 is said, and the push repeated after half a minute is answered', async () => {
  bot.store.database.exec('ALTER TABLE inbox RENAME TO inbox_away');
  zalo.says(lan, 'Câu hỏi');
  const pushed = await until('a refused push', () =>
    zalo.pusher.all.find(({ statuses }) => statuses[0]),
  );
  expect(pushed.statuses).toEqual([503]);
  bot.store.database.exec('ALTER TABLE inbox_away RENAME TO inbox');
  await until('the wait', () => clock.waits()[0] === 30_000);
  clock.pass(30_000);
  await text(1);
  expect(pushed.statuses).toEqual([503, 200]);
});

test('without a configured secret the bot makes one that stays the same', async () => {
  const port = await freePort();
  const second = await startZaloTestBot(
    zaloBotEnv(zalo, {
      ZALO_BOT_WEBHOOK_URL: `http://127.0.0.1:${port}/z`,
      WEBHOOK_PORT: `${port}`,
    }),
  );
  await second.zaloBot;
  const own = Buffer.from(second.store.key('zalo-bot-webhook')).toString('base64url');
  expect(zalo.webhook()?.secret).toBe(own);
  await second.stop();
});
