import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ingest } from '../ingest/run.ts';
import { type Knowledge, openKnowledge } from '../knowledge/knowledge.ts';

const folder = mkdtempSync(join(tmpdir(), 'hoptac-figures-'));
let knowledge: Knowledge;

const article = (day: string, body: string) =>
  `Liên minh HTX tỉnh Sơn La họp bàn công tác quý\n\n${day}\n\n${body}\n`;

beforeAll(async () => {
  const news = join(folder, 'news');
  mkdirSync(news);
  writeFileSync(
    join(news, 'a.txt'),
    article(
      '15/03/2022',
      'Ngày 15/3/2022, Liên minh HTX tỉnh Sơn La họp với 62 HTX trong tỉnh. Tính đến hết tháng 2/2022, toàn tỉnh có 701 HTX và 96 tổ hợp tác.',
    ),
  );
  writeFileSync(
    join(news, 'b.txt'),
    article(
      '20/12/2024',
      'Ngày 20/12/2024, Liên minh HTX tỉnh Sơn La họp với 58 HTX trong tỉnh. Tính đến hết tháng 11/2024, toàn tỉnh có 812 HTX và 120 tổ hợp tác.',
    ),
  );
  knowledge = await openKnowledge({ dataDir: join(folder, 'data') });
  await ingest({ sources: [news], corpus: knowledge.corpus, embedder: knowledge.embedder });
});

afterAll(async () => {
  await knowledge.close();
  rmSync(folder, { recursive: true, force: true });
});

async function claimsFor(text: string): Promise<string> {
  const outcome = await knowledge.answerer.answer({ text, history: [] });
  return outcome.outcome === 'answered'
    ? outcome.claims.map((claim) => claim.text).join(' ')
    : outcome.outcome;
}

test('gives the newest total of a province, not the count of those who came', async () => {
  expect(await claimsFor('Sơn La có bao nhiêu HTX?')).toContain('812 HTX');
  expect(await claimsFor('tinh son la hien co bao nhieu hop tac xa')).toContain('812 HTX');
});

test('gives the total of the year that is asked for', async () => {
  expect(await claimsFor('Năm 2022 Sơn La có bao nhiêu tổ hợp tác?')).toContain('96 tổ hợp tác');
});
