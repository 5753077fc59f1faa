/** "/tracuu" as people meet it: in a chat, on Telegram with its buttons, on Zalo with numbers. */
import { resolve } from 'node:path';
import mammoth from 'mammoth';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { unknownCommand } from '../bot/replies/commands.ts';
import { fileCaption } from '../bot/replies/meetings.ts';
import { fileNotHere } from '../bot/replies/menus.ts';
import type { Corpus } from '../knowledge/corpus/corpus.ts';
import { createMemoryBot } from './fakes/memory-bot.ts';
import { fromBot, startTestBot, until } from './fakes/telegram-bot.ts';
import { startFakeTelegram } from './fakes/telegram-server.ts';
import { startFakeZaloBot } from './fakes/zalo-bot-server.ts';
import { startZaloTestBot, zaloBotEnv } from './fakes/zalo-test-bot.ts';
import { lookupFeatureOf, meetingCorpus } from './meeting-corpus.ts';

let corpus: Corpus;
beforeAll(async () => {
  corpus = await meetingCorpus(resolve('test/fixtures/meetings'));
});
afterAll(() => corpus.database.close());

describe('a free question', () => {
  const STAFF = { channel: 'memory', personId: 'chi-hoa' };
  const QUESTION = 'các hội nghị ở Hưng Yên';

  test('of staff gets the usual answer and the list below it, whose options work', async () => {
    const bot = createMemoryBot({ owners: [STAFF], features: [lookupFeatureOf(corpus)] });
    await bot.hears('chi-hoa', QUESTION);
    const [answer, list] = bot.channel.messages('chi-hoa');
    expect(answer?.text).toContain('Trả lời');
    expect(list?.text).toMatch(/^Có 1 hội nghị \(Hưng Yên\):/);
    expect(await bot.chooses('chi-hoa', '16/11/2023, Khoái Châu')).toContain('Đào Mạnh Tấn');
    const [note] = bot.store.audit.newest(2).filter(({ what }) => what === 'tracuu.beside');
    expect(note).toMatchObject({ who: 'memory:chi-hoa', outcome: 'allowed' });
    bot.stop();
  });

  test('of a member gets the usual answer alone, and so does a group', async () => {
    const bot = createMemoryBot({ owners: [STAFF], features: [lookupFeatureOf(corpus)] });
    await bot.hears('lan', QUESTION);
    expect(bot.channel.messages('lan')).toHaveLength(1);
    expect(await bot.hears('lan', `/tracuu ${QUESTION}`)).toBe(unknownCommand);
    await bot.takes({
      kind: 'message',
      address: { chatId: 'nhom', kind: 'group' },
      personId: 'chi-hoa',
      messageId: 'm1',
      sentAt: Date.now(),
      isEdit: false,
      text: QUESTION,
      command: undefined,
    });
    expect(bot.channel.messages('nhom')).toHaveLength(1);
    bot.stop();
  });

  test('of another kind has nothing below its answer', async () => {
    const bot = createMemoryBot({ owners: [STAFF], features: [lookupFeatureOf(corpus)] });
    for (const text of ['Thành lập HTX cần mấy thành viên?', 'các hội nghị ở Vĩnh Long', 'ok']) {
      await bot.hears('chi-hoa', text);
    }
    expect(bot.channel.messages('chi-hoa')).toHaveLength(3);
    bot.stop();
  });

  test('that is replayed after a crash is answered and listed once', async () => {
    const bot = createMemoryBot({ owners: [STAFF], features: [lookupFeatureOf(corpus)] });
    const unavailable = { outcome: 'unavailable', reason: 'the cable is out' } as const;
    const said = {
      kind: 'message' as const,
      address: { chatId: 'chi-hoa', kind: 'private' as const },
      personId: 'chi-hoa',
      messageId: 'm1',
      sentAt: Date.now(),
      isEdit: false,
      text: QUESTION,
      command: undefined,
    };
    bot.channel.failNext(unavailable);
    await bot.takes(said, 'update a');
    await bot.takes(said, 'update a');
    await bot.takes(said, 'update a');
    expect(bot.channel.messages('chi-hoa').map(({ text }) => text.slice(0, 8))).toEqual([
      'Trả lời:',
      'Có 1 hội',
    ]);
    expect(bot.assistant.inquiries).toHaveLength(1);
    bot.stop();
  });
});

test('on Telegram the list has buttons, and a file comes as a document', async () => {
  const telegram = await startFakeTelegram();
  const hoa = telegram.person('Hoa');
  const bot = await startTestBot(telegram, {
    env: { HOPTAC_OWNERS: `telegram:${hoa.user.id}` },
    features: [lookupFeatureOf(corpus)],
  });
  hoa.says('/tracuu các hội nghị ở Hưng Yên');
  const list = await until('the list', () =>
    fromBot(hoa.chat).find(({ text }) => text?.startsWith('Có 1 hội nghị')),
  );
  hoa.presses(list, '16/11/2023, Khoái Châu');
  // The pressed menu becomes the meeting.
  await until('the meeting', () => list.text?.includes('Hai bên thống nhất') || undefined);
  hoa.presses(list, 'Tải văn bản (Word)');
  const { document } = await until('the file', () =>
    fromBot(hoa.chat).find((message) => message.document),
  );
  expect(document?.file_name).toBe('tra-cuu-hung-yen-2026-01-15.docx');
  const { value } = await mammoth.extractRawText({ buffer: Buffer.from(document!.bytes) });
  expect(value).toContain('Đào Mạnh Tấn');
  await bot.stop();
  await telegram.stop();
});

test('on Zalo the options are numbers, and a file is to be fetched elsewhere', async () => {
  const zalo = await startFakeZaloBot();
  const chat = zalo.chat('hoa');
  const bot = await startZaloTestBot(zaloBotEnv(zalo, { HOPTAC_OWNERS: 'zalo-bot:hoa' }), {
    features: [lookupFeatureOf(corpus)],
  });
  const text = (n: number) => until(`message ${n}`, () => chat.fromBot[n - 1]?.text);
  zalo.says(chat, '/tracuu cac hoi nghi o hung yen');
  expect(await text(1)).toContain('\n1. 16/11/2023, Khoái Châu\n2. Tải bảng tính (Excel)\n');
  zalo.says(chat, '1');
  expect(await text(2)).toContain('Hai bên thống nhất lập tổ công tác chung');
  zalo.says(chat, '2');
  expect(await text(3)).toContain('Có 1 hội nghị (Hưng Yên)');
  zalo.says(chat, '2');
  expect(await text(4)).toBe(fileNotHere(fileCaption('Hưng Yên', 1, 0)));
  const stopped = bot.stop();
  zalo.endPolls();
  await stopped;
  await zalo.stop();
});
