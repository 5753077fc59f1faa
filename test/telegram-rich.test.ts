import { afterEach, expect, test } from 'vitest';
import { botMessage, fromBot, startTestBot, type TestBot, until } from './fakes/telegram-bot.ts';
import { richText } from './fakes/telegram-rich.ts';
import { type FakeTelegram, startFakeTelegram } from './fakes/telegram-server.ts';

let telegram: FakeTelegram;
let bot: TestBot;

async function start(options: { isOld: boolean }): Promise<void> {
  telegram = await startFakeTelegram(options);
  bot = await startTestBot(telegram);
}
afterEach(async () => {
  await bot.stop();
  await telegram.stop();
});

const callsOf = (method: string) => telegram.calls.filter((call) => call.method === method);

test('an answer is a rich message with footnotes and folded quotes where the server has them', async () => {
  await start({ isOld: false });
  const lan = telegram.person('Lan');
  lan.says('Ai chủ trì?');
  const { rich, reply_markup: markup } = await botMessage(lan.chat, 1);
  const blocks = rich?.blocks ?? [];
  expect(JSON.stringify(blocks[0])).toContain('"reference_name":"nguon-1"');
  const quotes = blocks.filter(({ type }) => type === 'expandable_blockquote');
  expect(quotes.map(({ text }) => text)).toEqual([
    'Hợp tác xã Phúc Hoàng và Hợp tác xã An Phát được kết nạp làm thành viên.',
    'Hợp tác xã Phúc Hoàng và Hợp tác xã An Phát được kết nạp làm thành viên.',
  ]);
  expect(richText({ blocks })).toContain('[1] Hội nghị thành viên lần 1 · Liên minh HTX');
  expect(markup?.inline_keyboard.flat()).toHaveLength(4);
});

test('a rating and an edited question change the rich message in place', async () => {
  await start({ isOld: false });
  const lan = telegram.person('Lan');
  const question = lan.says('Câu một');
  lan.presses(await botMessage(lan.chat, 1), '👍');
  await until('the count on the button', () =>
    fromBot(lan.chat)[0]
      ?.reply_markup?.inline_keyboard.flat()
      .some(({ text }) => text === '👍 1'),
  );
  lan.edits(question, 'Câu hai');
  await until('the changed answer', () =>
    richText(fromBot(lan.chat)[0]?.rich ?? { blocks: [] }).includes('Câu hai'),
  );
  expect(fromBot(lan.chat)).toHaveLength(1);
});

test('a server without rich messages is asked once, and gets entities from then on', async () => {
  await start({ isOld: true });
  const lan = telegram.person('Lan');
  for (let n = 1; n <= 3; n += 1) {
    lan.says(`Câu ${n}`);
    expect((await botMessage(lan.chat, n)).entities).toBeDefined();
  }
  expect(callsOf('sendrichmessage')).toHaveLength(1);
});

test('a rich message that is refused arrives as text, and the next one is tried again', async () => {
  await start({ isOld: false });
  const lan = telegram.person('Lan');
  const refusal = { kind: 'error', code: 400, description: 'Bad Request: RICH_INVALID' } as const;
  telegram.failNext('sendRichMessage', refusal);
  lan.says('Câu một');
  expect((await botMessage(lan.chat, 1)).text).toContain('Câu một');
  lan.says('Câu hai');
  expect((await botMessage(lan.chat, 2)).rich).toBeDefined();
});

test('a rich message whose response was lost is repeated as a rich message, not answered anew', async () => {
  await start({ isOld: false });
  const lan = telegram.person('Lan');
  telegram.failNext('sendRichMessage', { kind: 'lost-response' });
  lan.says('Câu một');
  await botMessage(lan.chat, 2);
  expect(callsOf('sendmessage')).toHaveLength(0);
  expect(bot.assistant.inquiries).toHaveLength(1);
});

test('a long answer and a notice are plain messages', async () => {
  await start({ isOld: false });
  const lan = telegram.person('Lan');
  lan.says('/trogiup');
  expect((await botMessage(lan.chat, 1)).text).toContain('/sukien');
  lan.says('một câu trả lời dài');
  expect((await botMessage(lan.chat, 2)).rich).toBeUndefined();
});
