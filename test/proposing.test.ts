/** New events and policies of the corpus become drafts for staff, once, with quote and source. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import { startProposing } from '../bot/broadcast/proposing.ts';
import { createLog } from '../bot/log.ts';
import type { Lookout } from '../bot/lookout.ts';
import { createRoles } from '../bot/roles.ts';
import { createSendGate } from '../bot/send-gate.ts';
import { type BotStore, openBotStore } from '../bot/store/bot-store.ts';
import { createVoice } from '../bot/voice.ts';
import type { Corpus } from '../knowledge/corpus/corpus.ts';
import { factsStore } from '../knowledge/facts/lookup.ts';
import { createNewsDesk } from '../knowledge/meetings/news.ts';
import { createMemoryChannel, type MemoryChannel } from './fakes/memory-channel.ts';
import { addArticle, meetingCorpus } from './meeting-corpus.ts';

const NOW = Date.parse('2024-06-10T09:00:00+07:00');

let corpus: Corpus;
let store: BotStore;
let channel: MemoryChannel;
let proposing: Lookout;

beforeEach(async () => {
  corpus = await meetingCorpus();
  store = openBotStore({ file: ':memory:', turnsMax: 1, retentionDays: 1, now: () => NOW });
  channel = createMemoryChannel();
  await addArticle(corpus, 'cu.md', article('09/6/2024', 'Bắc Giang'));
  proposing = start();
  await proposing.look();
});
afterEach(async () => {
  await proposing.stop();
  store.close();
  corpus.database.close();
});

function start(): Lookout {
  const pace = store.pace('memory', 100);
  const gate = createSendGate({ pace, now: () => NOW });
  return startProposing({
    news: createNewsDesk({
      database: corpus.database,
      facts: factsStore(corpus.database),
      corpus,
    }),
    corpus,
    store,
    roles: createRoles([{ channel: 'memory', personId: 'boss' }], store.staff),
    voices: new Map([['memory', createVoice(channel, gate, store)]]),
    timeZone: 'Asia/Ho_Chi_Minh',
    now: () => NOW,
    log: createLog('silent'),
  });
}

function article(day: string, place: string): Buffer {
  return Buffer.from(
    `---\ntitle: Tập huấn ở ${place}\nurl: https://lmhtx.vn/tap-huan\n---\nNgày ${day}, Liên minh HTX tỉnh ${place} tổ chức lớp tập huấn kế toán tại thành phố ${place}.`,
  );
}

const drafts = () => store.broadcasts.newest(10);

test('what stood in the corpus when the bot first looked is no news', () => {
  expect(drafts()).toEqual([]);
  expect(channel.messages('boss')).toEqual([]);
});

test('a new event is a draft for its place and topic, with a quote, and staff is told', async () => {
  await addArticle(corpus, 'moi.md', article('15/6/2024', 'Hải Dương'));
  await proposing.look();
  expect(drafts()).toMatchObject([
    {
      state: 'draft',
      createdBy: 'ingest',
      audience: { kind: 'target', places: [{ province: 'Hải Dương' }], topics: ['events'] },
    },
  ]);
  const { content } = drafts()[0]!;
  expect(content.heading).toBe('lớp tập huấn kế toán');
  expect(content.text).toContain('Thời gian: ngày 15/06/2024');
  expect(content.text).toContain('“Ngày 15/6/2024, Liên minh HTX tỉnh Hải Dương tổ chức');
  expect(content.text).toContain('Nguồn: Tập huấn ở Hải Dương');
  expect(content.link).toBe('https://lmhtx.vn/tap-huan');
  const told = channel.messages('boss').map(({ text }) => text);
  expect(told).toHaveLength(1);
  expect(told[0]).toContain('#1 lớp tập huấn kế toán');
});

test('an event is proposed once, whoever looks and whichever document tells of it', async () => {
  await addArticle(corpus, 'moi.md', article('15/6/2024', 'Hải Dương'));
  const other = start();
  await Promise.all([proposing.look(), other.look()]);
  const again = Buffer.concat([article('15/6/2024', 'Hải Dương'), Buffer.from(' Có 40 học viên.')]);
  await addArticle(corpus, 'lai.md', again);
  await proposing.look();
  await other.stop();
  expect(drafts()).toHaveLength(1);
  expect(channel.messages('boss')).toHaveLength(1);
});
