import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createListingAssistant } from '../bot/listing-assistant.ts';
import type { ListingName } from '../bot/listing-names.ts';
import { listing } from '../bot/listings.ts';
import { daysAway, nothingListed } from '../bot/replies/listings.ts';
import { ingest } from '../ingest/run.ts';
import { type Corpus, openCorpus } from '../knowledge/corpus/corpus.ts';
import { openStaticEmbedder } from '../knowledge/embedder/static-embedder.ts';
import { factsStore } from '../knowledge/facts/lookup.ts';
import { createEchoAssistant } from './fakes/telegram-assistant.ts';

let folder: string;
let corpus: Corpus;

/** Two invented articles, one of an event that is over and one of an event to come. */
const ARTICLES = {
  'hoi-nghi.md': `---
title: Liên minh Hợp tác xã tỉnh Hải Dương kết nạp thành viên mới
date: 2024-05-21
url: https://example.org/hoi-nghi
---
Ngày 20/5/2024, Liên minh Hợp tác xã tỉnh Hải Dương tổ chức Hội nghị sinh hoạt thành viên tại huyện Ninh Giang.

Thực hiện Chương trình hành động số 15-CTr/TU ngày 02/02/2023 của Tỉnh ủy, hội nghị đã công bố quyết định kết nạp thành viên mới: HTX Nông nghiệp Đồng Lúa (huyện Ninh Giang), HTX Vận tải Sông Xanh (huyện Tứ Kỳ).`,
  'tap-huan.md': `---
title: Tập huấn Luật Hợp tác xã tại Hải Dương
date: 2024-06-01
url: https://example.org/tap-huan
---
Ngày 15/6/2024, Liên minh Hợp tác xã tỉnh Hải Dương sẽ tổ chức lớp tập huấn Luật Hợp tác xã năm 2023 cho cán bộ quản lý hợp tác xã tại thành phố Hải Dương.`,
};

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'hoptac-listings-'));
  for (const [name, text] of Object.entries(ARTICLES)) writeFileSync(join(folder, name), text);
  corpus = openCorpus(':memory:');
  await ingest({ sources: [folder], corpus, embedder: await openStaticEmbedder() });
});
afterAll(() => {
  corpus.database.close();
  rmSync(folder, { recursive: true, force: true });
});

function listed(name: ListingName, day: string, from = corpus) {
  const now = () => new Date(`${day}T08:00:00+07:00`);
  return listing(name, { corpus: from, facts: factsStore(from.database), now });
}

test('lists what is coming before what is over, by the day it is asked', () => {
  const before = listed('sukien', '2024-06-02').text;
  expect(before).toMatch(
    /^Sự kiện hôm nay và sắp tới:\n– 15\/06\/2024 \(còn 13 ngày\), thành phố Hải Dương: /,
  );
  expect(before).toMatch(/Sự kiện gần đây:\n– 20\/05\/2024/);
  const after = listed('sukien', '2024-07-01').text;
  expect(after).toMatch(/^Sự kiện gần đây:\n– 15\/06\/2024.*\n– 20\/05\/2024/);
});

test.each([
  ['2024-06-15', '2024-06-15', 'hôm nay'],
  ['2024-06-16', '2024-06-16', 'ngày mai'],
  ['2024-06-17', '2024-06-18', 'ngày kia'],
  ['2024-06-25', '2024-06-25', 'còn 10 ngày'],
  ['2024-06-14', '2024-06-16', 'đang diễn ra'],
  ['2024-06-14', '2024-06-14', 'hôm qua'],
  ['2024-06-10', '2024-06-12', '3 ngày trước'],
  ['2024-01-01', '2024-01-01', ''],
  ['2025-01-01', '2025-01-01', ''],
])('says how far away %s to %s is: "%s"', (startsOn, endsOn, expected) => {
  expect(daysAway(startsOn, endsOn, '2024-06-15')).toBe(expected);
});

test('lists who was admitted, with the day', () => {
  const { text } = listed('thanhvien', '2024-07-01');
  expect(text).toContain('20/05/2024, Hải Dương: ');
  expect(text).toContain('HTX Nông nghiệp Đồng Lúa');
  expect(text).toContain('HTX Vận tải Sông Xanh');
});

test('lists the policies that articles speak of', () => {
  expect(listed('chinhsach', '2024-07-01').text).toContain('15-CTr/TU');
});

test.each(['sukien', 'thanhvien', 'chinhsach'] as const)(
  '/%s cites every line word for word',
  (name) => {
    const { kind, text, citations } = listed(name, '2024-07-01');
    expect(kind).toBe('answer');
    for (const line of text.split('\n').filter((each) => each.startsWith('–'))) {
      expect(line).toMatch(/(?:\[\d+\])+$/);
    }
    const marks = new Set([...text.matchAll(/\[(\d+)\]/g)].map(([, n]) => Number(n)));
    expect([...marks].sort()).toEqual(citations.map(({ n }) => n));
    for (const { documentId, quote, start, end } of citations) {
      expect(corpus.documentText(documentId)?.slice(start, end)).toBe(quote);
    }
    expect(text.length).toBeLessThanOrEqual(900);
  },
);

test('says so when the corpus has nothing to list', () => {
  const empty = openCorpus(':memory:');
  for (const name of ['sukien', 'thanhvien', 'chinhsach'] as const) {
    expect(listed(name, '2024-07-01', empty)).toEqual({
      kind: 'abstention',
      text: nothingListed(name),
      citations: [],
    });
  }
  empty.database.close();
});

test('the assistant answers list and help commands itself and passes questions on', async () => {
  const echo = createEchoAssistant();
  const assistant = createListingAssistant({
    assistant: echo,
    listing: (name) => listed(name, '2024-07-01'),
    logError: () => {},
  });
  expect((await assistant.reply({ text: ' /SuKien ', history: [] })).text).toContain('20/05/2024');
  expect(echo.inquiries).toHaveLength(0);
  await assistant.reply({ text: 'sự kiện nào sắp tới?', history: [] });
  expect(echo.inquiries).toHaveLength(1);
});
