/** The offline answerer over small invented documents, brought in as a person would. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { replyText } from '../bot/replies/answers.ts';
import { ingest } from '../ingest/run.ts';
import type { Answered, Citation, Outcome, Turn } from '../knowledge/answering/answer.ts';
import { type Knowledge, openKnowledge } from '../knowledge/knowledge.ts';

const FILES: Record<string, string> = {
  'lang-son.md': `---
title: Liên minh Hợp tác xã tỉnh Lạng Sơn tổng kết phong trào thi đua
date: 2031-06-12
---
Ngày 12/6/2031, Liên minh Hợp tác xã tỉnh Lạng Sơn tổ chức hội nghị tổng kết phong trào thi đua tại huyện Chi Lăng.

Ông Hoàng Văn Quế, Chủ tịch Liên minh Hợp tác xã tỉnh Lạng Sơn, chủ trì hội nghị.

Toàn tỉnh Lạng Sơn hiện có 731 hợp tác xã, trong đó 46 hợp tác xã trồng quế. Doanh thu bình quân của một hợp tác xã trồng na đạt 915 triệu đồng mỗi năm.

Các hợp tác xã được tặng bằng khen gồm:
- Hợp tác xã Na Bình Minh;
- Hợp tác xã Quế Đồi Xanh;
- Hợp tác xã Ong Bản Trúc;
- Hợp tác xã Chè Suối Bạc.
`,
  'kien-giang.md': `---
title: Liên minh Hợp tác xã tỉnh Kiên Giang mở lớp tập huấn
date: 2032-09-03
---
Ngày 03/9/2032, Liên minh Hợp tác xã tỉnh Kiên Giang khai giảng lớp tập huấn quản trị cho 58 học viên tại huyện Gò Quao.

Bà Danh Thị Sen, Chủ tịch Liên minh Hợp tác xã tỉnh Kiên Giang, phát biểu khai giảng.

Lớp tập huấn kéo dài 5 ngày, do các giảng viên của trường cao đẳng hướng dẫn.
`,
  'kien-giang-cu.md': `---
title: Liên minh Hợp tác xã tỉnh Kiên Giang thăm mô hình nuôi cua
date: 2027-04-08
---
Ngày 08/4/2027, ông Trần Văn Đước, Chủ tịch Liên minh Hợp tác xã tỉnh Kiên Giang, đến thăm mô hình nuôi cua biển ở huyện An Minh.
`,
  'nghi-dinh.txt': `CHÍNH PHỦ
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Số: 512/2031/NĐ-CP
Hà Nội, ngày 10 tháng 5 năm 2031
NGHỊ ĐỊNH
Quy định về hỗ trợ kho lạnh cho hợp tác xã
Điều 1. Phạm vi điều chỉnh
Nghị định này quy định việc hỗ trợ hợp tác xã xây dựng kho lạnh.
Điều 2. Hồ sơ đề nghị hỗ trợ kho lạnh
1. Hồ sơ đề nghị hỗ trợ kho lạnh bao gồm:
a) Đơn đề nghị hỗ trợ;
b) Bản vẽ thiết kế kho lạnh;
c) Dự toán kinh phí được thẩm định.
2. Hợp tác xã nộp hồ sơ tại Liên minh Hợp tác xã cấp tỉnh.
Điều 3. Thời hạn thẩm định
Liên minh Hợp tác xã cấp tỉnh thẩm định hồ sơ trong thời hạn 17 ngày làm việc kể từ ngày nhận đủ hồ sơ.
Điều 4. Hiệu lực thi hành
Nghị định này có hiệu lực thi hành kể từ ngày 01/7/2031.
`,
  'noi-bo.md': `---
title: Kế hoạch kiểm toán quỹ lương
date: 2031-02-02
visibility: internal
---
Văn phòng dự kiến kiểm toán quỹ lương của 23 hợp tác xã vận tải vào ngày 19/11/2031.
`,
};

let folder: string;
let knowledge: Knowledge;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'hoptac-answering-'));
  for (const [name, text] of Object.entries(FILES)) writeFileSync(join(folder, name), text);
  knowledge = await openKnowledge({ dataDir: join(folder, 'data') });
  const { refused } = await ingest({
    sources: Object.keys(FILES).map((name) => join(folder, name)),
    corpus: knowledge.corpus,
    embedder: knowledge.embedder,
  });
  expect(refused).toEqual([]);
});
afterAll(async () => {
  await knowledge.close();
  rmSync(folder, { recursive: true, force: true });
});

const ask = (text: string, history: Turn[] = []): Promise<Outcome> =>
  knowledge.answerer.answer({ text, history });

async function answerTo(text: string, history: Turn[] = []): Promise<Answered> {
  const outcome = await ask(text, history);
  if (outcome.outcome !== 'answered') {
    throw new Error(`no answer: ${JSON.stringify(outcome)}`);
  }
  return outcome;
}

const spoken = (outcome: Outcome): string => replyText(outcome, {});

function expectVerbatim(citations: readonly Citation[]): void {
  expect(citations.length).toBeGreaterThan(0);
  for (const { documentId, start, end, quote } of citations) {
    expect(knowledge.corpus.documentText(documentId)?.slice(start, end)).toBe(quote);
  }
}

describe('an answer', () => {
  test('tells the fact that was asked for, with quotes that stand word for word in their file', async () => {
    const answer = await answerTo('Tỉnh Lạng Sơn có bao nhiêu hợp tác xã?');
    expect(spoken(answer)).toContain('731');
    expect(answer.citations[0]?.document).toBe('lang-son.md');
    expectVerbatim(answer.citations);
  });

  test('says whose it is and of which day', async () => {
    const text = spoken(await answerTo('Lớp tập huấn ở Kiên Giang có bao nhiêu học viên?'));
    expect(text).toContain('58 học viên');
    expect(text).toContain('Kiên Giang');
    expect(text).toContain('03/09/2032');
  });

  test('every claim is marked with a citation that is there', async () => {
    const answer = await answerTo('Ai chủ trì hội nghị tổng kết phong trào thi đua?');
    const known = answer.citations.map(({ n }) => n);
    for (const { citations } of answer.claims) {
      expect(citations.length).toBeGreaterThan(0);
      for (const n of citations) expect(known).toContain(n);
    }
    expect(spoken(answer)).toContain('Hoàng Văn Quế');
  });

  test('on a legal text names the điều and the document', async () => {
    const answer = await answerTo('Thời hạn thẩm định hồ sơ hỗ trợ kho lạnh là bao nhiêu ngày?');
    const text = spoken(answer);
    expect(text).toContain('17 ngày');
    expect(text).toContain('Điều 3');
    expect(text).toContain('512/2031/NĐ-CP');
    expect(answer.citations[0]).toMatchObject({ document: 'nghi-dinh.txt', section: 'Điều 3' });
    expectVerbatim(answer.citations);
  });

  test('on a day of coming into force takes the document that was named', async () => {
    const answer = await answerTo('Nghị định 512/2031/NĐ-CP có hiệu lực từ ngày nào?');
    expect(spoken(answer)).toMatch(/01\/0?7\/2031/);
  });

  test('gives a legal list whole and in order', async () => {
    const answer = await answerTo('Hồ sơ đề nghị hỗ trợ kho lạnh gồm những giấy tờ gì?');
    expect(answer.layout).toBe('list');
    const text = spoken(answer);
    const at = ['Đơn đề nghị', 'Bản vẽ thiết kế', 'Dự toán kinh phí'].map((w) => text.indexOf(w));
    expect(at.every((position) => position >= 0)).toBe(true);
    expect([...at].sort((a, b) => a - b)).toEqual(at);
    expectVerbatim(answer.citations);
  });

  test('gives a list of an article whole', async () => {
    const text = spoken(await answerTo('Những hợp tác xã nào được tặng bằng khen?'));
    for (const name of ['Bình Minh', 'Đồi Xanh', 'Bản Trúc', 'Suối Bạc']) {
      expect(text).toContain(name);
    }
  });

  test('is the same citation for a question typed without diacritics', async () => {
    const marked = await answerTo('Doanh thu bình quân của hợp tác xã trồng na là bao nhiêu tiền?');
    const plain = await answerTo('doanh thu binh quan cua htx trong na la bao nhieu tien');
    expect(spoken(marked)).toContain('915 triệu đồng');
    expect(plain.citations.map(({ quote }) => quote)).toEqual(
      marked.citations.map(({ quote }) => quote),
    );
  });

  test('takes a follow-up in the light of the question before', async () => {
    const history: Turn[] = [
      { role: 'user', content: 'Lớp tập huấn ở Kiên Giang có bao nhiêu học viên?' },
      { role: 'assistant', content: 'Có 58 học viên. [1]' },
    ];
    const answer = await answerTo('Lớp đó kéo dài bao lâu?', history);
    expect(spoken(answer)).toContain('5 ngày');
  });
});

describe('a refusal', () => {
  const elsewhere = 'Doanh thu bình quân của hợp tác xã trồng na ở Kiên Giang là bao nhiêu tiền?';

  test("another province's figure is not given as the answer", async () => {
    const outcome = await ask(elsewhere);
    expect(outcome.outcome).toBe('abstained');
    expect(spoken(outcome)).toMatch(/^Xin lỗi/);
  });

  test('what is nearest is quoted word for word, under its true scope', async () => {
    const outcome = await ask(elsewhere);
    if (outcome.outcome !== 'abstained' || !outcome.nearest) throw new Error('nothing near');
    expect(outcome.nearest.source).toContain('Lạng Sơn');
    expectVerbatim(outcome.nearest.citations);
  });

  test('a share is not answered with a count', async () => {
    const outcome = await ask('Bao nhiêu phần trăm hợp tác xã của tỉnh Lạng Sơn trồng quế?');
    expect(outcome.outcome).toBe('abstained');
  });

  test('a topic that no document has is not answered', async () => {
    const outcome = await ask('Giá vé xem phim cuối tuần ở rạp là bao nhiêu tiền?');
    expect(outcome.outcome).toBe('abstained');
  });
});

describe('internal documents', () => {
  const text = 'Kiểm toán quỹ lương của bao nhiêu hợp tác xã vận tải?';

  test('are neither told nor cited to those who may not read them', async () => {
    const outcome = await ask(text);
    expect(JSON.stringify(outcome)).not.toContain('noi-bo.md');
    expect(spoken(outcome)).not.toContain('23');
  });

  test('answer those who may', async () => {
    const outcome = await knowledge.answerer.answer({ text, history: [], mayReadInternal: true });
    expect(spoken(outcome)).toContain('23 hợp tác xã vận tải');
  });
});

describe('who holds an office', () => {
  const chair = 'Chủ tịch Liên minh Hợp tác xã tỉnh là ai?';

  test('is told for every alliance with its day when nobody says which', async () => {
    const text = spoken(await answerTo(chair));
    expect(text).toContain('Hoàng Văn Quế');
    expect(text).toContain('Danh Thị Sen');
    expect(text).toContain('12/06/2031');
    expect(text).toContain('03/09/2032');
  });

  test('is told for the alliance that is asked about', async () => {
    const answer = await answerTo('chu tich lmhtx tinh Kiên Giang la ai');
    expect(spoken(answer)).toContain('Danh Thị Sen');
    expect(spoken(answer)).not.toContain('Hoàng Văn Quế');
    expectVerbatim(answer.citations);
  });

  test('is told as of the year that is asked about', async () => {
    const text = spoken(
      await answerTo('Năm 2027 ai là Chủ tịch Liên minh Hợp tác xã tỉnh Kiên Giang?'),
    );
    expect(text).toContain('Trần Văn Đước');
    expect(text).not.toContain('Danh Thị Sen');
  });

  test("is told for the bot's own alliance when it has one", async () => {
    const own = await openKnowledge({
      dataDir: join(folder, 'data'),
      home: 'Liên minh HTX tỉnh Lạng Sơn',
    });
    try {
      const text = spoken(await own.answerer.answer({ text: chair, history: [] }));
      expect(text).toContain('Hoàng Văn Quế');
      expect(text).not.toContain('Danh Thị Sen');
    } finally {
      await own.close();
    }
  });
});

describe('odd input', () => {
  test.each([
    ['nothing', ''],
    ['spaces', ' \n\t '],
    ['an emoji', '🐝'],
    ['question marks', '???'],
    ['ten thousand characters', 'hợp tác xã trồng quế bao nhiêu '.repeat(330)],
    ['one endless word', 'a'.repeat(10_000)],
    ['a NUL', 'Lạng Sơn\u0000có bao nhiêu hợp tác xã?'],
    ['half a surrogate pair', '\ud83d hợp tác xã \udc1d'],
    ['search syntax', '"NEAR( * OR AND -^:" {title}'],
    ['markup', "<script>alert('x')</script>'; DROP TABLE documents;--"],
  ])('%s is met with words and no error', async (_, text) => {
    const words = spoken(await ask(text));
    expect(words.length).toBeGreaterThan(0);
    expect(words.length).toBeLessThanOrEqual(900);
  });

  test('history of odd turns does no harm', async () => {
    const history: Turn[] = [
      { role: 'user', content: '\u0000' },
      { role: 'assistant', content: '' },
      { role: 'user', content: '🐝'.repeat(3_000) },
    ];
    expect(spoken(await ask('Còn Lạng Sơn thì sao?', history)).length).toBeGreaterThan(0);
  });
});

describe('length', () => {
  test('a long list still fits a phone, its first items in front', async () => {
    const items = Array.from(
      { length: 40 },
      (_, i) => `${i + 1}. Hợp tác xã thủ công mỹ nghệ mây tre đan Làng Trúc số ${i + 1}`,
    );
    await withFile(
      'lang-nghe.md',
      `---\ntitle: Danh sách gian hàng làng nghề\ndate: 2031-08-01\n---\nCác gian hàng làng nghề mây tre đan gồm:\n${items.join(';\n')}.\n`,
      async () => {
        const text = spoken(await answerTo('Các gian hàng làng nghề mây tre đan gồm những ai?'));
        expect(text.length).toBeLessThanOrEqual(900);
        expect(text).toContain('Làng Trúc');
      },
    );
  });
});

describe('a document with an endless title', () => {
  test('is named by the head of it, in an answer and in a refusal', async () => {
    const title = 'Hội thi cấy lúa nếp nương của các xã vùng cao '.repeat(25);
    const text = `---\ntitle: ${title}\n---\nHội thi cấy lúa nếp nương có 83 tay cấy.\n`;
    await withFile('nep-nuong.md', text, async () => {
      for (const question of [
        'Hội thi cấy lúa nếp nương có bao nhiêu tay cấy?',
        'Hội thi cấy lúa nếp nương hết bao nhiêu tiền?',
      ]) {
        const words = spoken(await ask(question));
        expect(words).toContain('Hội thi cấy lúa nếp nương');
        expect(words.length).toBeLessThanOrEqual(900);
      }
    });
  });
});

describe('a corpus that changes', () => {
  test('is seen without opening it again', async () => {
    const question = 'Lễ hội đua thuyền thúng Bãi Nồm có bao nhiêu đội?';
    expect(spoken(await ask(question))).not.toContain('34 đội');
    const told = (count: number) =>
      `---\ntitle: Lễ hội đua thuyền thúng Bãi Nồm\ndate: 2031-07-01\n---\nLễ hội đua thuyền thúng Bãi Nồm có ${count} đội tham gia tranh tài.\n`;
    await withFile('dua-thuyen.md', told(34), async () => {
      expect(spoken(await ask(question))).toContain('34 đội');
      await withFile('dua-thuyen.md', told(37), async () => {
        const text = spoken(await ask(question));
        expect(text).toContain('37 đội');
        expect(text).not.toContain('34 đội');
      });
    });
    expect(spoken(await ask(question))).not.toContain('37 đội');
  });
});

/** Has a file in the corpus while something is tried. */
async function withFile(name: string, text: string, use: () => Promise<void>): Promise<void> {
  const file = join(folder, name);
  writeFileSync(file, text);
  const { corpus, embedder } = knowledge;
  const { added, replaced } = await ingest({ sources: [file], corpus, embedder });
  const [key] = [...added, ...replaced];
  if (!key) throw new Error(`${name} was not taken in`);
  try {
    await use();
  } finally {
    corpus.remove(key);
  }
}
