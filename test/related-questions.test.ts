import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createRelatedQuestions } from '../bot/related-questions.ts';
import { ingest } from '../ingest/run.ts';
import type { Citation } from '../knowledge/answering/answer.ts';
import { factsStore } from '../knowledge/facts/lookup.ts';
import { type Knowledge, openKnowledge } from '../knowledge/knowledge.ts';

const ARTICLE = `---
title: Liên minh Hợp tác xã tỉnh Hải Dương kết nạp thành viên mới
date: 2024-05-21
---
Ngày 20/5/2024, Liên minh Hợp tác xã tỉnh Hải Dương tổ chức Hội nghị sinh hoạt thành viên tại huyện Ninh Giang.

Đồng chí Trần Văn Sáng, Chủ tịch Liên minh Hợp tác xã tỉnh Hải Dương, chủ trì hội nghị.

Tại hội nghị, Liên minh Hợp tác xã tỉnh Hải Dương đã kết nạp thành viên mới: HTX Nông nghiệp Đồng Lúa (huyện Ninh Giang), HTX Vận tải Sông Xanh (huyện Tứ Kỳ).`;

let folder: string;
let knowledge: Knowledge;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'hoptac-related-'));
  writeFileSync(join(folder, 'hoi-nghi.md'), ARTICLE);
  knowledge = await openKnowledge({ dataDir: join(folder, 'data') });
  const { corpus, embedder } = knowledge;
  await ingest({ sources: [join(folder, 'hoi-nghi.md')], corpus, embedder });
});
afterAll(async () => {
  await knowledge.close();
  rmSync(folder, { recursive: true, force: true });
});

const cites = (documentId: number): Citation[] => [
  { n: 1, passageId: 1, documentId, document: 'a', title: 'a', quote: 'a', start: 0, end: 1 },
];
const create = (answerer = knowledge.answerer) =>
  createRelatedQuestions({
    answerer,
    corpus: knowledge.corpus,
    facts: factsStore(knowledge.corpus.database),
  });

test('offers at most three questions, each answered from the cited document', async () => {
  const { documentId } = { documentId: knowledge.corpus.documents()[0]!.id };
  const questions = await create()({ citations: cites(documentId) }, '');
  expect(questions.length).toBeGreaterThanOrEqual(1);
  expect(questions.length).toBeLessThanOrEqual(3);
  for (const text of questions) {
    const outcome = await knowledge.answerer.answer({ text, history: [] });
    expect(outcome.outcome).toBe('answered');
  }
  const without = await create()({ citations: cites(documentId) }, questions[0]!);
  expect(without).not.toContain(questions[0]);
});

test('offers nothing that the answerer would not answer, and asks it once only', async () => {
  let asked = 0;
  const related = create({
    answer: async () => {
      asked += 1;
      return { outcome: 'abstained', reason: 'nothing-found', confidence: 0 };
    },
  });
  const citations = cites(knowledge.corpus.documents()[0]!.id);
  expect(await related({ citations }, '')).toEqual([]);
  const first = asked;
  expect(first).toBeGreaterThan(0);
  expect(await related({ citations }, '')).toEqual([]);
  expect(asked).toBe(first);
});

test('offers nothing about a document that is gone', async () => {
  expect(await create()({ citations: cites(999) }, '')).toEqual([]);
});
