import { mkdir, mkdtemp, open, realpath, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type IngestOptions, ingest } from '../ingest/run.ts';
import { type Corpus, openCorpus } from '../knowledge/corpus/corpus.ts';
import { ARTICLE, ARTICLE_LINES } from './fixtures/ingest-load/article.ts';
import {
  type CountingEmbedder,
  countingEmbedder,
} from './fixtures/ingest-load/counting-embedder.ts';
import {
  docx,
  encryptedPdf,
  scannedPdf,
  wordParagraph,
} from './fixtures/ingest-load/vietnamese-files.ts';

let folder: string;
let corpus: Corpus;
let embedder: CountingEmbedder;

beforeEach(async () => {
  folder = await realpath(await mkdtemp(join(tmpdir(), 'hoptac-ingest-')));
  corpus = openCorpus(':memory:');
  embedder = countingEmbedder();
});
afterEach(async () => {
  corpus.database.close();
  await rm(folder, { recursive: true, force: true });
});

const write = (name: string, content: string | Uint8Array = ARTICLE) =>
  writeFile(join(folder, name), content);
const run = (options: Partial<IngestOptions> = {}) =>
  ingest({ sources: [folder], corpus, embedder, ...options });
const article = (number: number) =>
  ARTICLE.replace('17 HTX', `${number + 100} HTX`).replace('sơ kết sáu tháng', `lần thứ ${number}`);
const path = (name: string) => join(folder, name);
const counts = (report: Awaited<ReturnType<typeof ingest>>) => ({
  added: report.added.length,
  replaced: report.replaced.length,
  unchanged: report.unchanged.length,
  removed: report.removed.length,
  refused: report.refused.length,
});

async function writeArticles(count: number): Promise<void> {
  for (let number = 1; number <= count; number += 1)
    await write(`bai-${number}.txt`, article(number));
}

describe('a folder', () => {
  test('is taken whole, with its subfolders, and costs nothing the second time', async () => {
    await writeArticles(2);
    await mkdir(path('luat/cu'), { recursive: true });
    await write('luat/cu/a.md', `---\ntitle: Một bài\n---\n${article(7)}`);
    const first = await run();
    expect(first).toMatchObject({
      added: [path('bai-1.txt'), path('bai-2.txt'), path('luat/cu/a.md')],
      refused: [],
    });
    expect(corpus.documents().map(({ name }) => name)).toEqual(['bai-1.txt', 'bai-2.txt', 'a.md']);
    const { embedded } = embedder;
    const generation = corpus.generation();
    expect(counts(await run())).toEqual({
      added: 0,
      replaced: 0,
      unchanged: 3,
      removed: 0,
      refused: 0,
    });
    expect(embedder.embedded).toBe(embedded);
    expect(corpus.generation()).toBe(generation);
  });

  test('replaces what changed and removes what vanished', async () => {
    await writeArticles(3);
    await run();
    await write('bai-2.txt', article(22));
    await rm(path('bai-3.txt'));
    const report = await run();
    expect(report).toMatchObject({
      added: [],
      replaced: [path('bai-2.txt')],
      unchanged: [path('bai-1.txt')],
      removed: [path('bai-3.txt')],
    });
    const texts = corpus.documents().map(({ id }) => corpus.documentText(id));
    expect(texts).toHaveLength(2);
    expect(texts.some((text) => text?.includes('122 HTX'))).toBe(true);
  });

  test('that would lose more than 30 % of its documents is refused unless allowed', async () => {
    await writeArticles(10);
    await run();
    for (const number of [1, 2, 3]) await rm(path(`bai-${number}.txt`));
    expect(counts(await run())).toMatchObject({ removed: 3, refused: 0 });
    await writeArticles(10);
    await run();
    for (const number of [1, 2, 3, 4]) await rm(path(`bai-${number}.txt`));
    await write('moi.txt', article(50));
    const refused = await run();
    expect(counts(refused)).toEqual({
      added: 0,
      replaced: 0,
      unchanged: 0,
      removed: 0,
      refused: 1,
    });
    expect(refused.refused[0]).toMatchObject({ source: folder, code: 'MASS_REMOVAL' });
    expect(refused.refused[0]?.reason).toContain('4/10');
    expect(corpus.documents()).toHaveLength(10);
    expect(counts(await run({ allowRemoval: true }))).toMatchObject({ added: 1, removed: 4 });
    expect(corpus.documents()).toHaveLength(7);
  });

  test('whose documents were only renamed keeps them', async () => {
    await writeArticles(10);
    await run();
    const ids = corpus.documents().map(({ id }) => id);
    await mkdir(path('2024'));
    for (let number = 1; number <= 10; number += 1) {
      await rename(path(`bai-${number}.txt`), path(`2024/bai-${number}.txt`));
    }
    const report = await run();
    expect(report.duplicates).toHaveLength(10);
    expect(counts(report)).toMatchObject({ removed: 10, refused: 0 });
    expect(corpus.documents().map(({ id }) => id)).toEqual(ids);
  });

  test('owns what came in from below it, however it was named', async () => {
    await mkdir(path('luat'));
    await write('luat/a.txt', article(1));
    await write('b.txt', article(2));
    await run({ sources: [path('luat/a.txt')] });
    await run({ sources: [`${folder}/luat/`] });
    await run({ sources: [`${folder}/luat/..`] });
    expect(corpus.documents()).toHaveLength(2);
    await rm(path('luat/a.txt'));
    expect(await run()).toMatchObject({
      removed: [path('luat/a.txt')],
      unchanged: [path('b.txt')],
    });
  });

  test('is read through links, each real file once, and loops end', async () => {
    await write('that.txt');
    await symlink(path('that.txt'), path('lien-ket.txt'));
    await symlink(folder, path('vong'));
    await symlink(path('tu-tro'), path('tu-tro'));
    await symlink(path('khong-co.txt'), path('gay.txt'));
    const report = await run();
    expect(report.added).toEqual([path('that.txt')]);
    expect(report.refused.map(({ source }) => source).sort()).toEqual([
      path('gay.txt'),
      path('tu-tro'),
    ]);
  });

  test('passes over hidden files and other kinds, which are refused when named', async () => {
    await write('a.txt');
    await write('.an.txt', article(3));
    await write('bang.xlsx', 'PK');
    expect(await run()).toMatchObject({ added: [path('a.txt')], refused: [], ignored: 1 });
    await write('anh.png', Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'));
    expect((await run({ sources: [path('anh.png')] })).refused).toMatchObject([
      { source: path('anh.png'), code: 'UNSUPPORTED' },
    ]);
  });

  test('that is empty or missing is refused with its reason', async () => {
    const { refused } = await run({ sources: [folder, path('khong-co')] });
    expect(refused.map(({ code }) => code)).toEqual(['NO_DOCUMENTS', 'NOT_FOUND']);
  });
});

describe('bad input', () => {
  test('is refused source by source, each with its reason, and stops no other', async () => {
    await write('rong.txt', '');
    await write('nhi-phan.txt', Buffer.from([1, 0, 2, 0, 0, 3, 0xff, 0]));
    await write('khoa.pdf', encryptedPdf());
    await write('quet.pdf', await scannedPdf());
    const whole = await docx(wordParagraph(ARTICLE));
    await write('cat.docx', whole.subarray(0, 300));
    await write('bom.html', `<html><body>${'<p>a</p>'.repeat(400_000)}`);
    const huge = await open(path('lon.txt'), 'w');
    await huge.truncate(200 * 1024 * 1024);
    await huge.close();
    await write('tot.docx', whole);
    const report = await run();
    expect(report.added).toEqual([path('tot.docx')]);
    const reasons = Object.fromEntries(
      report.refused.map(({ source, reason }) => [source.slice(folder.length + 1), reason]),
    );
    expect(reasons).toEqual({
      'bom.html': 'cấu trúc quá lớn hoặc lồng quá sâu, có thể là tệp độc hại',
      'cat.docx': 'tệp hỏng hoặc bị cắt ngang',
      'khoa.pdf': 'tệp được đặt mật khẩu; hãy bỏ mật khẩu rồi thử lại',
      'lon.txt': 'quá lớn (200 MB; giới hạn 50 MB)',
      'nhi-phan.txt': 'tệp nhị phân, không phải văn bản',
      'quet.pdf': 'cần OCR: PDF là bản quét hoặc không có lớp chữ đọc được',
      'rong.txt': 'tệp rỗng (0 byte)',
    });
  });

  test('in place of a good file leaves the old version answering', async () => {
    await write('a.txt');
    await run();
    await write('a.txt', '');
    expect((await run()).refused).toMatchObject([{ source: path('a.txt'), code: 'EMPTY' }]);
    expect(corpus.documents()).toHaveLength(1);
    await write('a.txt');
    expect((await run()).unchanged).toEqual([path('a.txt')]);
  });
});

describe('the same text under two names', () => {
  test('is stored once with both names, and stays while one of them is left', async () => {
    await write('a.txt');
    await write('b.txt', `\ufeff${ARTICLE.replaceAll('\n', '\r\n')}`);
    const report = await run();
    expect(report).toMatchObject({
      added: [path('a.txt')],
      duplicates: [{ source: path('b.txt'), of: 'a.txt' }],
    });
    expect(corpus.documents()).toHaveLength(1);
    expect(counts(await run())).toMatchObject({ unchanged: 2 });
    await rm(path('a.txt'));
    await run();
    expect(corpus.documents().map(({ name }) => name)).toEqual(['b.txt']);
  });
});

describe('a run', () => {
  test('that is dry says what it would do and does nothing', async () => {
    await writeArticles(2);
    await run();
    await write('bai-1.txt', article(30));
    await write('moi.txt', article(31));
    await write('rong.txt', '');
    await rm(path('bai-2.txt'));
    const generation = corpus.generation();
    const dry = await run({ dryRun: true });
    expect(counts(dry)).toEqual({ added: 1, replaced: 1, unchanged: 0, removed: 1, refused: 1 });
    expect(corpus.generation()).toBe(generation);
    expect(counts(await run())).toEqual(counts(dry));
  });

  test('with another embedder embeds the whole corpus again first', async () => {
    await writeArticles(2);
    await run();
    const passages = corpus.passageCount();
    embedder = countingEmbedder('counting-2', 8);
    const report = await run();
    expect(report).toMatchObject({
      reembedded: passages,
      unchanged: [path('bai-1.txt'), path('bai-2.txt')],
    });
    expect(corpus.embedderFingerprint()).toBe('counting-2');
    await write('bai-3.txt', article(3));
    expect(counts(await run())).toMatchObject({ added: 1 });
  });

  test('reads words anew that were indexed by earlier rules', async () => {
    await writeArticles(2);
    await run();
    const generation = corpus.generation();
    const terms = () =>
      corpus.database.prepare('SELECT count(*) FROM passage_streams').pluck().get();
    corpus.database.prepare("UPDATE meta SET value = '1' WHERE key = 'words'").run();
    corpus.database.prepare('DELETE FROM passage_streams').run();
    expect(counts(await run())).toMatchObject({ unchanged: 2 });
    expect(terms()).toBe(corpus.passageCount());
    expect(corpus.generation()).toBe(generation + 1);
    await run();
    expect(corpus.generation()).toBe(generation + 1);
  });

  test('that is stopped finishes its document and leaves the rest for the next', async () => {
    await writeArticles(3);
    const stop = new AbortController();
    const stopped = await run({
      signal: stop.signal,
      onProgress: ({ phase }) => {
        if (phase === 'storing') stop.abort();
      },
    });
    expect(stopped).toMatchObject({ interrupted: true, added: [path('bai-1.txt')] });
    expect(corpus.documents()).toHaveLength(1);
    expect(counts(await run())).toMatchObject({ added: 2, unchanged: 1 });
  });

  test('gives up when the embedder is down, and keeps what went in before', async () => {
    await writeArticles(5);
    await run({ sources: [path('bai-1.txt')] });
    const down: CountingEmbedder = {
      ...embedder,
      embedPassages: () => Promise.reject(new Error('no connection')),
    };
    await expect(run({ embedder: down })).rejects.toThrow('embedder');
    expect(corpus.documents()).toHaveLength(1);
    expect(counts(await run())).toMatchObject({ added: 4, unchanged: 1 });
  });

  test('reports its progress from reading to the last document', async () => {
    await writeArticles(2);
    const seen: string[] = [];
    await run({
      onProgress: (event) =>
        seen.push(event.phase === 'storing' ? `${event.done}/${event.total}` : event.phase),
    });
    expect(seen).toEqual(['reading', '0/2', '1/2', '2/2']);
  });
});

test('every passage stands in the document text where it says', async () => {
  await write('a.txt');
  await run();
  const [document] = corpus.documents();
  const text = corpus.documentText(document!.id)!;
  for (const passage of corpus.passagesOf(document!.id)) {
    expect(text.slice(passage.start, passage.end)).toBe(passage.text);
  }
  expect(text).toContain(ARTICLE_LINES[3]);
});
