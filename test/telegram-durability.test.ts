import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { openBotStore } from '../bot/store/bot-store.ts';
import { repeatsIn } from './bench/telegram-kills.ts';
import { fromBot, startTestBot, until } from './fakes/telegram-bot.ts';
import { type Child, startProgram } from './fakes/telegram-child.ts';
import { type FakeTelegram, startFakeTelegram } from './fakes/telegram-server.ts';
import type { Person } from './fakes/telegram-world.ts';

const KILLS = 6;
const CHATS = 15;
const QUESTIONS_PER_CHAT = 10;

let folder: string;
let telegram: FakeTelegram;
const children: Child[] = [];

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'hoptac-durability-'));
  telegram = await startFakeTelegram();
});
afterEach(async () => {
  for (const child of children.splice(0)) child.process.kill('SIGKILL');
  await telegram.stop();
  rmSync(folder, { recursive: true, force: true });
});

function startBotProcess(env: Record<string, string> = {}): Child {
  const child = startProgram('test/fakes/telegram-bot-process', {
    HOPTAC_DATA: folder,
    TELEGRAM_BOT_TOKEN: telegram.token,
    TELEGRAM_API_ROOT: telegram.url,
    WEBHOOK_PORT: '0',
    ...env,
  });
  children.push(child);
  return child;
}

/** The numbers of the questions that were answered in a chat, in the order of the answers. */
function answered({ chat }: Person): number[] {
  return fromBot(chat).map(({ text }) => Number(/số (\d+)/.exec(text ?? '')?.[1]));
}

test(`after ${KILLS} kills at random moments every question is answered, in order, and a kill repeats one message at most`, {
  timeout: 180_000,
}, async () => {
  const people = Array.from({ length: CHATS }, (_, i) => telegram.person(`Người ${i}`));
  let asked = 0;
  const asking = setInterval(() => {
    const n = Math.floor(asked / CHATS);
    if (n >= QUESTIONS_PER_CHAT) return clearInterval(asking);
    people[asked % CHATS]?.says(`Câu số ${n} chậm ${asked % 7}`);
    asked += 1;
  }, 15);

  const killedAt: number[] = [];
  for (let kill = 0; kill < KILLS; kill += 1) {
    const child = startBotProcess();
    await child.prints(/ready/);
    await new Promise((resolve) => setTimeout(resolve, 20 + ((kill * 137) % 400)));
    child.process.kill('SIGKILL');
    await child.ended;
    killedAt.push(performance.now());
  }
  startBotProcess();
  const expected = Array.from({ length: QUESTIONS_PER_CHAT }, (_, i) => i);
  const isComplete = (person: Person) => new Set(answered(person)).size === QUESTIONS_PER_CHAT;
  const deadline = Date.now() + 60_000;
  while (!people.every(isComplete) && Date.now() < deadline) {
    await new Promise((resolve) => setTimeout(resolve, 50));
  }

  for (const person of people) {
    expect([...new Set(answered(person))]).toEqual(expected); // none lost, and in order
  }
  // A kill between Telegram's taking a message and the note of it repeats that message.
  const repeats = people.flatMap((person) => repeatsIn(fromBot(person.chat), killedAt));
  console.log(`${KILLS} kills, ${asked} questions, ${repeats.length} sent twice`);
  expect(repeats).not.toContain(-1);
  expect(new Set(repeats).size).toBe(repeats.length);
});

test('what came while the bot was down is answered oldest first', async () => {
  const people = [telegram.person('Lan'), telegram.person('Minh')];
  for (let n = 0; n < 5; n += 1) for (const person of people) person.says(`Câu số ${n}`);
  const bot = await startTestBot(telegram);
  for (const person of people) {
    await until('five answers', () => answered(person).length === 5);
    expect(answered(person)).toEqual([0, 1, 2, 3, 4]);
  }
  expect(bot.assistant.inquiries[0]?.text).toBe('Câu số 0');
  await bot.stop();
});

test('questions older than the limit get one apology a chat instead of late answers', async () => {
  const lan = telegram.person('Lan');
  const tooOld = Date.now() - 13 * 3_600_000;
  lan.says('Câu cũ một', { at: tooOld });
  lan.says('Câu cũ hai', { at: tooOld });
  lan.says('Câu mới');
  const bot = await startTestBot(telegram);
  await until('the answer', () => fromBot(lan.chat).length === 2);
  const [apology, answer] = fromBot(lan.chat);
  expect(apology?.text).toContain('Xin lỗi');
  expect(answer?.text).toContain('Câu mới');
  expect(bot.assistant.inquiries).toHaveLength(1);
  await bot.stop();
});

test('stopping lets the answer in work finish, and the next start does not repeat it', async () => {
  const file = join(folder, 'bot.db');
  const lan = telegram.person('Lan');
  lan.says('Câu chậm 400');
  const first = await startTestBot(telegram, { file });
  await until('the question at work', () => first.assistant.inquiries.length === 1);
  await first.stop();
  expect(fromBot(lan.chat)).toHaveLength(1);
  lan.says('Câu hai');
  const second = await startTestBot(telegram, { file });
  await until('the second answer', () => fromBot(lan.chat).length === 2);
  expect(second.assistant.inquiries.map(({ text }) => text)).toEqual(['Câu hai']);
  await second.stop();
});

test('what an assistant says because the program ends is not taken for its answer', async () => {
  const file = join(folder, 'bot.db');
  const lan = telegram.person('Lan');
  lan.says('Câu chậm 60000');
  const first = await startTestBot(telegram, { file });
  await until('the question at work', () => first.assistant.inquiries.length === 1);
  vi.useFakeTimers({ toFake: ['setTimeout'] });
  const stopped = first.stop();
  vi.advanceTimersByTime(10_000); // the grace is over: the assistant is aborted
  vi.useRealTimers();
  await stopped;
  expect(fromBot(lan.chat)).toHaveLength(0);
  const store = openBotStore({ file, turnsMax: 6, retentionDays: 90, now: Date.now });
  expect(store.inbox.counts()).toEqual({ received: 1, done: 0, failed: 0 });
  store.close();
});

test('a reply interrupted between its messages continues with the next one', async () => {
  const file = join(folder, 'bot.db');
  const lan = telegram.person('Lan');
  let sends = 0;
  // The first message goes through; for the rest Telegram is down until the bot was restarted.
  telegram.failWhen((method) => {
    if (method !== 'sendmessage') return undefined;
    sends += 1;
    return sends > 1
      ? { kind: 'error', code: 500, description: 'Internal Server Error' }
      : undefined;
  });
  lan.says('câu trả lời dài');
  const first = await startTestBot(telegram, { file });
  await until('the refused second part', () => sends >= 2);
  await first.stop();
  telegram.failWhen(() => undefined);
  const second = await startTestBot(telegram, { file });
  await until('the rest', () => fromBot(lan.chat).at(-1)?.reply_markup);
  expect(second.assistant.inquiries).toHaveLength(0);
  const texts = fromBot(lan.chat).map(({ text }) => text);
  expect(new Set(texts).size).toBe(texts.length);
  await second.stop();
});

test('two processes on one bot.db answer each question once, and one takes over from the other', async () => {
  const lan = telegram.person('Lan');
  const first = startBotProcess();
  await first.prints(/ready/);
  startBotProcess();
  for (let n = 0; n < 10; n += 1) lan.says(`Câu số ${n}`);
  await until('ten answers', () => answered(lan).length === 10);
  // The last answer stands in the chat a moment before the bot has noted that it was sent.
  await new Promise((resolve) => setTimeout(resolve, 200));
  first.process.kill('SIGKILL');
  await first.ended;
  for (let n = 10; n < 20; n += 1) lan.says(`Câu số ${n}`);
  await until('twenty answers', () => answered(lan).length >= 20);
  expect(answered(lan)).toEqual(Array.from({ length: 20 }, (_, n) => n));
});

test('the data of a finished bot can be opened and holds the conversation', async () => {
  const file = join(folder, 'bot.db');
  const lan = telegram.person('Lan');
  lan.says('Câu một');
  const bot = await startTestBot(telegram, { file });
  await until('the answer', () => fromBot(lan.chat).length === 1);
  await bot.stop();
  const store = openBotStore({ file, turnsMax: 6, retentionDays: 90, now: Date.now });
  const chatId = String(lan.user.id);
  expect(store.conversations.history({ channel: 'telegram', chatId })).toHaveLength(2);
  expect(store.inbox.counts()).toEqual({ received: 0, done: 1, failed: 0 });
  store.close();
});
