import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { ingest } from '../ingest/run.ts';
import { openKnowledge } from '../knowledge/knowledge.ts';
import { botMessage, until } from './fakes/telegram-bot.ts';
import { type Child, startProgram } from './fakes/telegram-child.ts';
import { startFakeTelegram } from './fakes/telegram-server.ts';

let folder: string;
let children: Child[];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'hoptac-main-'));
  children = [];
});
afterEach(() => {
  for (const child of children) child.process.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});

function start(env: Record<string, string> = {}): Child {
  const all = { HOPTAC_DATA: join(folder, 'data'), PORT: '0', ...env };
  const child = startProgram('bot/main', all, { cwd: folder });
  children.push(child);
  return child;
}

/** A corpus of one article, so that the program does not spend time on the samples. */
async function ingestArticle(): Promise<void> {
  const file = join(folder, 'hoi-nghi.md');
  writeFileSync(
    file,
    [
      '---',
      'title: Hội nghị thành viên của Liên minh Hợp tác xã Bình Minh',
      'date: 2024-05-20',
      'url: https://example.org/hoi-nghi',
      '---',
      'Ngày 20/5/2024, Liên minh Hợp tác xã tỉnh Bình Minh tổ chức hội nghị thành viên tại huyện Sông Xanh.',
      '',
      'Đồng chí Trần Văn Sáng, Chủ tịch Liên minh Hợp tác xã tỉnh Bình Minh, chủ trì hội nghị.',
      '',
      'Tại hội nghị, Hợp tác xã Nông nghiệp Đồng Lúa được kết nạp làm thành viên của Liên minh.',
    ].join('\n'),
  );
  const { corpus, embedder, close } = await openKnowledge({ dataDir: join(folder, 'data') });
  await ingest({ sources: [file], corpus, embedder });
  await close();
}

test('says where the page is, serves it, and stops in order on SIGTERM', async () => {
  await ingestArticle();
  const child = start();
  const [, url = ''] = await child.prints(/Mở (http:\/\/localhost:\d+) để hỏi\./);
  expect((await fetch(url.replace('localhost', '127.0.0.1'))).status).toBe(200);
  child.process.kill('SIGTERM');
  expect(await child.ended).toBe(0);
  expect(child.stdout()).toContain('Đã dừng.');
  expect(child.stderr()).toBe('');
});

test('answers a question in Telegram with a citation from an ingested article', async () => {
  await ingestArticle();
  const telegram = await startFakeTelegram();
  try {
    const child = start({ TELEGRAM_BOT_TOKEN: telegram.token, TELEGRAM_API_ROOT: telegram.url });
    const lan = telegram.person('Lan');
    await child.prints(/https:\/\/t\.me\/hoptac_bot/);
    lan.says('Ai chủ trì hội nghị thành viên của Liên minh HTX Bình Minh ngày 20/5/2024?');
    const answer = await botMessage(lan.chat, 1);
    expect(answer.text).toContain('Trần Văn Sáng');
    expect(answer.text).toContain('[1]');
    expect(answer.entities).toContainEqual(
      expect.objectContaining({ type: 'text_link', url: 'https://example.org/hoi-nghi' }),
    );
    lan.presses(answer, '📖 Nguồn 1');
    const source = await botMessage(lan.chat, 2);
    const quote = source.entities?.find(({ type }) => type.endsWith('blockquote'));
    expect(source.text?.substr(quote?.offset ?? 0, quote?.length)).toContain('Trần Văn Sáng');
    child.process.kill('SIGINT');
    expect(await child.ended).toBe(0);
  } finally {
    await telegram.stop();
  }
});

test('a key press that npm passes on twice still stops in order; a second one exits at once', async () => {
  await ingestArticle();
  const telegram = await startFakeTelegram();
  try {
    // The send that hangs keeps the bot from stopping at once.
    telegram.failWhen((method) =>
      method === 'sendmessage' ? { kind: 'slow', ms: 9_000 } : undefined,
    );
    const child = start({ TELEGRAM_BOT_TOKEN: telegram.token, TELEGRAM_API_ROOT: telegram.url });
    telegram.person('Lan').says('/start');
    await child.prints(/t\.me/);
    await until('the send', () => telegram.calls.some(({ method }) => method === 'sendmessage'));
    child.process.kill('SIGINT');
    child.process.kill('SIGINT');
    await child.prints(/Đang dừng/);
    await new Promise((resolve) => setTimeout(resolve, 700));
    expect(child.process.exitCode).toBeNull();
    child.process.kill('SIGINT');
    expect(await child.ended).toBe(130);
  } finally {
    await telegram.stop();
  }
});

test('a port in use stops the start with one sentence that names PORT', async () => {
  await ingestArticle();
  const taken = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => taken.once('listening', resolve));
  const port = String((taken.address() as { port: number }).port);
  const child = start({ PORT: port });
  expect(await child.ended).toBe(1);
  expect(child.stderr().trim()).toBe(
    `Cổng ${port} đang được chương trình khác dùng; hãy đặt biến PORT bằng một cổng khác.`,
  );
  taken.close();
});

test('a wrong variable, also from .env, stops the start with one sentence', async () => {
  writeFileSync(join(folder, '.env'), 'HOPTAC_LLM_BASE_URL=localhost\nHOPTAC_LLM_MODEL=m\n');
  const child = start();
  expect(await child.ended).toBe(1);
  expect(child.stderr().trim()).toBe(
    'Biến môi trường HOPTAC_LLM_BASE_URL phải là địa chỉ bắt đầu bằng http:// hoặc https://.',
  );
});

test('a token that Telegram refuses stops the start with one sentence and without the token', async () => {
  await ingestArticle();
  const telegram = await startFakeTelegram();
  const token = '123456:not-this-one-at-all';
  const child = start({ TELEGRAM_BOT_TOKEN: token, TELEGRAM_API_ROOT: telegram.url });
  expect(await child.ended).toBe(1);
  expect(child.stderr()).toContain('hãy kiểm tra biến TELEGRAM_BOT_TOKEN');
  expect(child.stderr() + child.stdout()).not.toContain(token);
  await telegram.stop();
});

test('a data folder that is a file stops the start with one sentence that names HOPTAC_DATA', async () => {
  writeFileSync(join(folder, 'data'), '');
  const child = start();
  expect(await child.ended).toBe(1);
  expect(child.stderr()).toMatch(/^Không dùng được thư mục dữ liệu .+ HOPTAC_DATA\.\n$/);
});
