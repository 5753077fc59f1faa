import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ingest } from '../ingest/run.ts';
import { type Knowledge, openKnowledge } from '../knowledge/knowledge.ts';
import { asksOfComing, asksOfNow, asksOfThisYear, daysTest } from '../knowledge/question/now.ts';

const folder = mkdtempSync(join(tmpdir(), 'hoptac-meetings-'));
let knowledge: Knowledge;

beforeAll(async () => {
  knowledge = await openKnowledge({ dataDir: folder });
  const { corpus, embedder } = knowledge;
  await ingest({ sources: [resolve('ingest/samples')], corpus, embedder });
});

afterAll(async () => {
  await knowledge.close();
  rmSync(folder, { recursive: true, force: true });
});

test.each(['các hội nghị ở Hải Phòng năm 2023', 'liet ke cac hoi nghi o hai phong nam 2023'])(
  '"%s" is answered with each of them, the newest first, cited word for word',
  async (text) => {
    const outcome = await knowledge.answerer.answer({ text, history: [] });
    if (outcome.outcome !== 'answered') throw new Error(outcome.outcome);
    expect(outcome.claims.map((claim) => claim.text)).toEqual([
      expect.stringMatching(/^08\/08\/2023, huyện An Dương, Hải Phòng: Họp mặt/),
      expect.stringMatching(/^28\/06\/2023, huyện Vĩnh Bảo, Hải Phòng: Họp sơ kết/),
    ]);
    for (const { documentId, quote, start, end } of outcome.citations) {
      expect(knowledge.corpus.documentText(documentId)?.slice(start, end)).toBe(quote);
    }
  },
);

test('no list stands for meetings that there were none of, or for who chaired one', async () => {
  for (const text of ['các hội nghị ở Cà Mau năm 1999', 'Hội nghị ngày 8/8/2023 do ai chủ trì?']) {
    const outcome = await knowledge.answerer.answer({ text, history: [] });
    const isList = outcome.outcome === 'answered' && outcome.by === 'facts';
    expect(isList, text).toBe(false);
  }
});

test.each(['Hội nghị gần nhất ở Hải Phòng là khi nào?', 'cuoc hop gan day nhat o hai phong'])(
  '"%s" is answered with the last one that has been',
  async (text) => {
    const outcome = await knowledge.answerer.answer({ text, history: [] });
    if (outcome.outcome !== 'answered') throw new Error(outcome.outcome);
    expect(outcome.claims.map((claim) => claim.text)).toEqual([
      expect.stringMatching(/^08\/08\/2023, huyện An Dương, Hải Phòng: Họp mặt/),
    ]);
  },
);

test('the last of all meetings is the newest one', async () => {
  const text = 'hội nghị gần đây nhất là hội nghị nào';
  const outcome = await knowledge.answerer.answer({ text, history: [] });
  if (outcome.outcome !== 'answered') throw new Error(outcome.outcome);
  const days = knowledge.corpus.database
    .prepare<[], { day: string }>('SELECT max(starts_on) AS day FROM fact_events')
    .all();
  const [year, month, day] = days[0]!.day.split('-');
  expect(outcome.claims[0]?.text).toContain(`${day}/${month}/${year}`);
});

test('"tính đến hôm nay" asks for the newest that is known, "hôm nay" for today', () => {
  expect(asksOfNow('giá lúa hôm nay')).toBe(true);
  expect(asksOfComing('sắp tới có hội nghị nào không')).toBe(true);
  expect(asksOfComing('tới đây tỉnh muốn khu trưng bày gắn với việc gì')).toBe(false);
  expect(daysTest('sap toi co hoi nghi nao khong', '2031-05-05')(['2031-05-01'])).toBe(false);
  expect(daysTest('sap toi co hoi nghi nao khong', '2031-05-05')(['2031-05-09'])).toBe(true);
  expect(asksOfNow('tính đến hôm nay có bao nhiêu HTX')).toBe(false);
  expect(asksOfThisYear('Mức hội phí năm nay là bao nhiêu?')).toBe(true);
  expect(asksOfThisYear('HTX hiện nay còn mấy thành viên?')).toBe(false);
});

test('what is asked of today is not answered from old news', async () => {
  const ask = async (text: string) =>
    (await knowledge.answerer.answer({ text, history: [] })).outcome;
  expect(await ask('Hôm nay Liên minh HTX Hải Phòng họp ở đâu?')).toBe('abstained');
  expect(await ask('Ngày 8/8/2023 Liên minh HTX Hải Phòng họp ở đâu?')).toBe('answered');
});
