import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Assistant, createAssistant } from '../bot/assistant.ts';
import { DEFAULT_EXAMPLES } from '../bot/channels/web/words.ts';
import { welcome } from '../bot/replies/commands.ts';
import { ingest } from '../ingest/run.ts';
import { type Knowledge, openKnowledge } from '../knowledge/knowledge.ts';

const root = join(import.meta.dirname, '..');
const samples = join(root, 'ingest', 'samples');
const files = readdirSync(samples);
const corpusFolders = ['articles', 'law'].map((name) => join(root, '..', 'shared', 'corpus', name));

let folder: string;
let knowledge: Knowledge;
let assistant: Assistant;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'hoptac-samples-'));
  knowledge = await openKnowledge({ dataDir: folder });
  const { corpus, embedder } = knowledge;
  const report = await ingest({ sources: [samples], corpus, embedder });
  expect(report.refused).toEqual([]);
  expect(report.added).toHaveLength(files.length);
  assistant = createAssistant({
    answerer: knowledge.answerer,
    corpus,
    profile: {},
    recordUnanswered: () => {},
    logError: (error) => {
      throw error;
    },
  });
});
afterAll(async () => {
  await knowledge.close();
  rmSync(folder, { recursive: true, force: true });
});

test('names the four members admitted on 8 August 2023, with the article as source', async () => {
  const question = 'Liên minh HTX Hải Phòng kết nạp những thành viên nào ngày 8/8/2023?';
  const reply = await assistant.reply({ text: question, history: [] });
  for (const name of ['Phúc Hoàng', 'An Phát', 'Sinh thái Ba Thôn', 'Tân Thành']) {
    expect(reply.text).toContain(name);
  }
  expect(reply.text).toContain('[1]');
  expect(reply.citations[0]).toMatchObject({
    document: 'hai-phong-ket-nap-thanh-vien-2023-08-08.md',
    date: '2023-08-09',
  });
});

const welcomed = [...welcome({}).matchAll(/^• (.+)$/gm)].map(([, question]) => question!);

test.each([...new Set([...DEFAULT_EXAMPLES, ...welcomed])])(
  'answers the example "%s" with a source',
  async (question) => {
    const reply = await assistant.reply({ text: question, history: [] });
    expect(reply.kind).toBe('answer');
    expect(reply.citations.length).toBeGreaterThan(0);
  },
);

test.each([
  ['lien minh htx tinh lang son co bao nhieu htx', '478'],
  ['Khẩu hiệu của Ngày Quốc tế Hợp tác xã năm 2023 là gì?', 'HTX vì sự phát triển bền vững'],
  ['Ai được bầu làm Phó Chủ tịch Liên minh HTX tỉnh Kiên Giang?', 'Dương Thanh Quan'],
  ['Liên minh HTX Hải Phòng thành lập ngày nào?', '31/7/1990'],
  ['htx cu co phai dang ky lai khong', 'không phải đăng ký lại'],
])('answers "%s" from the samples', async (question, fact) => {
  expect((await assistant.reply({ text: question, history: [] })).text).toContain(fact);
});

test('says that it does not know what the samples do not tell', async () => {
  const reply = await assistant.reply({ text: 'Giá cà phê hôm nay bao nhiêu?', history: [] });
  expect(reply.kind).not.toBe('answer');
});

test.each(files)('%s declares its title, its date and where it comes from', (file) => {
  const [, frontMatter = ''] = readFileSync(join(samples, file), 'utf8').split(/^---$/m);
  expect(frontMatter).toMatch(/^title: \S/m);
  expect(frontMatter).toMatch(/^date: \d{4}-\d\d-\d\d$/m);
  expect(frontMatter).toMatch(/^(source: https?:\/\/|site: )\S/m);
});

/** In a row; fewer are what everyone writes: names, offices, terms of the law. */
const SAME_WORDS_MAX = 7;

describe.skipIf(!corpusFolders.every((each) => existsSync(each)))(
  'beside the real articles (skipped where ../shared/corpus is absent)',
  () => {
    test(`no sample has more than ${SAME_WORDS_MAX} words in a row of a real document`, () => {
      const theirs = new Set(
        corpusFolders.flatMap((each) =>
          readdirSync(each).flatMap((file) => runs(readFileSync(join(each, file), 'utf8'))),
        ),
      );
      const copied = files.flatMap((file) => {
        const text = readFileSync(join(samples, file), 'utf8').replace(/^source: .*$/m, '');
        return runs(text).filter((run) => theirs.has(run));
      });
      expect(copied).toEqual([]);
    });
  },
);

/** Every run of one word too many. */
function runs(text: string): string[] {
  const words =
    text
      .normalize('NFC')
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu) ?? [];
  const length = SAME_WORDS_MAX + 1;
  return words.slice(length - 1).map((_, start) => words.slice(start, start + length).join(' '));
}
