/** `npm run ask` as a person or a script runs it. */
import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { ingest } from '../ingest/run.ts';
import { openKnowledge } from '../knowledge/knowledge.ts';

const ARTICLE = `---
title: Hội chợ nông sản Đồi Xanh
date: 2031-10-05
url: https://example.org/hoi-cho
---
Ngày 05/10/2031, Liên minh Hợp tác xã tỉnh Sơn La khai mạc hội chợ nông sản Đồi Xanh với 64 gian hàng.

Hội chợ nông sản Đồi Xanh kéo dài 6 ngày.
`;

const answerLine = z.strictObject({
  id: z.union([z.string(), z.number()]).nullable(),
  question: z.string(),
  answer: z.string(),
  abstained: z.boolean(),
  citations: z.array(
    z.strictObject({
      n: z.number(),
      document: z.string(),
      section: z.string().optional(),
      title: z.string(),
      date: z.string().optional(),
      url: z.string().optional(),
      quote: z.string(),
    }),
  ),
  tookMs: z.number().nonnegative(),
});

let folder: string;
let data: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'hoptac-ask-'));
  data = join(folder, 'data');
  const article = join(folder, 'hoi-cho.md');
  writeFileSync(article, ARTICLE);
  const { corpus, embedder, close } = await openKnowledge({ dataDir: data });
  await ingest({ sources: [article], corpus, embedder });
  await close();
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Ended {
  code: number;
  stdout: string;
  stderr: string;
}

/** Runs the program in the test's own folder, so that no .env of the checkout is read. */
function runAsk(...args: string[]): Promise<Ended> {
  const program = join(process.cwd(), 'run.mjs');
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      [program, 'bot/ask', ...args],
      { cwd: folder, env: { PATH: process.env.PATH, HOPTAC_DATA: data }, timeout: 25_000 },
      (error, stdout, stderr) => {
        resolve({ code: error ? Number(error.code ?? 1) : 0, stdout, stderr });
      },
    );
  });
}

const linesOf = (stdout: string) =>
  stdout
    .trim()
    .split('\n')
    .map((line) => answerLine.parse(JSON.parse(line)));

test('one question with --json prints one line of the promised shape', async () => {
  const { code, stdout } = await runAsk('--json', 'Hội chợ Đồi Xanh có bao nhiêu gian hàng?');
  expect(code).toBe(0);
  const [line, ...more] = linesOf(stdout);
  expect(more).toEqual([]);
  expect(line).toMatchObject({
    id: null,
    question: 'Hội chợ Đồi Xanh có bao nhiêu gian hàng?',
    abstained: false,
  });
  expect(line!.answer).toContain('64 gian hàng');
  expect(line!.citations[0]).toMatchObject({
    n: 1,
    document: 'hoi-cho.md',
    title: 'Hội chợ nông sản Đồi Xanh',
    date: '2031-10-05',
    url: 'https://example.org/hoi-cho',
  });
  expect(ARTICLE).toContain(line!.citations[0]!.quote);
});

test('one question without --json reads as an answer with its source and quote', async () => {
  const { code, stdout } = await runAsk('hoi cho doi xanh keo dai bao lau');
  expect(code).toBe(0);
  expect(stdout).toContain('6 ngày');
  expect(stdout).toMatch(/\[1\] Hội chợ nông sản Đồi Xanh, 05\/10\/2031/);
  expect(stdout).toContain('“');
});

test('a file of questions is answered in its order, each with its own history', async () => {
  const file = join(folder, 'hoi.jsonl');
  const lines = [
    { id: 'a', question: 'Hội chợ nông sản Đồi Xanh có bao nhiêu gian hàng?' },
    {
      id: 'b',
      question: 'Nó kéo dài bao lâu?',
      history: [
        { role: 'user', content: 'Hội chợ nông sản Đồi Xanh có bao nhiêu gian hàng?' },
        { role: 'assistant', content: 'Có 64 gian hàng. [1]' },
      ],
    },
    { question: 'xin chào' },
  ];
  // A blank line is passed over but counted.
  writeFileSync(file, `\n${lines.map((line) => JSON.stringify(line)).join('\n')}\n`);
  const { code, stdout } = await runAsk('--json', '--file', file);
  expect(code).toBe(0);
  const answers = linesOf(stdout);
  expect(answers.map(({ id }) => id)).toEqual(['a', 'b', 4]);
  expect(answers[0]!.answer).toContain('64');
  expect(answers[1]!.answer).toContain('6 ngày');
  expect(answers[2]).toMatchObject({ abstained: false, citations: [] });
});

test('a line that is no question is named and passed over; a wrong history or id is left out', async () => {
  const file = join(folder, 'hong.jsonl');
  const lines = [
    '\ufeff{"id":1,"question":"xin chào"}',
    '{"câu": "hỏi"}',
    'no JSON',
    '["a"]',
    '{"id":null,"question":"tạm biệt","history":[{"role":"system","content":"a"}],"more":{}}',
    '{"id":6,"question":"xin chào","history":null}',
  ];
  writeFileSync(file, `${lines.join('\r\n')}\r\n`);
  const { code, stdout, stderr } = await runAsk('--json', '--file', file);
  expect(code).toBe(1);
  expect(linesOf(stdout).map(({ id }) => id)).toEqual([1, 5, 6]);
  expect(stderr.match(/Dòng \d/g)).toEqual(['Dòng 2', 'Dòng 3', 'Dòng 4']);
});

test('an option that does not exist is answered with how to ask', async () => {
  const { code, stdout, stderr } = await runAsk('--khong-co');
  expect([code, stdout]).toEqual([1, '']);
  expect(stderr).toMatch(/^Cách dùng/);
});

test('a file that is not there is named', async () => {
  for (const file of [join(folder, 'khong-co.jsonl'), folder]) {
    const { code, stderr } = await runAsk('--file', file);
    expect([code, stderr]).toEqual([1, `Không đọc được tệp ${file}.\n`]);
  }
});

test('data that cannot be used is one sentence that names the folder', async () => {
  const damaged = join(folder, 'hong');
  mkdirSync(damaged);
  writeFileSync(join(damaged, 'corpus.db'), 'no database '.repeat(1_000));
  for (const data of [damaged, join(folder, 'hoi-cho.md')]) {
    const { code, stdout, stderr } = await runAsk('--data', data, 'Ai?');
    expect([code, stdout]).toEqual([1, '']);
    expect(stderr.trimEnd().split('\n')).toHaveLength(1);
    expect(stderr).toContain(data);
  }
});

test('an empty corpus is said on stderr, and the answer is a refusal', async () => {
  const empty = join(folder, 'trong');
  const { code, stdout, stderr } = await runAsk('--json', '--data', empty, 'HTX ở huyện nào?');
  expect(code).toBe(0);
  expect(stderr).toContain('npm run --silent ingest');
  expect(linesOf(stdout)[0]).toMatchObject({ abstained: true, citations: [] });
});
