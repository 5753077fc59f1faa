import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Corpus } from '../knowledge/corpus/corpus.ts';
import { factsStore } from '../knowledge/facts/lookup.ts';
import { createNewsDesk, type NewsDesk } from '../knowledge/meetings/news.ts';
import { addArticle, meetingCorpus } from './meeting-corpus.ts';

const TODAY = '2024-06-10';

let corpus: Corpus;
let desk: NewsDesk;

beforeEach(async () => {
  corpus = await meetingCorpus();
  desk = createNewsDesk({ database: corpus.database, facts: factsStore(corpus.database), corpus });
});
afterEach(() => corpus.database.close());

function article(day: string, extra = ''): Buffer {
  return Buffer.from(
    `---\ntitle: Tập huấn ở Hải Dương\n${extra}---\nNgày ${day}, Liên minh HTX tỉnh Hải Dương tổ chức lớp tập huấn kế toán tại thành phố Hải Dương.`,
  );
}

test('gives a new event once, with its quote, and nothing that was there before the mark', async () => {
  await addArticle(corpus, 'a.md', article('09/6/2024'));
  const mark = desk.latestMark();
  expect(desk.since(mark, TODAY)).toEqual({ mark, items: [] });
  await addArticle(corpus, 'b.md', article('15/6/2024'));
  const news = desk.since(mark, TODAY);
  expect(news.items).toMatchObject([
    {
      about: 'event',
      title: 'lớp tập huấn kế toán',
      startsOn: '2024-06-15',
      province: 'Hải Dương',
    },
  ]);
  const [{ documentId, evidence, quote }] = news.items as [(typeof news.items)[number]];
  expect(corpus.documentText(documentId)?.slice(evidence.start, evidence.end)).toBe(quote);
  expect(desk.since(news.mark, TODAY).items).toEqual([]);
});

test('gives the same key to one event that another document tells of', async () => {
  await addArticle(corpus, 'a.md', article('15/6/2024'));
  const first = desk.since(0, TODAY);
  const again = Buffer.concat([article('15/6/2024'), Buffer.from(' Lớp học có 40 học viên.')]);
  await addArticle(corpus, 'b.md', again);
  const second = desk.since(first.mark, TODAY);
  const both = desk.since(0, TODAY).items;
  expect(second.items.map(({ key }) => key)).toEqual(first.items.map(({ key }) => key));
  expect(both).toHaveLength(1);
});

test('leaves out what is long past and what is internal', async () => {
  await addArticle(corpus, 'old.md', article('01/3/2021'));
  await addArticle(corpus, 'secret.md', article('15/6/2024', 'visibility: internal\n'));
  const { items, mark } = desk.since(0, TODAY);
  expect(items).toEqual([]);
  expect(mark).toBe(desk.latestMark());
});

test('gives a law that is about to take effect', async () => {
  const law = `---
title: "Quyết định số 45/2024/QĐ-UBND về hỗ trợ hợp tác xã"
number: "45/2024/QĐ-UBND"
issued: "2024-06-01"
issuer: "UBND tỉnh Nam Định"
effective: "2024-07-01"
---

# Quyết định số 45/2024/QĐ-UBND về hỗ trợ hợp tác xã

### Điều 1. Đối tượng

Hợp tác xã nông nghiệp có trụ sở tại tỉnh.

### Điều 2. Hiệu lực thi hành

Quyết định này có hiệu lực thi hành kể từ ngày 01/7/2024.`;
  await addArticle(corpus, 'luat.md', Buffer.from(law));
  expect(desk.since(0, TODAY).items).toMatchObject([
    { about: 'policy', key: 'policy 452024qdubnd', endsOn: '2024-07-01' },
  ]);
});
