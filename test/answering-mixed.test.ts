/** News and laws in one index, as every alliance has them: each question is answered from the kind it wants. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ingest } from '../ingest/run.ts';
import type { Outcome } from '../knowledge/answering/answer.ts';
import { type Knowledge, openKnowledge } from '../knowledge/knowledge.ts';
import { readQuestion } from '../knowledge/question/question.ts';
import { sourceWanted } from '../knowledge/question/source-wanted.ts';

const FILES: Record<string, string> = {
  'hoi-nghi.txt': `Liên minh HTX tỉnh Sơn La gặp mặt các hợp tác xã

15/03/2032

Ngày 15/3/2032, tại huyện Mai Sơn, Liên minh HTX tỉnh Sơn La tổ chức hội nghị gặp mặt các hợp tác xã. Tại hội nghị, các thành viên kiến nghị tỉnh hỗ trợ vốn vay mua máy sấy và làm đường vào vùng mận.

Ông Lò Văn Thuấn, Chủ tịch Liên minh HTX tỉnh Sơn La, phát biểu tại hội nghị.
`,
  'nghi-dinh.txt': `CHÍNH PHỦ
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Số: 611/2031/NĐ-CP
Hà Nội, ngày 10 tháng 5 năm 2031
NGHỊ ĐỊNH
Quy định về hội nghị thành viên hợp tác xã
Điều 1. Kiến nghị của thành viên
1. Thành viên có quyền kiến nghị tại hội nghị thành viên của hợp tác xã.
2. Kiến nghị của thành viên tại hội nghị phải ghi rõ họ tên và gửi cho hợp tác xã chậm nhất 09 ngày trước khi họp.
Điều 2. Chủ tịch hội nghị
Chủ tịch hội nghị do hội nghị thành viên bầu và chịu trách nhiệm trước hội nghị.
Điều 3. Vốn vay
Hợp tác xã được vay vốn mua máy sấy với thời hạn tối đa 07 năm.
`,
};

const folder = mkdtempSync(join(tmpdir(), 'hoptac-mixed-'));
let knowledge: Knowledge;

beforeAll(async () => {
  const sources = join(folder, 'sources');
  mkdirSync(sources);
  for (const [name, text] of Object.entries(FILES)) writeFileSync(join(sources, name), text);
  knowledge = await openKnowledge({ dataDir: join(folder, 'data') });
  await ingest({ sources: [sources], corpus: knowledge.corpus, embedder: knowledge.embedder });
});

afterAll(async () => {
  await knowledge.close();
  rmSync(folder, { recursive: true, force: true });
});

const ask = (text: string): Promise<Outcome> => knowledge.answerer.answer({ text, history: [] });
const cited = (outcome: Outcome) =>
  outcome.outcome === 'answered'
    ? outcome.citations.map(({ document }) => document)
    : [outcome.outcome];

test.each([
  ['Các thành viên đã kiến nghị gì tại hội nghị?', 'hoi-nghi.txt'],
  ['cac thanh vien da kien nghi gi tai hoi nghi o son la', 'hoi-nghi.txt'],
  ['Kiến nghị của thành viên phải gửi chậm nhất mấy ngày trước khi họp?', 'nghi-dinh.txt'],
  ['vay von mua may say thoi han toi da bao lau', 'nghi-dinh.txt'],
])('"%s" is answered from %s', async (text, document) => {
  expect(new Set(cited(await ask(text)))).toEqual(new Set([document]));
});

test('a refusal about the news names no line of a law as the nearest thing', async () => {
  const decree = join(folder, 'decree-alone.txt');
  writeFileSync(decree, FILES['nghi-dinh.txt'] ?? '');
  const lawsOnly = await openKnowledge({ dataDir: join(folder, 'laws-only') });
  const { corpus, embedder, answerer } = lawsOnly;
  await ingest({ sources: [decree], corpus, embedder });
  const nearestTo = async (text: string) => {
    const outcome = await answerer.answer({ text, history: [] });
    return outcome.outcome === 'abstained' ? outcome.nearest : outcome.outcome;
  };
  const today = 'Hôm nay có hội nghị nào của thành viên kiến nghị vốn vay không?';
  expect(await nearestTo(today)).toBeUndefined();
  await lawsOnly.close();
});

test('who holds an office that no source tells of is not answered from the law', async () => {
  expect((await ask('Ai là Chủ tịch Ủy ban nhân dân tỉnh Lai Châu?')).outcome).toBe('abstained');
});

describe('sourceWanted', () => {
  const wanted = (text: string, provinces: string[] = []) =>
    sourceWanted(
      readQuestion(text, { documentFrequency: () => 0, passageCount: () => 1, near: () => [] }),
      provinces,
    );

  test.each([
    'Hội nghị tổng kết năm ngoái có bao nhiêu đại biểu tham dự?',
    'ong Thuan giu chuc gi o lien minh',
    'HTX Mận Hồng Ngọc đã được tặng bằng khen gì?',
  ])('is the news for "%s"', (text) => expect(wanted(text)).toBeGreaterThan(0.3));

  test.each([
    'Giám đốc hợp tác xã có được kiêm kế toán không?',
    'theo luat htx thi gop von toi da bao nhieu',
    'ho so dang ky thanh lap to hop tac gom nhung gi',
  ])('is the law for "%s"', (text) => expect(wanted(text)).toBeLessThan(-0.3));

  test('is open for words that both kinds use', () => {
    expect(Math.abs(wanted('hợp tác xã trồng cam'))).toBeLessThan(0.3);
  });
});
