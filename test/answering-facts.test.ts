/** Answers from stored facts, over invented articles brought in as a person would. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { replyText } from '../bot/replies/answers.ts';
import { ingest } from '../ingest/run.ts';
import type { Turn } from '../knowledge/answering/answer.ts';
import { ANSWER_CHARACTERS_MAX, composeAnswer } from '../knowledge/answering/compose.ts';
import { verifyQuotes } from '../knowledge/answering/support.ts';
import { type Knowledge, openKnowledge } from '../knowledge/knowledge.ts';

const FILES: Record<string, string> = {
  'son-la-2022.txt': `Liên minh HTX tỉnh Sơn La tổng kết công tác năm 2022

10/01/2023

Ngày 10/1/2023, Liên minh HTX tỉnh Sơn La tổ chức hội nghị tổng kết. Ông Lò Văn Thuấn, Chủ tịch Liên minh HTX tỉnh Sơn La, chủ trì hội nghị.

Tính đến hết năm 2022, toàn tỉnh có 702 HTX và 96 tổ hợp tác.
`,
  'son-la-2024.txt': `Liên minh HTX tỉnh Sơn La tổng kết công tác năm 2024

15/01/2025

Ngày 15/1/2025, Liên minh HTX tỉnh Sơn La tổ chức hội nghị tổng kết công tác năm 2024. Bà Cầm Thị Hoa, Chủ tịch Liên minh HTX tỉnh Sơn La, phát biểu tại hội nghị.

Tính đến hết năm 2024, toàn tỉnh có 813 HTX và 120 tổ hợp tác. Năm 2024, toàn tỉnh thành lập mới 41 HTX.

Tham dự hội nghị có lãnh đạo Sở Công Thương và đại diện 60 HTX. Tại hội nghị, đại diện các HTX kiến nghị về thiếu vốn; đường vào bản xấu; giá mận bấp bênh. Ông Vừ A Páo, Giám đốc HTX Mận Hồng đề nghị mở thêm điểm thu mua ở bản xa.

Mùa mưa năm 2024, đường vào các bản sạt lở, nông sản chất đống không ai mua.

Trước tình hình trên, ngày 2/9/2024, Liên minh HTX tỉnh lập tổ vận chuyển lưu động.

Năm 2025, Liên minh HTX tỉnh đề ra 3 nhiệm vụ trọng tâm. Trong đó, mở chợ phiên cuối tuần ở các bản; lập tổ tư vấn lưu động. Bên cạnh đó, tập huấn kế toán cho HTX mới.

Giám đốc HTX Chè Xanh Lò Văn Mướp hỏi vì sao hồ sơ thuê đất làm xưởng sấy chè chậm duyệt. Đại diện Sở Tài nguyên và Môi trường trả lời: khu đất còn chờ điều chỉnh quy hoạch rừng.

Nghị quyết số 77-NQ/TU ngày 5/6/2024 của Ban Chấp hành Đảng bộ tỉnh Sơn La về phát triển kinh tế tập thể được phổ biến tại hội nghị.

Nhân dịp này, Liên minh HTX tỉnh Sơn La công bố quyết định kết nạp thành viên cho 02 đơn vị: HTX Mận Hồng, huyện Mộc Châu và HTX Chè Xanh, huyện Vân Hồ.
`,
  'lai-chau.txt': `Liên minh HTX tỉnh Lai Châu họp bàn công tác năm 2025

20/01/2025

Ngày 20/1/2025, Liên minh HTX tỉnh Lai Châu tổ chức hội nghị. Ông Tẩn A Sếnh, Chủ tịch Liên minh HTX tỉnh Lai Châu, chủ trì hội nghị.

Tính đến hết năm 2024, toàn tỉnh có 384 HTX.
`,
};

const folder = mkdtempSync(join(tmpdir(), 'hoptac-facts-first-'));
const opened: Knowledge[] = [];
let knowledge: Knowledge;
let ofLaiChau: Knowledge;

beforeAll(async () => {
  const sources = join(folder, 'sources');
  mkdirSync(sources);
  for (const [name, text] of Object.entries(FILES)) writeFileSync(join(sources, name), text);
  const dataDir = join(folder, 'data');
  knowledge = await openKnowledge({ dataDir });
  await ingest({ sources: [sources], corpus: knowledge.corpus, embedder: knowledge.embedder });
  ofLaiChau = await openKnowledge({ dataDir, home: 'Lai Châu' });
  opened.push(knowledge, ofLaiChau);
});

afterAll(async () => {
  for (const one of opened) await one.close();
  rmSync(folder, { recursive: true, force: true });
});

/** The lines of an answer, its quotes having been found word for word; the outcome when there is none. */
async function lines(text: string, earlier: string[] = [], by = knowledge): Promise<string[]> {
  const history = earlier.map((content): Turn => ({ role: 'user', content }));
  const outcome = await by.answerer.answer({ text, history });
  if (outcome.outcome !== 'answered') return [outcome.outcome];
  expect(verifyQuotes(outcome.citations, (id) => by.corpus.documentText(id))).toEqual([]);
  return outcome.claims.map((claim) => claim.text);
}

describe('a figure', () => {
  test.each(['Sơn La có bao nhiêu HTX?', 'son la hien co may hop tac xa'])(
    '"%s" is the newest, with the one before it',
    async (text) => {
      expect(await lines(text)).toEqual([
        'Sơn La, tính đến hết năm 2024: 813 HTX',
        'Trước đó, tính đến hết năm 2022: 702 HTX',
      ]);
    },
  );

  test('of a year is of that year alone', async () => {
    expect(await lines('Năm 2022 Sơn La có bao nhiêu HTX?')).toEqual([
      'Sơn La, tính đến hết năm 2022: 702 HTX',
    ]);
  });

  test('of newly founded ones is never the total, where none is told of', async () => {
    expect(await lines('năm 2024 sơn la thành lập mới bao nhiêu htx')).toEqual([
      'Sơn La, năm 2024: 41 HTX thành lập mới',
    ]);
    expect(await lines('năm 2024 lai châu thành lập mới bao nhiêu htx')).toEqual(['abstained']);
  });

  test('of several provinces names each, unless the bot has a home', async () => {
    expect((await lines('Có bao nhiêu hợp tác xã?')).toSorted()).toEqual([
      'Lai Châu, tính đến hết năm 2024: 384 HTX',
      'Sơn La, tính đến hết năm 2024: 813 HTX',
    ]);
    expect(await lines('Có bao nhiêu hợp tác xã?', [], ofLaiChau)).toEqual([
      'Lai Châu, tính đến hết năm 2024: 384 HTX',
    ]);
  });

  test('is asked for again by a follow-up: of something else, somewhere else, another year', async () => {
    const earlier = ['Sơn La có bao nhiêu HTX?'];
    expect((await lines('Còn tổ hợp tác thì sao?', earlier))[0]).toContain('120 tổ hợp tác');
    expect(await lines('thế Lai Châu?', earlier)).toEqual([
      'Lai Châu, tính đến hết năm 2024: 384 HTX',
    ]);
    expect((await lines('thế năm 2022?', earlier))[0]).toContain('702 HTX');
  });

  test('of members is not the number of those admitted', async () => {
    expect(await lines('Liên minh HTX Sơn La có bao nhiêu thành viên?')).toEqual(['abstained']);
  });
});

describe('an office', () => {
  test('is told with who held it before', async () => {
    expect(await lines('chủ tịch liên minh htx sơn la là ai')).toEqual([
      'Chủ tịch Liên minh HTX tỉnh Sơn La: Cầm Thị Hoa, theo tin ngày 15/01/2025',
      'Trước đó: Lò Văn Thuấn, theo tin ngày 10/01/2023',
    ]);
  });

  test.each(['ông Thuấn làm chức gì', 'Ông Lò Văn Thuấn là ai?'])(
    '"%s" is told of the person, for the day of its source',
    async (text) => {
      expect(await lines(text)).toEqual([
        'Lò Văn Thuấn: Chủ tịch Liên minh HTX tỉnh Sơn La, theo tin ngày 10/01/2023',
      ]);
    },
  );

  test('of somebody who is told of nowhere is nobody else’s', async () => {
    expect((await lines('Ông Lò Văn Tèo là ai?'))[0]).not.toContain('Chủ tịch');
  });

  test('of a year is not answered with the holder of another', async () => {
    expect(await lines('Năm 2023 ai là Chủ tịch Liên minh HTX Sơn La?')).toEqual([
      'Chủ tịch Liên minh HTX tỉnh Sơn La: Lò Văn Thuấn, theo tin ngày 10/01/2023',
    ]);
    const [line] = await lines('Năm 2016 ai là Chủ tịch Liên minh HTX Lai Châu?');
    expect(line).not.toContain('theo tin ngày');
  });

  test('of an abbreviated question in a bot with a home is that home’s', async () => {
    expect(await lines('ct lmhtx h là ai v', [], ofLaiChau)).toEqual([
      'Chủ tịch Liên minh HTX tỉnh Lai Châu: Tẩn A Sếnh, theo tin ngày 20/01/2025',
    ]);
  });
});

describe('an admission', () => {
  test.each(['thành viên mới kết nạp gần đây', 'htx nao moi vao lien minh son la'])(
    '"%s" is told in the words that name all of them',
    async (text) => {
      const [line, ...more] = await lines(text);
      expect(more).toEqual([]);
      expect(line).toMatch(/^Sơn La, 15\/01\/2025: .*HTX Mận Hồng.*HTX Chè Xanh/);
    },
  );

  test.each(['Liên minh Sơn La kết nạp mấy đơn vị tháng 1/2025?', 'thành viên mới gồm những ai'])(
    '"%s" is told by the batch, which says how many',
    async (text) => {
      expect((await lines(text))[0]).toContain('02 đơn vị');
    },
  );

  test('of one unit is told with its day', async () => {
    expect(await lines('HTX Mận Hồng vào liên minh khi nào?')).toEqual([
      expect.stringMatching(
        /^HTX Mận Hồng được kết nạp vào Liên minh HTX tỉnh.* ngày 15\/01\/2025$/,
      ),
    ]);
  });
});

describe('a numbered document', () => {
  test.each(['nghị quyết 77 về gì', 'Nghị quyết 77 do ai ban hành?', 'nghi quyet 77 ra ngay nao'])(
    '"%s" is told in the words of a source that says it',
    async (text) => {
      expect(await lines(text)).toEqual([
        expect.stringMatching(/^Nghị quyết số 77-NQ\/TU ngày 5\/6\/2024 của .* về phát triển/),
      ]);
    },
  );

  test('that no source tells of is not told from another one', async () => {
    expect((await lines('nghị quyết 78 về gì'))[0]).not.toContain('77-NQ');
  });
});

describe('what of a meeting is asked for', () => {
  test.each(['thành viên kiến nghị gì', 'htx sơn la gặp khó khăn gì'])(
    '"%s" is what the members asked for there',
    async (text) => {
      expect(await lines(text)).toEqual([
        expect.stringMatching(/^15\/01\/2025, Sơn La: .*thiếu vốn; đường vào bản xấu/),
      ]);
    },
  );

  test.each(['ai dự hội nghị ở sơn la', 'Dự hội nghị ở Sơn La còn có ai?'])(
    '"%s" is the sentence that names the guests',
    async (text) => {
      expect(await lines(text)).toEqual([
        '15/01/2025, Sơn La: Tham dự hội nghị có lãnh đạo Sở Công Thương và đại diện 60 HTX.',
      ]);
    },
  );

  test('is what a person said there', async () => {
    expect(await lines('ông Páo nói gì ở hội nghị')).toEqual([
      expect.stringMatching(/^15\/01\/2025, Sơn La: Ông Vừ A Páo, .* đề nghị mở thêm điểm thu mua/),
    ]);
  });

  test('is the day of the only one that fits', async () => {
    expect(await lines('tổng kết năm 2024 ở Sơn La họp ngày nào')).toEqual([
      expect.stringMatching(/^Ngày 15\/1\/2025, Liên minh HTX tỉnh Sơn La tổ chức/),
    ]);
  });

  test('is not told where something else is asked', async () => {
    const [line] = await lines('Ai trả lời kiến nghị của thành viên ở Sơn La?');
    expect(line).not.toContain('đường vào bản xấu');
  });
});

test('tasks that a sentence only announces are told with the sentences that spell them out', async () => {
  const [line] = await lines('Năm 2025 Liên minh Sơn La có những nhiệm vụ trọng tâm gì?');
  expect(line).toMatch(/3 nhiệm vụ trọng tâm\. Trong đó, mở chợ phiên.*tập huấn kế toán/);
  const [count] = await lines('Năm 2025 Liên minh Sơn La đề ra mấy nhiệm vụ trọng tâm?');
  expect(count).not.toContain('Trong đó');
});

test('a reason that a sentence only points back to is told with it', async () => {
  const told = await lines('Vì sao Liên minh Sơn La lập tổ vận chuyển lưu động?');
  expect(told.join(' ')).toMatch(/đường vào các bản sạt lở.*Trước tình hình trên/);
});

test('what somebody asked at a meeting is told with the reply', async () => {
  const told = await lines('Hồ sơ thuê đất làm xưởng sấy của HTX Chè Xanh chậm duyệt vì sao?');
  expect(told.join(' ')).toContain('chờ điều chỉnh quy hoạch rừng');
});

test('of two statements a short one leaves its room to a long one', async () => {
  const { candidates } = await knowledge.inspect({ text: 'HTX Mận Hồng', history: [] });
  const saying = (text: string) => {
    const [one] = candidates;
    return { ...one!, statement: { ...one!.statement, kind: 'sentence' as const, text } };
  };
  const long = `${'mận hậu chín sớm '.repeat(32)}cuối`;
  const { claims } = composeAnswer([saying(long), saying('Mận đắt.')], 1);
  expect(claims[0]?.text).toContain('cuối');
  const both = composeAnswer([saying(long), saying(long)], 1).claims.map(({ text }) => text);
  expect(both.join('').length).toBeLessThanOrEqual(ANSWER_CHARACTERS_MAX);
});

test('two statements of one source name it once, of two sources each names its own', async () => {
  const { candidates } = await knowledge.inspect({ text: 'HTX Mận Hồng', history: [] });
  const saying = (text: string, title?: string) => {
    const { statement, retrieved, ...rest } = candidates[0]!;
    const metadata = { ...retrieved.document.metadata, organisation: title };
    const document = title ? { ...retrieved.document, metadata } : retrieved.document;
    const said = { ...statement, kind: 'sentence' as const, text };
    return { ...rest, retrieved: { ...retrieved, document }, statement: said };
  };
  const one = composeAnswer([saying('Mận đắt.'), saying('Mơ rẻ.')], 1);
  expect(replyText(one, {})).toMatch(/^[^\n]+:\n– Mận đắt\. \[1\]\n– Mơ rẻ\. \[\d\]$/);
  const two = composeAnswer([saying('Mận đắt.'), saying('Mơ rẻ.', 'Hội Làm vườn')], 1);
  expect(replyText(two, {})).toMatch(/: Mận đắt\. \[1\]\nHội Làm vườn, [\d/]+: Mơ rẻ\. \[\d\]$/);
});
