import { afterEach, beforeEach, expect, test } from 'vitest';
import { RELATED_BUTTON } from '../bot/replies/answer-choices.ts';
import { buttonTooOld } from '../bot/replies/refusals.ts';
import { noRelated } from '../bot/replies/related.ts';
import { botMessage, fromBot, startTestBot, type TestBot, until } from './fakes/telegram-bot.ts';
import {
  type FakeTelegram,
  type StoredMessage,
  startFakeTelegram,
} from './fakes/telegram-server.ts';

let telegram: FakeTelegram;
let bot: TestBot;

const QUESTIONS = [
  'Ai chủ trì hội nghị ngày 08/08/2023?',
  'Điều 31 Luật Hợp tác xã 2023 quy định gì?',
];
const offered: string[] = [];

beforeEach(async () => {
  offered.splice(0, offered.length, ...QUESTIONS);
  telegram = await startFakeTelegram();
  bot = await startTestBot(telegram, { related: async () => [...offered] });
});
afterEach(async () => {
  await bot.stop();
  await telegram.stop();
});

const labels = ({ reply_markup: markup }: StoredMessage) =>
  markup?.inline_keyboard.flat().map(({ text }) => text);

test('a button under an answer offers questions, and pressing one asks it by itself', async () => {
  const lan = telegram.person('Lan');
  lan.says('Câu hỏi');
  const answer = await botMessage(lan.chat, 1);
  expect(labels(answer)).toEqual(['📖 Nguồn 1', '📖 Nguồn 2', '👍', '👎', RELATED_BUTTON]);
  lan.presses(answer, RELATED_BUTTON);
  const offer = await botMessage(lan.chat, 2);
  expect(labels(offer)).toEqual(QUESTIONS);
  lan.presses(offer, QUESTIONS[1]!);
  const next = await botMessage(lan.chat, 3);
  expect(next.text).toContain(`❓ ${QUESTIONS[1]}\n\nTrả lời: ${QUESTIONS[1]} [1]`);
  expect(bot.assistant.inquiries.at(-1)).toMatchObject({ text: QUESTIONS[1], history: [] });
});

test('an asked question is part of the conversation, and the offer itself is not', async () => {
  const lan = telegram.person('Lan');
  lan.says('Câu hỏi');
  lan.presses(await botMessage(lan.chat, 1), RELATED_BUTTON);
  lan.presses(await botMessage(lan.chat, 2), QUESTIONS[0]!);
  await botMessage(lan.chat, 3);
  lan.says('còn gì nữa?');
  await botMessage(lan.chat, 4);
  const said = bot.assistant.inquiries.at(-1)?.history.filter(({ role }) => role === 'user');
  expect(said?.map(({ content }) => content)).toEqual(['Câu hỏi', QUESTIONS[0]]);
});

test('what was offered is what is asked, also when other questions would be offered by now', async () => {
  const lan = telegram.person('Lan');
  lan.says('Câu hỏi');
  lan.presses(await botMessage(lan.chat, 1), RELATED_BUTTON);
  const offer = await botMessage(lan.chat, 2);
  offered.splice(0, offered.length, 'Một câu khác?');
  lan.presses(offer, QUESTIONS[0]!);
  expect((await botMessage(lan.chat, 3)).text).toContain(QUESTIONS[0]);
});

test('says so when there is nothing to go on to', async () => {
  offered.splice(0);
  const lan = telegram.person('Lan');
  lan.says('Câu hỏi');
  lan.presses(await botMessage(lan.chat, 1), RELATED_BUTTON);
  const said = await botMessage(lan.chat, 2);
  expect(said.text).toBe(noRelated);
  expect(labels(said)).toBeUndefined();
});

test('a press whose response was lost is repeated, but asked once', async () => {
  const lan = telegram.person('Lan');
  lan.says('Câu hỏi');
  lan.presses(await botMessage(lan.chat, 1), RELATED_BUTTON);
  const offer = await botMessage(lan.chat, 2);
  telegram.failNext('sendMessage', { kind: 'lost-response' });
  lan.presses(offer, QUESTIONS[0]!);
  await botMessage(lan.chat, 4);
  expect(fromBot(lan.chat)[3]?.text).toBe(fromBot(lan.chat)[2]?.text);
  expect(bot.assistant.inquiries).toHaveLength(2);
});

test('forged button data asks nothing', async () => {
  const lan = telegram.person('Lan');
  const minh = telegram.person('Minh');
  lan.says('Câu hỏi');
  const answer = await botMessage(lan.chat, 1);
  lan.presses(answer, RELATED_BUTTON);
  const offer = await botMessage(lan.chat, 2);
  for (const data of ['q:2:7', 'q:2:x', 'm:2:1', 'q:99:0', 'r:1:3', 's:1:up'])
    lan.presses(offer, data);
  minh.says('Câu hỏi');
  minh.presses(await botMessage(minh.chat, 1), 'q:2:0'); // the offer in Lan's chat
  await until('all presses', () =>
    [...telegram.queries.values()].every(({ isAnswered }) => isAnswered),
  );
  await until('an empty inbox', () => bot.store.inbox.counts().received === 0);
  expect(bot.assistant.inquiries).toHaveLength(2);
  expect(fromBot(lan.chat).at(-1)?.text).toBe(buttonTooOld);
});
