import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { AnswerThread } from '../bot/answer-thread.ts';
import { ingest } from '../ingest/run.ts';
import { openKnowledge } from '../knowledge/knowledge.ts';

/** A thread needs a file that node runs as it is, so this is the built program. */
const built: typeof import('../bot/answer-thread.ts') = await import(
  pathToFileURL(join(process.cwd(), 'dist/bot/answer-thread.js')).href
);

let folder: string;
const threads: AnswerThread[] = [];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'hoptac-thread-'));
});
afterEach(async () => {
  await Promise.all(threads.splice(0).map((thread) => thread.stop()));
  rmSync(folder, { recursive: true, force: true });
});

function start(dataDir: string): AnswerThread {
  const thread = built.createAnswerThread({ knowledge: { dataDir }, logLevel: 'silent' });
  threads.push(thread);
  return thread;
}

async function ingestArticle(dataDir: string): Promise<void> {
  const file = join(folder, 'hoi-nghi.md');
  writeFileSync(
    file,
    `---
title: Hội nghị thành viên của Liên minh Hợp tác xã Bình Minh
date: 2024-05-20
---
Ngày 20/5/2024, Liên minh Hợp tác xã tỉnh Bình Minh tổ chức hội nghị thành viên tại huyện Sông Xanh.

Đồng chí Trần Văn Sáng, Chủ tịch Liên minh Hợp tác xã tỉnh Bình Minh, chủ trì hội nghị.`,
  );
  const { corpus, embedder, close } = await openKnowledge({ dataDir });
  await ingest({ sources: [file], corpus, embedder });
  await close();
}

test('answers from the corpus, and sees what is ingested while it runs', async () => {
  const dataDir = join(folder, 'data');
  mkdirSync(dataDir);
  const thread = start(dataDir);
  const question = { text: 'Ai chủ trì hội nghị thành viên ngày 20/5/2024?', history: [] };
  expect((await thread.answer(question)).outcome).toBe('abstained');
  await ingestArticle(dataDir);
  const outcome = await thread.answer(question);
  expect(outcome.outcome).toBe('answered');
  expect(JSON.stringify(outcome)).toContain('Trần Văn Sáng');
});

test('many questions at once are each given their own answer', async () => {
  const dataDir = join(folder, 'data');
  await ingestArticle(dataDir);
  const thread = start(dataDir);
  const texts = ['Xin chào', 'Ai chủ trì hội nghị thành viên ngày 20/5/2024?', 'Cảm ơn bạn'];
  const outcomes = await Promise.all(texts.map((text) => thread.answer({ text, history: [] })));
  expect(outcomes.map(({ outcome }) => outcome)).toEqual(['courtesy', 'answered', 'courtesy']);
});

test('a thread that dies rejects its questions, and the next question starts a new one', async () => {
  const dataDir = join(folder, 'data');
  writeFileSync(dataDir, 'a file where a folder should be');
  const thread = start(dataDir);
  const question = { text: 'Xin chào', history: [] };
  await expect(thread.answer(question)).rejects.toMatchObject({ code: 'ANSWER_THREAD' });
  rmSync(dataDir);
  mkdirSync(dataDir);
  expect((await thread.answer(question)).outcome).toBe('courtesy');
});

test('a question asked after the stop is rejected', async () => {
  const thread = start(folder);
  await thread.stop();
  await expect(thread.answer({ text: 'Xin chào', history: [] })).rejects.toThrow();
});
