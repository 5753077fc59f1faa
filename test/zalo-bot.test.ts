import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { ZaloBotTokenError, ZaloBotWebhookError } from '../bot/channels/zalo-bot/zalo-bot.ts';
import * as choices from '../bot/replies/answer-choices.ts';
import * as program from '../bot/replies/program.ts';
import * as refusals from '../bot/replies/refusals.ts';
import { noRelated } from '../bot/replies/related.ts';
import * as sources from '../bot/replies/sources.ts';
import { startFailureSentence } from '../bot/start-failure.ts';
import { createLineLog } from './fakes/line-log.ts';
import { until } from './fakes/telegram-bot.ts';
import {
  type FakeZaloBot,
  type FakeZaloBotOptions,
  type FakeZaloChat,
  startFakeZaloBot,
} from './fakes/zalo-bot-server.ts';
import { startZaloTestBot, type ZaloTestBot, zaloBotEnv } from './fakes/zalo-test-bot.ts';

let zalo: FakeZaloBot;
let bot: ZaloTestBot | undefined;
let lan: FakeZaloChat;
/** How far the bot's clock is ahead of the real one. */
let aheadMs = 0;

beforeEach(() => {
  aheadMs = 0;
  return start({});
});
afterEach(async () => {
  const stopped = bot?.stop();
  zalo.endPolls();
  await stopped;
  bot = undefined;
  await zalo.stop();
});

async function start(options: FakeZaloBotOptions): Promise<void> {
  await zalo?.stop().catch(() => {});
  zalo = await startFakeZaloBot(options);
  lan = zalo.chat('lan');
}
async function startBot(more: Record<string, string> = {}): Promise<ZaloTestBot> {
  const now = () => Date.now() + aheadMs;
  bot = await startZaloTestBot(zaloBotEnv(zalo, more), { now });
  return bot;
}
/** What waits for the platform need not be waited for: the clock is put forward. */
async function waitedOut({ store }: ZaloTestBot): Promise<void> {
  const notBefore = store.database.prepare('SELECT MAX(not_before) FROM inbox').pluck();
  await until('a wait', () => Number(notBefore.get()) > 0);
  aheadMs += 10_000;
}
const text = (n: number, chat = lan) =>
  until(`message ${n} of the bot`, () => chat.fromBot[n - 1]?.text);
const settled = (started: ZaloTestBot) =>
  until('an empty inbox', () => {
    const { received, done } = started.store.inbox.counts();
    return zalo.pending() === 0 && received === 0 && done > 0;
  });
const sends = () => zalo.calls.filter(({ method }) => method === 'sendMessage');

test('an answer is numbered text with its sources and what the person can reply', async () => {
  await startBot();
  zalo.says(lan, 'Ai chủ trì?');
  expect(await text(1)).toBe(`Trả lời: Ai chủ trì? [1], đã có 0 lời trước [2].

Nguồn:
[1] Hội nghị thành viên lần 1 · Liên minh HTX thành phố Hải Phòng · 09/08/2023
[2] Hội nghị thành viên lần 2 · Liên minh HTX thành phố Hải Phòng · 09/08/2023

Trả lời 1, 2 để xem nguồn.
Trả lời + nếu hữu ích, - nếu chưa.`);
});

test('a number shows the quote, a sign rates, and both belong to the newest answer', async () => {
  const { store } = await startBot();
  zalo.says(lan, '1');
  expect(await text(1)).toBe(sources.nothingToChoose);
  zalo.says(lan, 'Câu một');
  await text(2);
  zalo.says(lan, 'Câu hai');
  await text(3);
  zalo.says(lan, '[2]');
  expect(await text(4)).toContain('“Hợp tác xã Phúc Hoàng và Hợp tác xã An Phát');
  expect(await text(4)).toContain('https://example.org/bai-2');
  zalo.says(lan, 'nguồn 1, 2');
  expect(await text(5)).toContain('[1] Hội nghị thành viên lần 1');
  expect(await text(6)).toContain('[2] Hội nghị thành viên lần 2');
  zalo.says(lan, '9');
  expect(await text(7)).toBe(sources.noSuchSource(2));
  zalo.says(lan, '–');
  expect(await text(8)).toBe(choices.thanksForRating('down'));
  expect(store.feedback.tally(2)).toEqual({ up: 0, down: 1 });
  zalo.says(lan, '👍');
  expect(await text(9)).toBe(choices.thanksForRating('up'));
  expect(store.feedback.tally(2)).toEqual({ up: 1, down: 0 });
  expect(store.feedback.tally(1)).toEqual({ up: 0, down: 0 });
});

test('when the platform limits the second of two quotes, the first is not repeated', async () => {
  const started = await startBot();
  zalo.says(lan, 'Câu một');
  await text(1);
  let sent = 0;
  zalo.failWhen(({ method }) => {
    if (method !== 'sendMessage') return undefined;
    sent += 1;
    return sent === 2 ? { kind: 'error', code: 429 } : undefined;
  });
  zalo.says(lan, '1, 2');
  await waitedOut(started);
  zalo.says(lan, '+');
  await text(4);
  const shown = lan.fromBot.map(({ text: said }) => said.slice(0, 3));
  expect(shown.slice(1, 3)).toEqual(['[1]', '[2]']);
  expect(lan.fromBot[3]?.text).toBe(choices.thanksForRating('up'));
  expect(started.store.feedback.tally(1).up).toBe(1); // the answer's, not the quotes'
});

test('related questions are offered as letters, which keep to the list they stand in', async () => {
  const related = async () => ['Ai dự hội nghị?', 'Nội dung chính là gì?'];
  bot = await startZaloTestBot(zaloBotEnv(zalo), { related });
  zalo.says(lan, 'b');
  expect(await text(1)).toBe(sources.nothingToChoose);
  zalo.says(lan, 'Câu hỏi');
  expect(await text(2)).toContain('Trả lời ? để xem câu hỏi liên quan.');
  zalo.says(lan, '?');
  expect(await text(3)).toBe(
    'Bạn có thể hỏi tiếp:\na. Ai dự hội nghị?\nb. Nội dung chính là gì?\nTrả lời a, b để hỏi.',
  );
  zalo.says(lan, 'a');
  expect(await text(4)).toContain('Trả lời: Ai dự hội nghị?');
  zalo.says(lan, 'B.');
  expect(await text(5)).toContain('Trả lời: Nội dung chính là gì?');
  zalo.says(lan, 'c');
  expect(await text(6)).toBe(noRelated);
});

test('what looks like a choice but is a question is answered', async () => {
  const { assistant } = await startBot();
  for (const question of ['2023', 'số 1', '1 hợp tác xã cần mấy người?', '-5 độ']) {
    zalo.says(lan, question);
  }
  await text(4);
  expect(assistant.inquiries.map(({ text: asked }) => asked)).toEqual([
    '2023',
    'số 1',
    '1 hợp tác xã cần mấy người?',
    '-5 độ',
  ]);
});

test.each([
  ['a picture', 'message.image.received', { photo_url: 'https://example.org/a.jpg' }],
  ['a picture, by its other name', 'message.image.received', { photo: 'https://example.org/a' }],
  ['a sticker', 'message.sticker.received', { sticker: 'abc' }],
  ['a voice message', 'message.voice.received', { voice_url: 'https://example.org/a.aac' }],
  ['something unsupported', 'message.unsupported.received', {}],
])('%s gets a kind sentence', async (_, event, more) => {
  const { assistant } = await startBot();
  zalo.says(lan, '', { event, more });
  expect(await text(1)).toBe(refusals.wordsOnly);
  expect(assistant.inquiries).toHaveLength(0);
});

test('the caption of a picture is a question', async () => {
  const { assistant } = await startBot();
  const more = { photo_url: 'https://example.org/a.jpg', caption: 'Đây là hội nghị nào?' };
  zalo.says(lan, '', { event: 'message.image.received', more });
  await text(1);
  expect(assistant.inquiries[0]?.text).toBe('Đây là hội nghị nào?');
});

test('unknown, malformed and bots’ updates are ignored, in either shape', async () => {
  const started = await startBot();
  zalo.deliver({ event_name: 'message.reaction.received', message: { message_id: 'x1' } });
  zalo.deliver({ event_name: 'message.text.received', message: { message_id: 'x2', date: 'now' } });
  zalo.deliver({ event_name: 'message.text.received' });
  zalo.says(lan, 'Tôi là bot', {
    more: { text: 'a', from: { id: 'b', display_name: 'B', is_bot: true } },
  });
  zalo.says(lan, 'Câu hỏi');
  await text(1);
  await settled(started);
  expect(started.assistant.inquiries).toHaveLength(1);
  expect(started.store.inbox.counts()).toEqual({ received: 0, done: 5, failed: 0 });
});

test('in a group only a command or the bot’s name with @ is for the bot', async () => {
  const { assistant } = await startBot();
  const group = Object.assign(zalo.chat('nhom'), { isGroup: true });
  zalo.says(group, 'Chào cả nhà', { from: 'lan' });
  zalo.says(group, '1', { from: 'lan' });
  zalo.says(group, '/hoi điều kiện vào hợp tác xã', { from: 'lan' });
  expect(await text(1, group)).toContain('Trả lời /hoi 1, 2 để xem nguồn.');
  zalo.says(group, '@Bot Hợp tác xã, ai chủ trì?', { from: 'minh' });
  await text(2, group);
  zalo.says(group, '/hoi 1', { from: 'minh' });
  expect(await text(3, group)).toContain('“Hợp tác xã Phúc Hoàng');
  expect(assistant.inquiries.map(({ text: asked }) => asked)).toEqual([
    'điều kiện vào hợp tác xã',
    'ai chủ trì?',
  ]);
});

test('a polled update that arrives while the bot stops is stored, and answered at the next start', async () => {
  const file = join(mkdtempSync(join(tmpdir(), 'hoptac-zalo-')), 'bot.db');
  const env = zaloBotEnv(zalo, { ZALO_BOT_POLL_SECONDS: '5' });
  const first = await startZaloTestBot(env, { file });
  await until('a waiting poll', () => zalo.isPolled());
  const stopped = first.stop();
  zalo.says(lan, 'Câu lúc dừng');
  await stopped;
  expect(zalo.pending()).toBe(0); // Zalo has forgotten it
  expect(lan.fromBot).toHaveLength(0);
  bot = await startZaloTestBot(env, { file });
  expect(await text(1)).toContain('Câu lúc dừng');
  rmSync(dirname(file), { recursive: true });
});

test('while a webhook is set the bot refuses to poll and says so in one sentence', async () => {
  zalo.setWebhook({ url: 'https://example.org/hook', secret: 'geheimnis' });
  const started = await startBot();
  const error = await started.zaloBot.catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(ZaloBotWebhookError);
  expect(startFailureSentence(error, '')).toBe(program.zaloBotHasWebhook);
  expect(zalo.polls()).toBe(0);
});

test('a webhook is deleted when that is configured', async () => {
  zalo.setWebhook({ url: 'https://example.org/hook', secret: 'geheimnis' });
  await startBot({ ZALO_BOT_DELETE_WEBHOOK: 'yes' });
  await until('no webhook', () => zalo.webhook() === undefined);
  zalo.says(lan, 'Câu hỏi');
  await text(1);
});

test('a refused token stops the start with one sentence', async () => {
  bot = await startZaloTestBot({ ...zaloBotEnv(zalo), ZALO_BOT_TOKEN: '1:other-token' });
  const error = await bot.zaloBot.catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(ZaloBotTokenError);
  expect(startFailureSentence(error, '')).toBe(program.zaloBotTokenRefused);
});

test('the bot starts while Zalo cannot be reached, and answers when it can', async () => {
  zalo.failNext('getMe', { kind: 'reset' });
  zalo.failNext('getWebhookInfo', { kind: 'page', status: 502 });
  const started = await startBot();
  zalo.says(lan, 'Câu hỏi');
  await text(1);
  expect(await started.zaloBot).toBe('Bot Hợp tác xã');
});

test.each([
  [400, 'refused', { failed: 1, copies: 0, reachable: true }],
  [401, 'waits', { failed: 0, copies: 1, reachable: true }],
  [403, 'unreachable', { failed: 0, copies: 0, reachable: false }],
  [404, 'unreachable', { failed: 0, copies: 0, reachable: false }],
  [408, 'waits', { failed: 0, copies: 1, reachable: true }],
  [429, 'waits', { failed: 0, copies: 1, reachable: true }],
  [500, 'waits', { failed: 0, copies: 1, reachable: true }],
  [418, 'refused', { failed: 1, copies: 0, reachable: true }],
])('error %d on a message: %s', async (code, _, expected) => {
  const started = await startBot();
  const { store, assistant } = started;
  zalo.failNext('sendMessage', { kind: 'error', code });
  zalo.says(lan, 'Câu hỏi');
  if (expected.copies > 0) await waitedOut(started);
  await until('the end of it', () => {
    const { received, done, failed } = store.inbox.counts();
    return received === 0 && done + failed === 1;
  });
  expect(lan.fromBot).toHaveLength(expected.copies);
  expect(store.inbox.counts().failed).toBe(expected.failed);
  expect(store.chats.isReachable('zalo-bot', 'lan')).toBe(expected.reachable);
  expect(assistant.inquiries).toHaveLength(1);
});

test.each([
  ['an error with a status of its own', { kind: 'error', code: 429, status: 429 }, 1],
  ['a gateway page', { kind: 'page', status: 502 }, 1],
  ['a page instead of an answer', { kind: 'page', status: 200 }, 1],
  ['a broken connection', { kind: 'reset' }, 1],
  ['a lost response', { kind: 'lost-response' }, 2],
] as const)('after %s the answer arrives', async (_, failure, copies) => {
  const started = await startBot();
  const { assistant } = started;
  zalo.failNext('sendMessage', failure);
  zalo.says(lan, 'Câu hỏi');
  await waitedOut(started);
  // Nobody can know whether a message whose response was lost arrived: an answer twice beats none.
  await text(copies);
  expect(lan.fromBot).toHaveLength(copies);
  expect(assistant.inquiries).toHaveLength(1);
});

test('a burst beyond the quota arrives whole and in order', async () => {
  await start({ perSecondMax: 5 });
  const chats = Array.from({ length: 8 }, (_, i) => zalo.chat(`z${i}`));
  await startBot();
  for (const chat of chats) zalo.says(chat, 'Câu hỏi');
  for (const chat of chats) await text(1, chat);
  expect(chats.map(({ fromBot }) => fromBot.length)).toEqual(chats.map(() => 1));
});

test('there is no message that says the bot is still working, and a failed typing sign is no error', async () => {
  await startBot();
  zalo.failNext('sendChatAction', { kind: 'error', code: 400 });
  zalo.says(lan, 'câu hỏi chậm 300, viết dần');
  await text(1);
  expect(sends()).toHaveLength(1);
});

test('a long answer leaves in NFC, within 2000 code points a message', async () => {
  const started = await startBot();
  zalo.says(lan, 'một câu trả lời dài');
  await settled(started);
  for (const { text: sent } of lan.fromBot) {
    expect([...sent].length).toBeLessThanOrEqual(2_000);
    expect(sent).toBe(sent.normalize('NFC'));
  }
});

test('neither the token nor what a person wrote reaches the log', async () => {
  const { log, lines } = createLineLog();
  zalo.failNext('sendMessage', { kind: 'reset' });
  zalo.failNext('getUpdates', { kind: 'page', status: 502 });
  bot = await startZaloTestBot(zaloBotEnv(zalo), { log });
  zalo.says(lan, 'bí mật của tôi');
  await text(1);
  expect(lines.join('\n')).not.toContain(zalo.token);
  expect(lines.join('\n')).not.toContain('bí mật');
  expect(lines.length).toBeGreaterThan(2);
});
