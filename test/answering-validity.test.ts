/** From when a document holds, over invented documents through the product's own ingest. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ingest } from '../ingest/run.ts';
import { type Knowledge, openKnowledge } from '../knowledge/knowledge.ts';

function decree(number: string, subject: string, last: string): string {
  const title = `Nghị định số ${number} ${subject} ngày 10/10/2031 của Chính phủ`;
  return `---
title: "${title}"
number: "${number}"
issued: "2031-10-10"
issuer: "Chính phủ"
effective: "2031-12-01"
---

# ${title}

## Chương I. TỔ CHỨC

### Điều 1. Phạm vi điều chỉnh

Nghị định này quy định ${subject.toLowerCase()}.

### Điều 2. Điều khoản thi hành

${last}
`;
}

const folder = mkdtempSync(join(tmpdir(), 'hoptac-validity-'));
let knowledge: Knowledge;

beforeAll(async () => {
  const files = {
    '77.md': decree(
      '77/2031/NĐ-CP',
      'Về làng nghề đan nón',
      'Nghị định này có hiệu lực thi hành từ ngày 01 tháng 12 năm 2031.',
    ),
    '78.md': decree('78/2031/NĐ-CP', 'Về làng nghề dệt chiếu', 'Các bộ tổ chức thi hành.'),
  };
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  knowledge = await openKnowledge({ dataDir: join(folder, 'data') });
  const { corpus, embedder } = knowledge;
  const { refused } = await ingest({ sources: [folder], corpus, embedder });
  expect(refused).toEqual([]);
});

afterAll(async () => {
  await knowledge.close();
  rmSync(folder, { recursive: true, force: true });
});

async function factOf(text: string) {
  const outcome = await knowledge.answerer.answer({ text, history: [] });
  return outcome.outcome === 'answered' && outcome.by === 'facts' ? outcome : undefined;
}

test.each([
  'Nghị định 77/2031 có hiệu lực khi nào?',
  'nghi dinh 77 co hieu luc tu ngay nao',
  'NĐ 77/2031 có hiệu lực chưa',
])('"%s" is answered with the day and the words that say so', async (text) => {
  const outcome = await factOf(text);
  expect(outcome?.claims.map((claim) => claim.text)).toEqual([
    expect.stringMatching(/77\/2031\/NĐ-CP.* có hiệu lực từ ngày 01\/12\/2031$/),
  ]);
  expect(outcome?.citations[0]?.quote).toContain('ngày 01 tháng 12 năm 2031');
});

test.each([
  'Nghị định 78/2031 có hiệu lực khi nào?', // its text does not say
  'Nghị định 77/2031 hết hiệu lực khi nào?',
  'Nghị định 99/2031 có hiệu lực khi nào?',
  'Giấy chứng nhận theo Nghị định 77/2031 có hiệu lực từ khi nào?',
])('"%s" is not', async (text) => {
  expect(await factOf(text)).toBeUndefined();
});

test('a document that is not there is not answered from another one', async () => {
  const ask = async (text: string) => knowledge.answerer.answer({ text, history: [] });
  expect((await ask('Nghị định 77/2031 quy định về gì?')).outcome).toBe('answered');
  expect((await ask('Nghị định 99/2029 quy định gì về làng nghề đan nón?')).outcome).toBe(
    'abstained',
  );
});
