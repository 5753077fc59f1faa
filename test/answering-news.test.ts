/** News answers: a statement counts as an answer only when it holds what was asked, of whom it was asked. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { replyText } from '../bot/replies/answers.ts';
import { ingest } from '../ingest/run.ts';
import { mattersAsked } from '../knowledge/answering/asked-matter.ts';
import { askedMeasure } from '../knowledge/answering/asked-measure.ts';
import { isSameOrganisation, organisationsIn } from '../knowledge/answering/asked-organisation.ts';
import { askedQuantity, holdsQuantity } from '../knowledge/answering/asked-quantity.ts';
import {
  seriesIn,
  tellsOfAnother,
  tellsOfOtherYears,
  tellsOfPlans,
} from '../knowledge/answering/asked-series.ts';
import { countTest } from '../knowledge/answering/figure-answers.ts';
import { untoldShare } from '../knowledge/answering/said-again.ts';
import { matchTokens } from '../knowledge/answering/term-match.ts';
import { type Knowledge, openKnowledge } from '../knowledge/knowledge.ts';
import { completeQuestion } from '../knowledge/question/conversation.ts';
import { readQuestion } from '../knowledge/question/question.ts';

const FILES: Record<string, string> = {
  'sen.md': `---
title: Chuyện trồng sen ở Đầm Vạc
date: 2032-05-14
---
Giữa mùa sen, HTX Sen Đầm Vạc tấp nập khách đến tham quan và chụp ảnh trên những chiếc thuyền nhỏ.

HTX Sen Đầm Vạc hiện trồng 37ha sen lấy hạt và có 48 thành viên.

Ông Khổng Văn Hạt, Giám đốc HTX, cho biết sen năm nay được mùa, trà sen bán chạy ở nhiều tỉnh.
`,
  'mat-ong.md': `---
title: Liên minh HTX tỉnh Hà Giang trao thưởng cho các HTX tiêu biểu
date: 2032-06-20
---
Ngày 20/6/2032, Liên minh HTX tỉnh Hà Giang trao thưởng cho các HTX tiêu biểu của tỉnh.

HTX Mật ong Lũng Cẩm tạo việc làm cho 66 lao động, mỗi người được thưởng 2 triệu đồng tiền mặt.

Bà Vàng Thị Dợ, Giám đốc HTX Mật ong Lũng Cẩm, thay mặt các HTX phát biểu cảm ơn.

Đợt 1 năm 2032 tỉnh công nhận 12 HTX tiêu biểu.
`,
  'dai-hoi.md': `---
title: Đại hội Liên minh HTX tỉnh Yên Bái lần thứ VI
date: 2031-10-08
---
Ngày 08/10/2031, Liên minh HTX tỉnh Yên Bái tổ chức Đại hội lần thứ VI, nhiệm kỳ 2031 - 2036, với 150 đại biểu.

Đến năm 2031, toàn tỉnh Yên Bái có 512 HTX. Năm 2032, Liên minh HTX tỉnh đặt mục tiêu thành lập mới 30 HTX.
`,
};

FILES['tham-quan.md'] = `---
title: Đoàn Liên minh HTX tỉnh Thái Bình học cách làm liên hiệp HTX ở Tri Tôn
date: 2032-07-30
---
Đoàn cán bộ Liên minh HTX tỉnh Thái Bình do ông Bùi Văn Cải dẫn đầu đã sang huyện Tri Tôn (An Giang) học kinh nghiệm.

Đầu tháng 5/2032, Liên hiệp HTX Tri Tôn ra đời với vốn điều lệ 600 triệu đồng.

HTX Muối Sạch Tri Tôn ở Thái Bình thì mỗi năm có doanh thu 9 tỷ đồng.

Trà sen của HTX Trà Sen Kim Đồng bán chạy; năm 2031 HTX thu hơn 6,4 tỷ đồng.
`;

let folder: string;
let knowledge: Knowledge;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'hoptac-answering-news-'));
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

async function answerTo(text: string): Promise<string | undefined> {
  const outcome = await knowledge.answerer.answer({ text, history: [] });
  return outcome.outcome === 'answered' ? replyText(outcome, {}) : undefined;
}

describe('an answer holds the quantity that was asked for', () => {
  test('with the noun it counts', async () => {
    expect(await answerTo('HTX Sen Đầm Vạc có bao nhiêu thành viên?')).toContain('48 thành viên');
    expect(await answerTo('HTX Sen Đầm Vạc có bao nhiêu lao động?')).toBeUndefined();
  });

  test('in a unit of its measure, though the unit is written without a space', async () => {
    expect(await answerTo('HTX Sen Đầm Vạc trồng sen trên diện tích bao nhiêu?')).toContain('37ha');
    expect(await answerTo('HTX Sen Đầm Vạc doanh thu bao nhiêu một năm?')).toBeUndefined();
  });
});

describe('an answer is of whom it was asked', () => {
  test('the director of another cooperative is not the one asked for', async () => {
    expect(await answerTo('Giám đốc HTX Mật ong Lũng Cẩm là ai?')).toContain('Vàng Thị Dợ');
    expect(await answerTo('Giám đốc HTX Chè Lũng Cẩm là ai?')).toBeUndefined();
  });

  test('a name that stands nowhere with capitals is told of nowhere', async () => {
    // "2 triệu đồng tiền mặt" is not Đồng Tiến.
    expect(await answerTo('HTX Đồng Tiến có bao nhiêu lao động?')).toBeUndefined();
    expect(await answerTo('HTX Rau Thung Khe có bao nhiêu lao động?')).toBeUndefined();
  });

  test("another person's office is not the one asked for", async () => {
    expect(await answerTo('Ông Khổng Văn Nước giữ chức vụ gì?')).toBeUndefined();
  });
});

describe('an answer is of what the question is about', () => {
  test('what a document tells of a question is measured by weight', () => {
    const words = ' htx sen dam vac hien trong sen ';
    expect(untoldShare(reading('sen đầm vạc'), words)).toBe(0);
    expect(untoldShare(reading('thuốc bảo vệ sen'), words)).toBeGreaterThan(0.5);
  });

  test('a bare definition is asked for, and a mention is none', async () => {
    expect(await answerTo('Trà sen là gì')).toBeUndefined();
  });

  test('new ones and those of some are no total', () => {
    const completed = completeQuestion('Yên Bái có bao nhiêu HTX?', []);
    const holdsTotal = countTest(completed, {
      provinces: new Set(),
      persons: [],
      today: '2032-09-01',
    })!;
    expect(holdsTotal('Toàn tỉnh có 512 HTX, trong đó 300 HTX nông nghiệp.')).toBe(true);
    expect(holdsTotal('Trong năm thành lập mới 20 HTX; giải thể 7 HTX.')).toBe(false);
    expect(holdsTotal('31 sản phẩm của 24 HTX được công nhận.')).toBe(false);
  });
});

describe('an answer is of the place and the year that were asked for', () => {
  test("a district is told of without its province, in another province's news", async () => {
    expect(await answerTo('vốn điều lệ liên hiệp HTX Tri Tôn là bao nhiêu?')).toContain(
      '600 triệu',
    );
  });

  test('a name that ends as a district does is one of its own', async () => {
    expect(await answerTo('doanh thu htx muối sạch tri tôn mỗi năm')).toContain('9 tỷ');
  });

  test('what is asked of this year is not answered from the news of another', async () => {
    expect(await answerTo('HTX Sen Đầm Vạc năm nay có bao nhiêu thành viên?')).toBeUndefined();
    expect(await answerTo('HTX Sen Đầm Vạc có bao nhiêu thành viên?')).toContain('48');
  });

  test('"thu hơn 6,4 tỷ" is a turnover, and that of 2031 is not that of 2032', async () => {
    expect(await answerTo('doanh thu HTX Trà Sen Kim Đồng 2031')).toContain('6,4 tỷ');
    expect(await answerTo('doanh thu htx tra sen kim dong nam 2030')).toBeUndefined();
  });
});

describe('an answer is of the one of a series that was asked for', () => {
  test('congresses, batches and years', async () => {
    expect(await answerTo('Đại hội lần thứ 6 Liên minh HTX Yên Bái họp ngày nào?')).toContain(
      '8/10/2031',
    );
    expect(
      await answerTo('Đại hội lần thứ VII Liên minh HTX Yên Bái họp ngày nào?'),
    ).toBeUndefined();
    expect(
      await answerTo('Đợt 2 năm 2032 Hà Giang công nhận bao nhiêu HTX tiêu biểu?'),
    ).toBeUndefined();
    expect(await answerTo('Năm 2027 tỉnh Yên Bái có bao nhiêu HTX?')).toBeUndefined();
  });
});

const reading = (question: string) =>
  readQuestion(question, { documentFrequency: () => 3, passageCount: () => 100, near: () => [] });

function holds(question: string, text: string): boolean | undefined {
  const read = reading(question);
  const asked = askedQuantity(read, askedMeasure(read.terms));
  return asked && holdsQuantity(asked, text, matchTokens(text));
}

describe('the quantity asked for', () => {
  test('stands beside its noun, its synonym or behind "số …"', () => {
    expect(holds('có mấy HTX', 'Tỉnh có 12 hợp tác xã.')).toBe(true);
    expect(holds('bao nhiêu người được tặng bằng khen', '04 cá nhân được tặng bằng khen.')).toBe(
      true,
    );
    expect(
      holds('có bao nhiêu xã viên', 'Số xã viên của các HTX trong tỉnh là 17.356 người.'),
    ).toBe(true);
    expect(holds('ủng hộ bao nhiêu gạo', 'đã đóng góp 35 tấn gạo')).toBe(true);
    expect(holds('mấy trăm đàn ong', 'HTX nuôi 300 đàn ong')).toBe(true);
  });

  test('is not a number of something else, a day or a sum of money', () => {
    expect(holds('có bao nhiêu lao động', 'HTX có 40 hộ thành viên.')).toBe(false);
    expect(holds('có bao nhiêu thành viên', 'Ngày 12/5 thành viên nhận 3 triệu đồng.')).toBe(false);
    expect(holds('có bao nhiêu HTX', 'HTX Suối Bạc trồng 5 giống chè.')).toBe(false);
  });

  test('of a measure needs the measure and a sum in its unit', () => {
    expect(holds('diện tích bao nhiêu', 'HTX có diện tích 900 ha.')).toBe(true);
    expect(holds('diện tích bao nhiêu', 'HTX mở rộng diện tích cho 20 hộ.')).toBe(false);
    expect(holds('nộp thuế bao nhiêu', 'Doanh thu đạt 5 tỷ đồng.')).toBe(false);
  });

  test('is told beside its whole noun, of members and not of those who came, of things and not of years', () => {
    expect(holds('htx suối bạc, số lao động', 'HTX tạo việc cho 40 công nhân.')).toBe(true);
    expect(holds('htx suối bạc, số lao động', 'HTX Suối Bạc trồng 5 giống chè.')).toBe(false);
    expect(holds('có mấy liên hiệp HTX', 'Kỷ niệm 30 năm thành lập Liên minh HTX.')).toBe(false);
    expect(holds('có bao nhiêu thành viên', 'Mở 4 lớp với 450 người tham dự.')).toBe(false);
    expect(holds('bao nhiêu nhà khá lên', 'Đã có 12 hộ vươn lên khá giả.')).toBe(true);
  });

  test('of a measure stands in its clause, and is no share of it', () => {
    expect(holds('doanh thu bao nhiêu', 'HTX lãi 2 tỷ đồng; tính lương theo doanh thu.')).toBe(
      false,
    );
    expect(
      holds('doanh thu bao nhiêu', 'Lương bằng 1,2% doanh thu, không quá 20 triệu đồng.'),
    ).toBe(false);
    expect(holds('doanh thu bao nhiêu', 'Chế biến 62 tấn chè, doanh thu 18,7 tỷ đồng.')).toBe(true);
  });

  test('is not looked for where "mấy" only means several', () => {
    expect(holds('Mấy đơn vị ở đó gặp khó khăn gì', 'Thiếu vốn.')).toBeUndefined();
    expect(holds('HTX kiến nghị về mấy chuyện gì', 'Thiếu vốn.')).toBeUndefined();
  });

  test('may be mistyped, and is no count of what has no pieces', () => {
    expect(holds('HTX có mấy thàn viên', 'HTX có 33 thành viên.')).toBe(true);
    expect(holds('có bao nhiêu chị em làm giám đốc', 'Cả tỉnh có 29 nữ giám đốc.')).toBe(true);
    expect(holds('cho vay lãi mấy, nuôi cá được vay bao nhiêu', 'Lãi 4,5%/năm.')).toBe(true);
    expect(holds('phải góp bao nhiêu vốn', 'Mỗi hộ góp 15 triệu đồng.')).toBeUndefined();
  });
});

describe('the matter that a question cannot do without', () => {
  const isTold = (question: string, text: string) =>
    mattersAsked(reading(question)).every((test) => test(text, ''));

  test('is spoken of in the statement', () => {
    const admitted = 'Liên minh kết nạp mấy đơn vị?';
    expect(isTold(admitted, 'Trong cụm có 56 đơn vị thành viên.')).toBe(false);
    expect(isTold(admitted, 'Trao quyết định kết nạp cho 04 đơn vị.')).toBe(true);
    expect(isTold('Ông Vi Văn Sổ sn bn vậy?', 'Năm 2030 ông Vi Văn Sổ nhận giải.')).toBe(false);
    expect(isTold('Bốn cá nhân được khen gồm những ai?', '04 cá nhân được khen.')).toBe(false);
    expect(isTold('Bốn cá nhân được khen gồm những ai?', 'Khen ông Vi Văn Sổ.')).toBe(true);
  });

  test('is new where new ones are counted, and several names where several are asked for', () => {
    const founded = 'Chín tháng tỉnh lập mới được bao nhiêu HTX?';
    expect(isTold(founded, 'Toàn tỉnh có 478 HTX.')).toBe(false);
    expect(isTold(founded, 'Toàn tỉnh thành lập mới 12 HTX.')).toBe(true);
    const names = 'Cho xin tên sáu người được khen';
    expect(isTold(names, 'Ông Vi Văn Sổ trao bằng khen cho các cá nhân.')).toBe(false);
    expect(isTold(names, 'Khen ông Vi Văn Sổ, bà Vi Thị Sách.')).toBe(true);
  });

  test('is a share of its own where no plan is asked about', () => {
    const plan = 'Mở 30 lớp, đạt và vượt 200% kế hoạch.';
    expect(isTold('Bao nhiêu phần trăm HTX vào Liên minh?', plan)).toBe(false);
    expect(isTold('Bao nhiêu phần trăm HTX vào Liên minh?', 'Kết nạp 100% HTX mới.')).toBe(true);
    expect(isTold('Mở lớp đạt bao nhiêu phần trăm kế hoạch?', plan)).toBe(true);
  });
});

describe('organisations', () => {
  test('are read with their whole name', () => {
    expect(
      organisationsIn(
        'Giám đốc HTX Chăn nuôi và Thủy sản Gò Công, HTX Sầu riêng Tân Phú được vay vốn',
      ),
    ).toEqual(['chan nuoi va thuy san go cong'.split(' '), 'sau rieng tan phu'.split(' ')]);
    expect(organisationsIn('Liên minh HTX Việt Nam họp với các HTX trong tỉnh Kon Tum')).toEqual(
      [],
    );
  });

  test('are the same when all that people say of the name stands in it', () => {
    const [told = []] = organisationsIn('HTX Dịch vụ nông nghiệp Suối Bạc');
    expect(isSameOrganisation([['suoi'], ['bac']], told)).toBe(true);
    expect(isSameOrganisation([['che'], ['suoi'], ['bac']], told)).toBe(false);
  });
});

describe('series', () => {
  test('are numbered alike in Roman and Arabic numerals', () => {
    expect(tellsOfAnother(seriesIn('dai hoi lan thu vii'), seriesIn('dai hoi lan thu 7'))).toBe(
      false,
    );
    expect(tellsOfAnother(seriesIn('dai hoi lan thu vii'), seriesIn('dai hoi vi'))).toBe(true);
    expect(tellsOfAnother(seriesIn('giai ba'), seriesIn('trao giai nhat'))).toBe(true);
    expect(tellsOfAnother(seriesIn('dai hoi lan thu vii'), seriesIn('hoi nghi'))).toBe(false);
  });

  test('a year falls into a period', () => {
    expect(tellsOfOtherYears(['2033'], 'giai đoạn 2031 - 2035')).toBe(false);
    expect(tellsOfOtherYears(['2033'], 'trong năm 2032')).toBe(true);
    expect(tellsOfOtherYears(['2033'], 'trong năm')).toBe(false);
  });

  test('what is planned does not tell what is', () => {
    expect(tellsOfPlans('có bao nhiêu HTX', 'Năm 2032 phấn đấu thành lập 22 HTX')).toBe(true);
    expect(tellsOfPlans('mục tiêu bao nhiêu HTX', 'Năm 2032 phấn đấu thành lập 22 HTX')).toBe(
      false,
    );
    expect(tellsOfPlans('có bao nhiêu HTX', 'Đã thành lập 22 HTX, vượt kế hoạch')).toBe(false);
    expect(tellsOfPlans('có bao nhiêu HTX', 'Liên minh đặt mục tiêu lập 22 HTX')).toBe(true);
  });
});
