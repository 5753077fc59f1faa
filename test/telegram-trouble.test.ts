import { afterEach, beforeEach, expect, test } from 'vitest';
import * as words from '../bot/replies/refusals.ts';
import { botMessage, fromBot, startTestBot, type TestBot, until } from './fakes/telegram-bot.ts';
import { type FakeTelegram, startFakeTelegram } from './fakes/telegram-server.ts';
import type { Person } from './fakes/telegram-world.ts';

let telegram: FakeTelegram;
let bot: TestBot;
let lan: Person;

beforeEach(async () => {
  telegram = await startFakeTelegram();
  lan = telegram.person('Lan');
});
afterEach(async () => {
  await bot.stop();
  await telegram.stop();
});

const callsOf = (method: string) => telegram.calls.filter((call) => call.method === method);
const settled = () =>
  until(
    'an empty inbox',
    () => telegram.updates.pending().length === 0 && bot.store.inbox.counts().received === 0,
  );

test('429 is waited out for retry_after, in that chat only', async () => {
  bot = await startTestBot(telegram);
  const minh = telegram.person('Minh');
  let isLimited = true;
  telegram.failWhen((method, { chat_id }) =>
    method === 'sendmessage' && chat_id === lan.user.id && isLimited
      ? { kind: 'error', code: 429, description: 'Too Many Requests: retry after 2', retryAfter: 2 }
      : undefined,
  );
  lan.says('Câu của Lan');
  await until('the refused send', () => callsOf('sendmessage').length === 1);
  const refusedAt = Date.now();
  isLimited = false;
  minh.says('Câu của Minh');
  await botMessage(minh.chat, 1);
  expect(fromBot(lan.chat)).toHaveLength(0);
  await botMessage(lan.chat, 1);
  expect(Date.now() - refusedAt).toBeGreaterThanOrEqual(1_900);
  expect(bot.assistant.inquiries).toHaveLength(2); // the recorded reply was sent, not made anew
});

test('a burst beyond the platform limits arrives whole and in order', async () => {
  await telegram.stop();
  telegram = await startFakeTelegram({
    limits: { perChatPerTenSeconds: 100, perGroupPerMinute: 20, perSecond: 5 },
  });
  const people = Array.from({ length: 8 }, (_, i) => telegram.person(`Người ${i}`));
  bot = await startTestBot(telegram);
  for (const person of people) person.says('Câu một');
  for (const person of people) await botMessage(person.chat, 1);
  expect(telegram.rates.refusals()).toBeGreaterThan(0);
  expect(people.map(({ chat }) => fromBot(chat).length)).toEqual(people.map(() => 1));
});

test('403 marks the person unreachable; the next message makes them reachable again', async () => {
  bot = await startTestBot(telegram);
  const isReachable = () => bot.store.chats.isReachable('telegram', String(lan.user.id));
  lan.says('chậm 200');
  await until('the question at work', () => bot.assistant.inquiries.length === 1);
  lan.chat.isBlocked = true;
  await settled();
  expect(isReachable()).toBe(false);
  expect(bot.store.inbox.counts().failed).toBe(0);
  lan.chat.isBlocked = false;
  lan.says('Tôi quay lại');
  await botMessage(lan.chat, 1);
  expect(isReachable()).toBe(true);
  lan.blocks();
  await until('the block noticed', () => !isReachable());
  lan.unblocks();
  await until('the unblock noticed', isReachable);
});

test.each([
  ['a lost response', { kind: 'lost-response' }, 2],
  ['a broken connection', { kind: 'reset' }, 1],
  ['a gateway error page', { kind: 'bad-gateway' }, 1],
] as const)('after %s the answer arrives', async (_, failure, copies) => {
  bot = await startTestBot(telegram);
  telegram.failNext('sendMessage', failure);
  lan.says('Câu hỏi');
  // Nobody can know whether a message whose response was lost arrived: an answer twice beats none.
  await botMessage(lan.chat, copies);
  await settled();
  expect(fromBot(lan.chat)).toHaveLength(copies);
  expect(bot.assistant.inquiries).toHaveLength(1);
});

test('a server error is waited out without losing the order of the chat', async () => {
  let aheadMs = 0;
  bot = await startTestBot(telegram, { now: () => Date.now() + aheadMs });
  telegram.failNext('sendMessage', { kind: 'error', code: 500, description: 'Internal' });
  lan.says('Câu số 1');
  lan.says('Câu số 2');
  const notBefore = bot.store.database.prepare('SELECT MAX(not_before) FROM inbox').pluck();
  await until('the wait', () => Number(notBefore.get()) > 0);
  expect(fromBot(lan.chat)).toHaveLength(0);
  aheadMs = 3_000;
  await botMessage(lan.chat, 2);
  expect(fromBot(lan.chat).map(({ text }) => text?.match(/số \d/)?.[0])).toEqual(['số 1', 'số 2']);
});

test('when Telegram refuses the entities, the words still arrive', async () => {
  bot = await startTestBot(telegram);
  telegram.failWhen((method, { entities }) =>
    method === 'sendmessage' && entities !== undefined
      ? { kind: 'error', code: 400, description: "Bad Request: can't parse entities: …" }
      : undefined,
  );
  lan.says('Câu hỏi');
  expect((await botMessage(lan.chat, 1)).text).toContain('Trả lời: Câu hỏi [1]');
});

test('a message that Telegram will never take is given up and does not block the chat', async () => {
  bot = await startTestBot(telegram);
  telegram.failNext('sendMessage', { kind: 'error', code: 400, description: 'Bad Request: odd' });
  lan.says('Câu số 1');
  lan.says('Câu số 2');
  expect((await botMessage(lan.chat, 1)).text).toContain('số 2');
  await settled();
  expect(bot.store.inbox.counts()).toMatchObject({ failed: 1, received: 0 });
});

test('a query that is too old is no error, and neither is a failing typing sign', async () => {
  bot = await startTestBot(telegram);
  telegram.failNext('sendChatAction', { kind: 'error', code: 400, description: 'Bad Request' });
  lan.says('Câu hỏi');
  const answer = await botMessage(lan.chat, 1);
  telegram.failNext('answerCallbackQuery', {
    kind: 'error',
    code: 400,
    description:
      'Bad Request: query is too old and response timeout expired or query ID is invalid',
  });
  lan.presses(answer, '📖 Nguồn 1');
  await botMessage(lan.chat, 2);
  await settled();
  expect(bot.store.inbox.counts().failed).toBe(0);
});

test('when the edited answer was deleted, a new message says it', async () => {
  bot = await startTestBot(telegram);
  const question = lan.says('năm 2022');
  const answer = await botMessage(lan.chat, 1);
  lan.chat.messages.splice(lan.chat.messages.indexOf(answer), 1);
  lan.edits(question, 'năm 2023');
  await until('the new message', () => fromBot(lan.chat)[0]?.text?.includes('năm 2023'));
});

test('a second poller gets 409 and does not stop the bot for good', async () => {
  bot = await startTestBot(telegram);
  await bot.telegram;
  const other = await fetch(`${telegram.url}/bot${telegram.token}/getUpdates?timeout=1`);
  expect(other.status).toBe(200); // the newer request wins, as at Telegram
  lan.says('Câu hỏi');
  await botMessage(lan.chat, 1);
});

test('while bot.db cannot be written nothing is lost, and what came is answered once', async () => {
  bot = await startTestBot(telegram);
  await bot.telegram;
  lan.says('Câu số 1');
  await botMessage(lan.chat, 1);
  await settled();
  bot.store.database.pragma('query_only = ON'); // as on a full disk, every write throws
  lan.says('Câu số 2');
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect(telegram.updates.pending()).toHaveLength(1); // not acknowledged
  bot.store.database.pragma('query_only = OFF');
  await botMessage(lan.chat, 2);
  await settled();
  expect(fromBot(lan.chat).map(({ text }) => text?.match(/số \d/)?.[0])).toEqual(['số 1', 'số 2']);
});

test('a webhook left over from another set-up is removed before polling', async () => {
  telegram.updates.setWebhook({ url: 'http://127.0.0.1:9/', secret: undefined, connectionsMax: 1 });
  bot = await startTestBot(telegram);
  lan.says('Câu hỏi');
  await botMessage(lan.chat, 1);
});

test('the bot starts while Telegram cannot be reached, and answers when it can', async () => {
  telegram.failNext('getMe', { kind: 'reset' });
  telegram.failNext('setMyCommands', { kind: 'error', code: 404, description: 'Not Found' });
  bot = await startTestBot(telegram);
  lan.says('Câu hỏi');
  await botMessage(lan.chat, 1);
  expect(await bot.telegram).toBe('hoptac_bot');
});

test('who asks too often is told once, and may ask again a minute later', async () => {
  bot = await startTestBot(telegram, { env: { HOPTAC_QUESTIONS_PER_MINUTE: '3' } });
  const start = Date.now() - 120_000;
  for (let n = 0; n < 6; n += 1) lan.says(`Câu số ${n}`, { at: start });
  lan.says('Câu muộn hơn', { at: start + 61_000 });
  await botMessage(lan.chat, 5);
  await settled();
  const texts = fromBot(lan.chat).map(({ text }) => text);
  expect(texts[3]).toBe(words.askingTooFast);
  expect(texts[4]).toContain('Câu muộn hơn');
  expect(texts).toHaveLength(5);
});

test('a group has a limit of its own, whoever asks', async () => {
  bot = await startTestBot(telegram, { env: { HOPTAC_GROUP_QUESTIONS_PER_MINUTE: '2' } });
  const group = telegram.group('HTX');
  const at = Date.now() - 5_000;
  for (let n = 0; n < 5; n += 1)
    telegram.person(`Người ${n}`).says('/hoi gì đó', { in: group, at });
  await botMessage(group, 3);
  await settled();
  expect(fromBot(group)).toHaveLength(3);
  expect(fromBot(group)[2]?.text).toBe(words.askingTooFast);
});

test('a question that is too long or empty gets one clear sentence', async () => {
  bot = await startTestBot(telegram, { env: { HOPTAC_QUESTION_MAX_CHARACTERS: '100' } });
  lan.says('a'.repeat(101));
  lan.says('/hoi');
  await botMessage(lan.chat, 2);
  expect(fromBot(lan.chat).map(({ text }) => text)).toEqual([
    words.questionTooLong(100),
    words.questionMissing,
  ]);
  expect(bot.assistant.inquiries).toHaveLength(0);
});
