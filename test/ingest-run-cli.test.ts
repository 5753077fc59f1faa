import { execFile, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openCorpus } from '../knowledge/corpus/corpus.ts';
import { ARTICLE } from './fixtures/ingest-load/article.ts';
import { startSite } from './fixtures/ingest-load/site.ts';

const ROOT = join(import.meta.dirname, '..');
const CORPUS = join(ROOT, '../shared/corpus');

let home: string;
let dataDir: string;
let documents: string;

beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'hoptac-cli-'));
  dataDir = join(home, 'data');
  documents = join(home, 'bai');
  await mkdir(documents);
});
afterEach(() => rm(home, { recursive: true, force: true }));

interface Outcome {
  code: number | null;
  stdout: string;
  stderr: string;
}

function cli(args: string[], env: Record<string, string> = {}): Promise<Outcome> {
  return new Promise((resolve) => {
    const child = execFile(
      process.execPath,
      ['run.mjs', 'ingest/main', ...args],
      { cwd: ROOT, env: { ...process.env, INIT_CWD: home, HOPTAC_DATA: dataDir, ...env } },
      (_, stdout, stderr) => resolve({ code: child.exitCode, stdout, stderr }),
    );
  });
}

const write = (name: string, content = ARTICLE) => writeFile(join(documents, name), content);
const article = (number: number) => ARTICLE.replace('17 HTX', `${number + 100} HTX`);

describe('npm run ingest', () => {
  test('prints a line per source and the sum, and exits with 0', async () => {
    await write('a.txt');
    const first = await cli(['bai']);
    expect(first.code).toBe(0);
    expect(first.stdout).toMatch(
      /^thêm: .*a\.txt\n1 thêm, 0 thay, 0 giữ nguyên, 0 gỡ, 0 từ chối \(/,
    );
    expect(first.stderr).toContain('Đang xem');
    expect((await cli([documents])).stdout).toMatch(/^0 thêm, 0 thay, 1 giữ nguyên/);
  }, 60_000);

  test('prints one JSON object with --json, and exits with 2 when some were refused', async () => {
    await write('a.txt');
    await write('b.txt', '');
    const { code, stdout } = await cli([documents, '--json', '--data', join(home, 'khac')]);
    expect(code).toBe(2);
    expect(JSON.parse(stdout)).toMatchObject({
      added: [expect.stringMatching(/a\.txt$/)],
      replaced: [],
      unchanged: [],
      removed: [],
      refused: [{ source: expect.stringMatching(/b\.txt$/), reason: 'tệp rỗng (0 byte)' }],
      duplicates: [],
    });
    expect(existsSync(join(home, 'khac/corpus.db'))).toBe(true);
  }, 60_000);

  test('exits with 1 when nothing could be done, and when it is called wrongly', async () => {
    const missing = await cli(['khong-co.txt']);
    expect(missing).toMatchObject({ code: 1, stdout: expect.stringContaining('từ chối: ') });
    for (const args of [[], ['--sai', 'a']]) {
      const wrong = await cli(args);
      expect(wrong).toMatchObject({ code: 1, stdout: '' });
      expect(wrong.stderr).toContain('Cách dùng');
    }
    expect(await cli(['--help'])).toMatchObject({ code: 0, stderr: '' });
  }, 60_000);

  test('says in one sentence that the data folder is a file or its corpus damaged', async () => {
    await write('a.txt');
    const damaged = join(home, 'hong');
    await mkdir(damaged);
    await writeFile(join(damaged, 'corpus.db'), 'no database '.repeat(1_000));
    for (const data of [join(documents, 'a.txt'), damaged]) {
      const { code, stdout, stderr } = await cli([documents, '--data', data]);
      expect([code, stdout]).toEqual([1, '']);
      expect(stderr).toMatch(/^Không nạp được: .+\n$/);
      expect(stderr).toContain(data);
    }
  }, 60_000);

  test('writes nothing with --dry-run, not even a data folder', async () => {
    await write('a.txt');
    const { code, stdout } = await cli([documents, '--dry-run']);
    expect(code).toBe(0);
    expect(stdout).toContain('Chạy thử, chưa ghi gì: 1 thêm');
    expect(existsSync(dataDir)).toBe(false);
  }, 60_000);

  test('reaches a private address only when HOPTAC_ALLOW_PRIVATE_URLS says so', async () => {
    const site = await startSite();
    site.pages.set('/a', `<html><body><article><p>${ARTICLE}</p></article></body></html>`);
    const refused = await cli([`${site.origin}/a`]);
    expect(refused).toMatchObject({ code: 1, stdout: expect.stringContaining('mạng nội bộ') });
    const allowed = await cli([`${site.origin}/a`], { HOPTAC_ALLOW_PRIVATE_URLS: 'yes' });
    expect(allowed.code).toBe(0);
    await site.close();
  }, 60_000);

  test('run twice at once leaves a corpus with every document once', async () => {
    const count = 40;
    for (let number = 1; number <= count; number += 1)
      await write(`${number}.txt`, article(number));
    const both = await Promise.all([cli([documents, '--json']), cli([documents, '--json'])]);
    expect(both.map(({ code, stderr }) => [code, /rror/.test(stderr)])).toEqual([
      [0, false],
      [0, false],
    ]);
    const corpus = openCorpus(join(dataDir, 'corpus.db'));
    expect(corpus.documents()).toHaveLength(count);
    expect(corpus.sources()).toHaveLength(count);
    const { n } = corpus.database
      .prepare<[], { n: number }>('SELECT count(*) AS n FROM vectors')
      .get()!;
    expect(n).toBe(corpus.passageCount());
    corpus.database.close();
    expect((await cli([documents])).stdout).toMatch(new RegExp(`^0 thêm, 0 thay, ${count} giữ`));
  }, 90_000);

  test('stops on SIGINT after the document at hand, and the next run does the rest', async () => {
    const count = 200;
    for (let number = 1; number <= count; number += 1)
      await write(`${number}.txt`, article(number));
    const child = spawn(process.execPath, ['run.mjs', 'ingest/main', documents, '--json'], {
      cwd: ROOT,
      env: { ...process.env, HOPTAC_DATA: dataDir },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let stdout = '';
    child.stdout.on('data', (chunk) => {
      stdout += chunk;
    });
    child.stderr.once('data', () => setTimeout(() => child.kill('SIGINT'), 50));
    const code = await new Promise((resolve) => child.on('close', resolve));
    const report = JSON.parse(stdout);
    expect([code, report.interrupted]).toEqual([130, true]);
    expect(report.added.length).toBeLessThan(count);
    const rest = JSON.parse((await cli([documents, '--json'])).stdout);
    expect(rest.unchanged.length + rest.added.length).toBe(count);
    expect(rest.unchanged).toHaveLength(report.added.length);
  }, 120_000);

  test.skipIf(!existsSync(CORPUS))(
    'takes all 18 files of the corpus beside the checkout, and finds them unchanged the second time',
    async () => {
      const first = await cli([CORPUS, '--json']);
      expect(first.code).toBe(0);
      expect(JSON.parse(first.stdout)).toMatchObject({ added: { length: 18 }, refused: [] });
      const second = JSON.parse((await cli([CORPUS, '--json'])).stdout);
      expect(second).toMatchObject({
        added: [],
        replaced: [],
        unchanged: { length: 18 },
        removed: [],
      });
    },
    120_000,
  );
});
