import { afterEach, beforeEach, expect, test } from 'vitest';
import { startTestBot, type TestBot, until } from './fakes/telegram-bot.ts';
import { type FakeTelegram, startFakeTelegram } from './fakes/telegram-server.ts';
import type { FakeInlineQuery } from './fakes/telegram-world.ts';

let telegram: FakeTelegram;
let bot: TestBot;

beforeEach(async () => {
  telegram = await startFakeTelegram();
  bot = await startTestBot(telegram);
});
afterEach(async () => {
  await bot.stop();
  await telegram.stop();
});

const resultsOf = (query: FakeInlineQuery) => until('inline results', () => query.results);

test('an inline query gets the answer and its sources, each with what it cites', async () => {
  const results = await resultsOf(telegram.person('Lan').asksInline('Ai chủ trì hội nghị?'));
  expect(results.map(({ id }) => id)).toEqual(['answer', 'source-1', 'source-2']);
  const [answer, source] = results.map((each) => each.input_message_content?.message_text);
  expect(answer).toContain('Trả lời: Ai chủ trì hội nghị? [1]');
  expect(answer).toContain('[2] Hội nghị thành viên lần 2');
  expect(source).toContain('Hợp tác xã Phúc Hoàng và Hợp tác xã An Phát');
  expect(source).toContain('Mở bài gốc');
});

test('the same question is answered from the cache, for whoever asks it', async () => {
  await resultsOf(telegram.person('Lan').asksInline('Ai chủ trì hội nghị?'));
  await resultsOf(telegram.person('Minh').asksInline('  ai chủ trì hội nghị? '));
  expect(bot.assistant.inquiries).toHaveLength(1);
});

test('of what a person types in a row only the last is answered', async () => {
  const lan = telegram.person('Lan');
  const typed = ['Ai chủ trì h', 'Ai chủ trì hội', 'Ai chủ trì hội nghị'].map(lan.asksInline);
  expect(await resultsOf(typed[2]!)).toHaveLength(3);
  expect(bot.assistant.inquiries.map(({ text }) => text)).toEqual(['Ai chủ trì hội nghị']);
});

test('too short a query and one without an answer get no results and are not kept by Telegram', async () => {
  const short = telegram.person('Lan').asksInline('Ai');
  const unknown = telegram.person('Minh').asksInline('điều không biết');
  for (const query of [short, unknown]) {
    expect(await resultsOf(query)).toEqual([]);
    expect(query.cacheSeconds).toBe(0);
  }
});

test('inline queries leave no trace in the inbox or the conversation', async () => {
  await resultsOf(telegram.person('Lan').asksInline('Ai chủ trì hội nghị?'));
  expect(bot.store.inbox.counts()).toEqual({ received: 0, done: 0, failed: 0 });
  const lan = telegram.person('Lan Hai');
  lan.says('Câu hỏi');
  await until('the answer', () => lan.chat.messages.length === 2);
  expect(bot.assistant.inquiries.at(-1)?.history).toEqual([]);
});

test('a crowd of inline queries does not hold up a question in a chat', async () => {
  const slow = Array.from({ length: 50 }, (_, n) =>
    telegram.person(`${n}`).asksInline(`câu hỏi ${n} chậm 1500`),
  );
  const lan = telegram.person('Lan');
  lan.says('Câu hỏi');
  await until('the answer', () => lan.chat.messages.length === 2);
  await until('all inline answers', () => slow.every(({ results }) => results));
  expect(bot.assistant.inquiries.length).toBeLessThanOrEqual(1 + 4);
});

test('an inline query that expired is no error, and the next one is answered', async () => {
  const lan = telegram.person('Lan');
  const description = 'Bad Request: query is too old and response timeout expired';
  telegram.failNext('answerInlineQuery', { kind: 'error', code: 400, description });
  lan.asksInline('Ai chủ trì hội nghị?');
  await until('the refusal', () => telegram.calls.some(({ ok }) => ok === false));
  expect(await resultsOf(lan.asksInline('Ai chủ trì đại hội?'))).toHaveLength(3);
});
