import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { menuFor } from '../bot/command-menu.ts';
import * as choices from '../bot/replies/answer-choices.ts';
import * as commands from '../bot/replies/commands.ts';
import * as refusals from '../bot/replies/refusals.ts';
import { keepTyping } from '../bot/typing.ts';
import { botMessage, fromBot, startTestBot, type TestBot, until } from './fakes/telegram-bot.ts';
import { type FakeTelegram, startFakeTelegram } from './fakes/telegram-server.ts';

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

/** Everything was fetched and worked off. */
const settled = () =>
  until(
    'an empty inbox',
    () => telegram.updates.pending().length === 0 && bot.store.inbox.counts().received === 0,
  );
const callsOf = (method: string) => telegram.calls.filter((call) => call.method === method);

test('answers a question with linked marks, a list of sources and buttons', async () => {
  const lan = telegram.person('Lan');
  lan.says('Ai chủ trì hội nghị?');
  const answer = await botMessage(lan.chat, 1);
  expect(answer.text).toBe(
    [
      'Trả lời: Ai chủ trì hội nghị? [1], đã có 0 lời trước [2].',
      '',
      'Nguồn:',
      '[1] Hội nghị thành viên lần 1 · Liên minh HTX thành phố Hải Phòng · 09/08/2023',
      '[2] Hội nghị thành viên lần 2 · Liên minh HTX thành phố Hải Phòng · 09/08/2023',
    ].join('\n'),
  );
  const shown = (answer.entities ?? []).map(({ type, offset, length }) => [
    type,
    answer.text?.slice(offset, offset + length),
  ]);
  expect(shown).toEqual([
    ['text_link', '[1]'],
    ['text_link', '[2]'],
    ['bold', 'Nguồn:'],
    ['text_link', 'Hội nghị thành viên lần 1'],
    ['text_link', 'Hội nghị thành viên lần 2'],
  ]);
  expect(answer.reply_markup?.inline_keyboard.map((row) => row.map(({ text }) => text))).toEqual([
    ['📖 Nguồn 1', '📖 Nguồn 2'],
    ['👍', '👎'],
  ]);
  expect(callsOf('sendmessage')[0]?.parameters).not.toHaveProperty('parse_mode');
});

test('shows that it is typing while an answer takes time, and not where it comes at once', async () => {
  const lan = telegram.person('Lan');
  lan.says('nhanh');
  await botMessage(lan.chat, 1);
  lan.says('chậm 700 nhé');
  await botMessage(lan.chat, 2);
  // On a busy machine the quick answer may be slow enough for a sign of its own.
  const signs = callsOf('sendchataction').length;
  expect([1, 2]).toContain(signs);
});

test('the typing sign is repeated before the platform lets it go out, until the answer is there', async () => {
  vi.useFakeTimers();
  let shown = 0;
  const typing = keepTyping(async () => {
    shown += 1;
  });
  vi.advanceTimersByTime(299);
  expect(shown).toBe(0);
  vi.advanceTimersByTime(1);
  expect(shown).toBe(1);
  vi.advanceTimersByTime(4_900);
  expect(shown).toBe(2);
  await typing.stop();
  vi.advanceTimersByTime(60_000);
  expect(shown).toBe(2);
  vi.useRealTimers();
});

test('what a chat model writes is shown as a draft in a private chat, newest text only', async () => {
  const lan = telegram.person('Lan');
  const group = telegram.group('HTX');
  lan.says('viết dần nhé');
  lan.says('/hoi viết dần', { in: group });
  await botMessage(lan.chat, 1);
  await botMessage(group, 1);
  const drafts = callsOf('sendmessagedraft').map(({ parameters }) => parameters);
  expect(drafts.length).toBeGreaterThanOrEqual(2);
  expect(drafts.length).toBeLessThanOrEqual(3);
  expect(new Set(drafts.map(({ chat_id, draft_id }) => `${chat_id} ${draft_id}`)).size).toBe(1);
  expect(telegram.calls.findLastIndex(({ method }) => method === 'sendmessagedraft')).toBeLessThan(
    telegram.calls.findIndex(({ method }) => method === 'sendmessage'),
  );
});

test('a source button sends the quote word for word with title, date and link', async () => {
  const lan = telegram.person('Lan');
  lan.says('Câu hỏi');
  const answer = await botMessage(lan.chat, 1);
  const query = lan.presses(answer, '📖 Nguồn 2');
  const source = await botMessage(lan.chat, 2);
  const quote = source.entities?.find(({ type }) => type === 'blockquote');
  expect(source.text?.slice(quote?.offset).slice(0, quote?.length)).toBe(
    'Hợp tác xã Phúc Hoàng và Hợp tác xã An Phát được kết nạp làm thành viên.',
  );
  expect(source.text).toContain('[2] Hội nghị thành viên lần 2');
  expect(source.text).toContain('09/08/2023');
  expect(source.entities).toContainEqual(
    expect.objectContaining({ type: 'text_link', url: 'https://example.org/bai-2' }),
  );
  expect(source.reply_to_message?.message_id).toBe(answer.message_id);
  expect(telegram.queries.get(query)?.isAnswered).toBe(true);
});

test('a rating is stored, thanked for and shown on the button; the last one counts', async () => {
  const lan = telegram.person('Lan');
  lan.says('Câu hỏi');
  const answer = await botMessage(lan.chat, 1);
  const buttons = () => answer.reply_markup?.inline_keyboard.at(-1)?.map(({ text }) => text);
  const first = lan.presses(answer, '👍');
  await until('the count on the button', () => buttons()?.[0] === '👍 1');
  expect(telegram.queries.get(first)?.answer).toBe(choices.thanksForRating('up'));
  lan.presses(answer, '👍 1'); // "message is not modified" is no error
  lan.presses(answer, '👎');
  await until('the changed mind', () => buttons()?.[1] === '👎 1');
  expect(buttons()).toEqual(['👍', '👎 1']);
  expect(bot.store.inbox.counts().failed).toBe(0);
});

test('buttons work after a restart, and a button of another chat opens nothing', async () => {
  const lan = telegram.person('Lan');
  const minh = telegram.person('Minh');
  lan.says('Câu hỏi');
  const answer = await botMessage(lan.chat, 1);
  minh.says('xin chào');
  const courtesy = await botMessage(minh.chat, 1);
  const forged = minh.presses(courtesy, 's:1:1');
  const unknown = minh.presses(courtesy, 'x:nonsense');
  await settled();
  expect(telegram.queries.get(forged)?.answer).toBe(refusals.buttonTooOld);
  expect(telegram.queries.get(unknown)?.answer).toBe(refusals.buttonTooOld);
  expect(fromBot(minh.chat)).toHaveLength(1);
  lan.presses(answer, '📖 Nguồn 1');
  await botMessage(lan.chat, 2);
});

test('commands answer in Vietnamese, and the menu is set', async () => {
  const lan = telegram.person('Lan');
  for (const command of ['/start', '/help', '/trogiup', '/quen', '/khongco']) lan.says(command);
  await botMessage(lan.chat, 5);
  expect(fromBot(lan.chat).map(({ text }) => text)).toEqual([
    commands.welcome({}),
    commands.help({}, menuFor('member'), []),
    commands.help({}, menuFor('member'), []),
    commands.forgotten(0),
    commands.unknownCommand,
  ]);
  expect(callsOf('setmycommands')[0]?.parameters.commands).toEqual(menuFor('member'));
});

test('a follow-up sees the earlier turns until /quen', async () => {
  const lan = telegram.person('Lan');
  for (const text of ['một', 'hai', '/quen', 'ba']) lan.says(text);
  await botMessage(lan.chat, 4);
  expect(bot.assistant.inquiries.map(({ history }) => history.length)).toEqual([0, 2, 0]);
});

test('a group hears an answer only to a mention, a reply or a command', async () => {
  const lan = telegram.person('Lan');
  const group = telegram.group('HTX Hải Phòng');
  lan.says('Chào cả nhà', { in: group });
  lan.says('/help@other_bot', { in: group });
  lan.says('/poll', { in: group });
  lan.says('@someone_else, ai chủ trì?', { in: group });
  const asked = lan.says('@Hoptac_Bot, ai chủ trì?', { in: group });
  const answer = await botMessage(group, 1);
  expect(answer.text).toContain('Trả lời: ai chủ trì? [1]');
  expect(answer.reply_to_message?.message_id).toBe(asked.message_id);
  lan.says('Thế năm 2020?', { in: group, replyTo: answer });
  lan.says('/hoi số thành viên', { in: group });
  lan.says('/trogiup@hoptac_bot', { in: group });
  await botMessage(group, 4);
  await settled();
  expect(bot.assistant.inquiries.map(({ text }) => text)).toEqual([
    'ai chủ trì?',
    'Thế năm 2020?',
    'số thành viên',
  ]);
  expect(fromBot(group)).toHaveLength(4);
});

test('a forum topic is answered in the topic and is a conversation of its own', async () => {
  const lan = telegram.person('Lan');
  const group = telegram.group('Diễn đàn', { threads: [11, 12] });
  lan.says('/hoi một', { in: group, threadId: 11 });
  lan.says('/hoi hai', { in: group, threadId: 12 });
  await botMessage(group, 2);
  expect(fromBot(group).map(({ message_thread_id: thread }) => thread)).toEqual([11, 12]);
  expect(bot.assistant.inquiries.map(({ history }) => history.length)).toEqual([0, 0]);
});

test('an edited question is answered again in the same message, an unchanged one is not', async () => {
  const lan = telegram.person('Lan');
  const question = lan.says('năm 2022');
  const answer = await botMessage(lan.chat, 1);
  lan.edits(question, 'năm 2023');
  await until('the new answer', () => answer.text?.includes('năm 2023'));
  lan.edits(question, 'năm 2023');
  await settled();
  expect(fromBot(lan.chat)).toHaveLength(1);
  expect(bot.assistant.inquiries.map(({ history }) => history.length)).toEqual([0, 0]);
});

test('a group that becomes a supergroup keeps its conversation', async () => {
  const lan = telegram.person('Lan');
  const group = telegram.group('HTX', { isSupergroup: false });
  lan.says('/hoi một', { in: group });
  await botMessage(group, 1);
  const next = telegram.migrate(group, lan);
  await settled();
  lan.says('/hoi hai', { in: next });
  await botMessage(next, 1);
  expect(bot.assistant.inquiries.at(-1)?.history).toHaveLength(2);
});

test('an answer on its way to a group that just moved arrives in the new chat', async () => {
  const lan = telegram.person('Lan');
  const group = telegram.group('HTX', { isSupergroup: false });
  lan.says('/hoi chậm 300', { in: group });
  await until('the question at work', () => bot.assistant.inquiries.length === 1);
  const next = telegram.migrate(group, lan);
  expect((await botMessage(next, 1)).text).toContain('chậm 300');
});

test('a long answer is split under the limit at paragraphs, with the buttons on the last part', async () => {
  const lan = telegram.person('Lan');
  lan.says('câu trả lời dài');
  const last = await until('the part with buttons', () =>
    fromBot(lan.chat).find(({ reply_markup }) => reply_markup),
  );
  const parts = fromBot(lan.chat);
  expect(parts.length).toBeGreaterThan(1);
  expect(last).toBe(parts.at(-1));
  for (const { text = '' } of parts.slice(1)) expect(text).toMatch(/^(Đoạn|Nguồn|\[)/);
});

test('wordless messages, captions and odd characters are met kindly', async () => {
  const lan = telegram.person('Lan');
  const group = telegram.group('HTX');
  lan.says('', { more: { voice: { file_id: 'v', file_unique_id: 'v', duration: 3 } } });
  lan.says('', { more: { photo: [], caption: 'ảnh này là gì' } });
  lan.says('\u202eđảo\u0000 ngược\u200b\ud800');
  lan.says('', { in: group, more: { sticker: {} } });
  lan.says('', { more: { new_chat_photo: [] } });
  await botMessage(lan.chat, 3);
  await settled();
  expect(fromBot(lan.chat)[0]?.text).toBe(refusals.wordsOnly);
  expect(bot.assistant.inquiries.map(({ text }) => text)).toEqual([
    'ảnh này là gì',
    'đảo ngược\ufffd',
  ]);
  expect(fromBot(group)).toHaveLength(0);
});

test('unknown kinds of update, bots and malformed messages are ignored', async () => {
  const lan = telegram.person('Lan');
  const raw = (update: Record<string, unknown>) => telegram.updates.add(update as never);
  raw({ message: {} });
  raw({
    message: {
      chat: { id: lan.user.id, type: 'private' },
      from: { id: 1, is_bot: true },
      text: 'x',
    },
  });
  raw({ message: { chat: { id: -5, type: 'channel' }, from: { id: 1 }, text: 'x', date: 1 } });
  raw({ callback_query: { id: 'q', from: { id: 1 } } });
  raw({ my_chat_member: {} });
  lan.says('còn sống không?');
  await botMessage(lan.chat, 1);
  await settled();
  expect(bot.assistant.inquiries).toHaveLength(1);
  expect(bot.store.inbox.counts().failed).toBe(0);
});

test('the error reply of the assistant has no buttons, an abstention can be rated', async () => {
  const lan = telegram.person('Lan');
  lan.says('hỏng');
  lan.says('không biết');
  await botMessage(lan.chat, 2);
  const [broken, unknown] = fromBot(lan.chat);
  expect(broken?.reply_markup).toBeUndefined();
  expect(unknown?.reply_markup?.inline_keyboard).toHaveLength(1);
});
