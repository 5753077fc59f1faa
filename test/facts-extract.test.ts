import { describe, expect, it } from 'vitest';
import { extractFacts } from '../ingest/facts/extract.ts';
import type { DocumentDraft, DocumentMetadata } from '../knowledge/corpus/document.ts';
import { acceptFacts } from '../knowledge/facts/accept.ts';
import { article, extract } from './facts-article.ts';

/** "person | title | organisation" of each office. */
function offices(text: string, metadata?: DocumentMetadata): string[] {
  return extract('office', text, metadata).map(({ person, title, organisation }) =>
    [person, title, organisation ?? '–'].join(' | '),
  );
}

/** "value unit | quantity" of each figure. */
function figures(text: string): string[] {
  return extract('figure', text).map(({ valueText, unit, quantity, isTarget }) => {
    const goal = isTarget ? ' (goal)' : '';
    return `${valueText} ${unit} | ${quantity}${goal}`;
  });
}

describe('offices', () => {
  it.each<[string, string[]]>([
    [
      'Chủ trì có đồng chí Lò Văn Phích, Tỉnh ủy viên, Chủ tịch Liên minh HTX tỉnh Sơn La.',
      ['Lò Văn Phích | Tỉnh ủy viên | –', 'Lò Văn Phích | Chủ tịch | Liên minh HTX tỉnh Sơn La'],
    ],
    [
      'Bà Cầm Thị Hoa - Phó Giám đốc Sở Nông nghiệp và Phát triển nông thôn phát biểu.',
      ['Cầm Thị Hoa | Phó Giám đốc | Sở Nông nghiệp và Phát triển nông thôn'],
    ],
    [
      'Giám đốc HTX Rau an toàn Vân Sơn Nguyễn Thị Hòa cho biết doanh thu tăng.',
      ['Nguyễn Thị Hòa | Giám đốc | HTX Rau an toàn Vân Sơn'],
    ],
    [
      'Dự có Bí thư Tỉnh ủy Vi Quốc Đạt, Chủ tịch UBND huyện Trần Văn Thời Lê Văn An.',
      ['Vi Quốc Đạt | Bí thư | Tỉnh ủy', 'Lê Văn An | Chủ tịch | UBND huyện Trần Văn Thời'],
    ],
    [
      'Ông Phan Văn Mẫn hiện là Chủ tịch HĐQT kiêm Giám đốc HTX Nông nghiệp Nắng Mới.',
      [
        'Phan Văn Mẫn | Chủ tịch HĐQT | HTX Nông nghiệp Nắng Mới',
        'Phan Văn Mẫn | Giám đốc | HTX Nông nghiệp Nắng Mới',
      ],
    ],
    [
      'Các Phó Chủ tịch Liên minh HTX tỉnh: Trần Minh Đức, Lê Quang Vinh cùng dự.',
      [
        'Trần Minh Đức | Phó Chủ tịch | Liên minh HTX tỉnh',
        'Lê Quang Vinh | Phó Chủ tịch | Liên minh HTX tỉnh',
      ],
    ],
    [
      "Chị H'Yar Kbuôr, Phó Giám đốc HTX Dịch vụ Công Bằng Ea Tu (thành phố Buôn Ma Thuột) cho hay.",
      ["H'Yar Kbuôr | Phó Giám đốc | HTX Dịch vụ Công Bằng Ea Tu"],
    ],
    [
      'Anh Giàng A Súa (SN 1990), Giám đốc HTX Chè Shan tuyết Phình Hồ chia sẻ.',
      ['Giàng A Súa | Giám đốc | HTX Chè Shan tuyết Phình Hồ'],
    ],
    [
      'Bà Lâm Thị Sang - Trưởng phòng Phong trào, Liên minh HTX tỉnh Sóc Trăng cho biết.',
      ['Lâm Thị Sang | Trưởng phòng | Phòng Phong trào, Liên minh HTX tỉnh Sóc Trăng'],
    ],
  ])('of "%s"', (sentence, expected) => {
    expect(offices(sentence)).toEqual(expected);
  });

  it('does not take a place, a street or a cooperative named after a person for a person', () => {
    expect(offices('Đại diện HTX Lê Hồng Phong, huyện Trần Văn Thời nêu ý kiến.')).toEqual([]);
    expect(offices('Chủ tịch UBND huyện Vũ Thư đi kiểm tra đường Nguyễn Văn Linh.')).toEqual([]);
  });

  it('tells a former and a newly elected holder, with the term', () => {
    const [former] = extract(
      'office',
      'Ông Võ Kim Sơn, nguyên Chủ tịch Liên minh HTX Việt Nam dự.',
    );
    expect(former?.standing).toBe('former');
    const text =
      'Hội nghị đã bầu đồng chí Đỗ Nhân Tài, Trưởng phòng Kế hoạch, giữ chức Phó Chủ tịch Liên minh HTX tỉnh, nhiệm kỳ 2020 - 2025.';
    expect(extract('office', text)).toMatchObject([
      { title: 'Trưởng phòng', standing: 'current' },
      { title: 'Phó Chủ tịch', standing: 'elected', term: '2020-2025' },
    ]);
  });

  it.each([
    'Ông Nguyễn Văn An tái đắc cử Chủ tịch, các ông Trần Văn Bình, Lê Văn Cường giữ chức Phó Chủ tịch.',
    'Ông Nguyễn Văn An tái cử chức Chủ tịch; ông Trần Văn Bình và ông Lê Văn Cường được bầu làm Phó Chủ tịch.',
    'Ông Nguyễn Văn An trúng cử Chủ tịch, ông Trần Văn Bình và ông Lê Văn Cường trúng cử Phó Chủ tịch.',
  ])('tells who was elected into what when several were: "%s"', (text) => {
    const held = extract('office', text).map(({ person, title, standing }) =>
      [person, title, standing].join(' | '),
    );
    expect(held).toEqual([
      'Nguyễn Văn An | Chủ tịch | elected',
      'Trần Văn Bình | Phó Chủ tịch | elected',
      'Lê Văn Cường | Phó Chủ tịch | elected',
    ]);
  });

  it('reads "Giám đốc HTX" as the cooperative the text spoke of', () => {
    const text =
      'HTX Nông nghiệp Tâm An, xã Xuân Thọ trồng rau.\nBà Trịnh Thu Hà, Giám đốc HTX cho biết giá ổn định.';
    expect(offices(text)).toEqual(['Trịnh Thu Hà | Giám đốc | HTX Nông nghiệp Tâm An']);
  });
});

describe('figures', () => {
  it.each<[string, string[]]>([
    [
      'Đến hết quý I/2024, toàn tỉnh có 196 HTX với hơn 47.500 thành viên, tổng vốn điều lệ 352,8 tỷ đồng.',
      ['196 HTX | HTX', '47.500 thành viên | thành viên HTX', '352,8 tỷ đồng | tổng vốn điều lệ'],
    ],
    [
      'Năm 2022, toàn tỉnh thành lập mới 63 HTX, giải thể 21 HTX, nâng tổng số HTX lên 789.',
      ['63 HTX | HTX thành lập mới', '21 HTX | HTX giải thể', '789 HTX | HTX'],
    ],
    ['Số HTX hoạt động hiệu quả là 152 HTX.', ['152 HTX | HTX hoạt động hiệu quả']],
    [
      'Liên minh mở 8 lớp tập huấn về kế toán, thuế cho HTX với 320 lượt người tham dự.',
      [
        '8 lớp tập huấn | lớp tập huấn về kế toán, thuế',
        '320 lượt người | lượt người tham dự lớp tập huấn về kế toán, thuế',
      ],
    ],
    ['Tham dự có đại diện 40 HTX trên địa bàn.', ['40 HTX | HTX có đại diện tham dự']],
    ['Tỉnh phấn đấu đến năm 2030 có 500 HTX.', ['500 HTX | HTX (goal)']],
    [
      'HTX tạo việc làm cho 45 lao động với mức lương từ 7-9 triệu đồng/người/tháng.',
      ['45 lao động | lao động có việc làm', '7-9 triệu đồng/người/tháng | mức lương'],
    ],
    ['Theo Nghị định số 45/2021/NĐ-CP ngày 31/3/2021, Điều 5, năm 2023.', []],
    ['Sáng 29/10 HTX họp thành viên tại nhà số 12, đường 30/4.', []],
  ])('of "%s"', (sentence, expected) => {
    expect(figures(sentence)).toEqual(expected);
  });

  it('gives done, planned and the share of the plan', () => {
    const text = 'Năm 2023 tư vấn phát triển mới 89/50 THT (đạt 178% so với kế hoạch).';
    expect(extract('figure', text)).toMatchObject([
      { value: 89, planned: 50, percentOfPlan: 178, period: 'Năm 2023', asOf: '2023-12-31' },
    ]);
  });

  it('gives the area of a district, the whole country and the home province apart', () => {
    const text =
      'Liên minh HTX tỉnh Thanh Hóa thông tin: huyện Thạch Thành hiện có 47 HTX.\nCả nước có 31.700 HTX.\nToàn tỉnh có 1.200 HTX.';
    expect(extract('figure', text)).toMatchObject([
      { value: 47, area: 'huyện Thạch Thành', province: 'Thanh Hóa' },
      { value: 31700, area: 'cả nước' },
      { value: 1200, province: 'Thanh Hóa' },
    ]);
    expect(extract('figure', text)[2]).not.toHaveProperty('area');
  });

  it('gives a province its own count beside that of the whole country', () => {
    const text =
      'Liên minh HTX tỉnh Trà Vinh cho biết trong 63 HTX được vinh danh cả nước, Trà Vinh có 3 HTX.';
    expect(extract('figure', text).at(-1)).toMatchObject({ value: 3, province: 'Trà Vinh' });
    expect(extract('figure', text).at(-1)).not.toHaveProperty('area');
  });

  it('keeps the parts of a whole from being taken for the whole', () => {
    const text = 'Liên minh HTX tỉnh có 187 thành viên, gồm 170 HTX, 14 doanh nghiệp.';
    expect(extract('figure', text)).toMatchObject([
      { quantity: 'thành viên', countsMembers: true },
      { quantity: 'HTX trong thành viên', countsMembers: true },
      { quantity: 'doanh nghiệp trong thành viên', countsMembers: true },
    ]);
  });
});

describe('policies', () => {
  it('gives number, day, issuer, subject and what is carried out', () => {
    const text =
      'Kế hoạch số 58/KH-UBND ngày 24/3/2023 của UBND tỉnh thực hiện Chương trình hành động số 21-CTr/TU của Ban Thường vụ Tỉnh ủy.';
    expect(extract('policy', text)).toMatchObject([
      {
        number: '58/KH-UBND',
        issuedOn: '2023-03-24',
        issuer: 'UBND tỉnh',
        implements: ['Chương trình hành động số 21-CTr/TU'],
      },
      { number: '21-CTr/TU', issuer: 'Ban Thường vụ Tỉnh ủy' },
    ]);
  });

  it('takes several mentions of one document for one', () => {
    const text =
      'Nghị quyết số 20-NQ/TW ngày 16/6/2022 của Ban Chấp hành Trung ương Đảng khóa XIII về tiếp tục đổi mới kinh tế tập thể.\nNghị quyết 20-NQ/TW được phổ biến.\nLuật HTX năm 2023 và Luật Hợp tác xã 2023.';
    expect(extract('policy', text).map(({ name }) => name)).toEqual([
      'Nghị quyết số 20-NQ/TW',
      'Luật HTX năm 2023',
    ]);
  });

  it('reads the day a law comes into force', () => {
    const [law] = extract('policy', 'Luật HTX 2023 có hiệu lực từ 1/7/2024 mở ra nhiều cơ hội.');
    expect(law).toMatchObject({ name: 'Luật HTX 2023', effectiveOn: '2024-07-01' });
  });
});

describe('memberships', () => {
  it('reads a list of admitted units with their districts and the day', () => {
    const text =
      'Ngày 05/3/2024, Liên minh HTX tỉnh Lào Cai tổ chức hội nghị Ban Chấp hành.\nTại hội nghị, Liên minh HTX tỉnh kết nạp 3 thành viên: HTX Du lịch cộng đồng Tả Van (thị xã Sa Pa); HTX Sản xuất và kinh doanh quế Nậm Đét, huyện Bắc Hà và Công ty TNHH Thanh Bình.';
    expect(extract('membership', text)).toMatchObject([
      { unit: 'HTX Du lịch cộng đồng Tả Van', status: 'admitted', district: 'Sa Pa' },
      { unit: 'HTX Sản xuất và kinh doanh quế Nậm Đét', district: 'Bắc Hà', province: 'Lào Cai' },
      { unit: 'Công ty TNHH Thanh Bình', unitKind: 'doanh nghiệp', admittedOn: '2024-03-05' },
    ]);
  });

  it('does not call admitted what is only planned', () => {
    const text = 'Năm nay, Liên minh HTX tỉnh phấn đấu kết nạp HTX Hoa Ban, huyện Mộc Châu.';
    expect(extract('membership', text)).toMatchObject([{ status: 'mentioned' }]);
  });

  it('takes two spellings of one unit for one', () => {
    const text =
      'Lãnh đạo HTX DV Nông nghiệp An Hưng, huyện Lục Nam phát biểu.\nHTX Nông nghiệp An Hưng đề xuất.';
    expect(extract('membership', text)).toHaveLength(1);
  });
});

describe('a legal document', () => {
  it('gives itself, the part that comes into force on another day and what it replaces', () => {
    const lines = [
      'Luật Hợp tác xã',
      '1. Luật này có hiệu lực thi hành từ ngày 01 tháng 7 năm 2024, trừ quy định tại khoản 2 Điều này.',
      '2. Quy định tại khoản 3 và khoản 4 Điều 115 của Luật này có hiệu lực thi hành từ ngày 01 tháng 9 năm 2023.',
      '3. Luật Hợp tác xã số 23/2012/QH13 hết hiệu lực kể từ ngày Luật này có hiệu lực thi hành.',
    ];
    const draft: DocumentDraft = {
      ...article(lines.join('\n'), { number: '17/2023/QH15', issuer: 'Quốc hội' }),
      kind: 'legal',
    };
    expect(extractFacts(draft)).toMatchObject([
      {
        role: 'itself',
        number: '17/2023/QH15',
        effectiveOn: '2024-07-01',
        replaces: ['Luật Hợp tác xã số 23/2012/QH13'],
      },
      {
        role: 'itself',
        article: 'Điều 115',
        clause: 'khoản 3 và khoản 4',
        effectiveOn: '2023-09-01',
      },
      { role: 'mentioned', number: '23/2012/QH13' },
    ]);
  });
});

describe('extraction', () => {
  it('is total: odd text gives facts that are accepted, or none', () => {
    const odd = [
      '',
      'x',
      '((((',
      '20/20/20/20 HTX HTX HTX',
      `Ông ${'A '.repeat(500)}`,
      `${'HTX '.repeat(2000)}`,
      `${'ngày 1/1/2020, '.repeat(300)}`,
      '“”–—…;;;,,,',
      'Chủ tịch '.repeat(300),
      '99.999.999.999 thành viên 31/02/2023',
    ];
    for (const text of odd) {
      const draft = article(`T\n${text}\n`);
      const facts = extractFacts(draft);
      expect(acceptFacts(draft, facts).rejected).toEqual([]);
    }
  });
});
