import { describe, expect, it } from 'vitest';
import { extractFacts } from '../ingest/facts/extract.ts';
import type { DocumentDraft, DocumentMetadata } from '../knowledge/corpus/document.ts';
import { acceptFacts } from '../knowledge/facts/accept.ts';
import type { Fact } from '../knowledge/facts/schemas.ts';

/** An article of one passage a line; its first line is the title. */
function article(text: string, metadata: DocumentMetadata = {}): DocumentDraft {
  const passages = [...text.matchAll(/[^\n]+/g)].slice(1).map((line) => ({
    kind: 'text' as const,
    heading: '',
    text: line[0],
    start: line.index,
    end: line.index + line[0].length,
  }));
  const title = text.split('\n')[0] ?? '';
  return { kind: 'article', title, text, metadata, visibility: 'public', passages };
}

function extract<K extends Fact['fact']>(kind: K, text: string, metadata?: DocumentMetadata) {
  const facts = extractFacts(article(`Tin kinh tế tập thể\n${text}`, metadata));
  return facts.filter((fact): fact is Extract<Fact, { fact: K }> => fact.fact === kind);
}

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

describe('events', () => {
  const NEWS = `Ngày 20/5/2023, tại xã Hướng Phùng, huyện Hướng Hóa, Liên minh HTX tỉnh Quảng Trị phối hợp với UBND huyện Hướng Hóa tổ chức Lễ ra mắt HTX Nông sản Khe Sanh.
Chủ trì buổi lễ có ông Nguyễn Khắc Phong, Chủ tịch Liên minh HTX tỉnh; dự có bà Hồ Thị Thu Hằng, Bí thư Huyện ủy Hướng Hóa cùng hơn 100 đại biểu.
Tại buổi lễ, các đại biểu đã nghe báo cáo về phương án sản xuất kinh doanh.
Buổi lễ thống nhất thông qua Điều lệ HTX.
Nhân dịp này, Chủ tịch UBND tỉnh tặng Bằng khen cho 2 tập thể và 3 cá nhân.`;

  it('gives what, when, where and by whom', () => {
    expect(extract('event', NEWS)).toMatchObject([
      {
        title: 'Lễ ra mắt HTX Nông sản Khe Sanh',
        kinds: ['ra mắt'],
        startsOn: '2023-05-20',
        place: 'xã Hướng Phùng, huyện Hướng Hóa',
        district: 'Hướng Hóa',
        province: 'Quảng Trị',
        organiser: 'Liên minh HTX tỉnh Quảng Trị phối hợp với UBND huyện Hướng Hóa',
      },
    ]);
  });

  it('gives who took part and what was heard, decided and awarded', () => {
    const [event] = extract('event', NEWS);
    expect(event?.people.map(({ role, name }) => `${role} ${name}`)).toEqual([
      'chair Nguyễn Khắc Phong',
      'attendee Hồ Thị Thu Hằng',
    ]);
    expect(event?.items.map(({ kind, count, recipient }) => [kind, count, recipient])).toEqual([
      ['participants', 100, undefined],
      ['content', undefined, undefined],
      ['decision', undefined, undefined],
      ['award', 2, '2 tập thể'],
      ['award', 3, '3 cá nhân'],
    ]);
  });

  it.each<[string, string, string]>([
    [
      'Trong 2 ngày 15-16/6/2023, Liên minh HTX tỉnh tổ chức lớp tập huấn kế toán.',
      '2023-06-15',
      '2023-06-16',
    ],
    [
      'Từ ngày 25 đến 31/10/2024, Liên minh HTX tỉnh tổ chức Tuần lễ hàng Việt.',
      '2024-10-25',
      '2024-10-31',
    ],
    ['Sáng 19 tháng 01 năm 2024, Liên minh HTX tỉnh tổ chức Hội nghị tổng kết.', '2024-01-19', ''],
  ])('has the days of "%s"', (text, startsOn, endsOn) => {
    const [event] = extract('event', text);
    expect([event?.startsOn, event?.endsOn ?? '']).toEqual([startsOn, endsOn]);
  });

  it('takes the year from the day of publication, or of the review that is held', () => {
    const text = 'Chiều 6/1, Liên minh HTX tỉnh tổ chức Hội nghị tổng kết công tác năm 2022.';
    expect(extract('event', text)[0]?.startsOn).toBe('2023-01-06');
    const winter = 'Ngày 28/12, Liên minh HTX tỉnh tổ chức Hội nghị tổng kết.';
    expect(extract('event', winter, { publishedOn: '2024-01-02' })[0]?.startsOn).toBe('2023-12-28');
  });

  it('keeps an announced event apart from the one that was held', () => {
    const text =
      'Ngày 03/4/2024, Liên minh HTX tỉnh Cà Mau tổ chức hội thảo về nuôi tôm.\nNgày 15/6/2024, Liên minh HTX tỉnh sẽ tổ chức Hội nghị sơ kết tại thành phố Cà Mau.';
    expect(extract('event', text).map(({ startsOn, kinds }) => [startsOn, kinds[0]])).toEqual([
      ['2024-04-03', 'hội thảo'],
      ['2024-06-15', 'sơ kết'],
    ]);
  });

  it.each<[string, string[]]>([
    [
      'Hội nghị diễn ra dưới sự chủ trì của đồng chí Lò Văn Sương, Chủ tịch Liên minh HTX tỉnh.',
      ['Lò Văn Sương'],
    ],
    [
      'Bà Lê Thị Mận, Chủ tịch Liên minh HTX tỉnh chủ trì; dự có ông Vũ Đức Tín, Phó Giám đốc Sở Tài chính.',
      ['Lê Thị Mận'],
    ],
    [
      'Bà Lê Thị Mận, Chủ tịch Liên minh HTX tỉnh (thay ông Đỗ Văn Bảy, nay là Giám đốc Sở Y tế) chủ trì.',
      ['Lê Thị Mận'],
    ],
    [
      'Đoàn chủ tịch gồm các ông Lê Văn Bốn, Vũ Đức Tín và bà Trương Mỹ Lệ điều hành đại hội.',
      ['Lê Văn Bốn', 'Vũ Đức Tín', 'Trương Mỹ Lệ'],
    ],
    ['Ông Vũ Đức Tín, Giám đốc điều hành, chia sẻ kinh nghiệm tại hội nghị.', []],
  ])('knows who chaired: "%s"', (sentence, chairs) => {
    const text = `Ngày 20/5/2023, Liên minh HTX tỉnh Sơn La tổ chức hội nghị sơ kết.\n${sentence}`;
    const [event] = extract('event', text);
    const named = event?.people.filter(({ role }) => role === 'chair').map(({ name }) => name);
    expect(named).toEqual(chairs);
  });

  it.each<[string, string]>([
    ['Kết luận hội nghị, ông Lê Văn Bốn giao Phòng Chính sách trình UBND tỉnh.', 'decision'],
    ['Hai bên thống nhất lập tổ công tác chung.', 'decision'],
    ['Các HTX chè kiến nghị tỉnh cho thuê đất xây nhà xưởng.', 'content'],
    ['Tuy vậy, hội nghị chỉ ra nhiều trở ngại về vốn.', 'content'],
  ])('tells what was asked for from what was settled: "%s"', (sentence, kind) => {
    const text = `Ngày 20/5/2023, Liên minh HTX tỉnh Sơn La tổ chức hội nghị sơ kết.\n${sentence}`;
    expect(extract('event', text)[0]?.items).toMatchObject([{ kind, text: sentence }]);
  });

  it('finds a second event of the same days, but not what is told as history', () => {
    const text =
      'Ngày 11/4/2024, tại Hà Nội, Liên minh HTX Việt Nam tổ chức lễ trao giải thưởng.\nSáng 14/4/2024, Liên minh HTX tỉnh Trà Vinh tổ chức gặp mặt ba HTX được giải.\nNgày 02/3/2019, Liên minh HTX tỉnh tổ chức đại hội thành lập.';
    expect(extract('event', text).map(({ startsOn, province }) => [startsOn, province])).toEqual([
      ['2024-04-11', 'Hà Nội'],
      ['2024-04-14', 'Trà Vinh'],
    ]);
  });

  it('finds a meeting that a report tells of without its day', () => {
    const text =
      'Liên minh HTX tỉnh Hà Giang vừa tổ chức hội nghị đánh giá một năm chuyển đổi số trong HTX.';
    expect(extract('event', text)).toMatchObject([{ kinds: ['hội nghị'], province: 'Hà Giang' }]);
  });

  it('reads labelled minutes', () => {
    const minutes = article(
      'Biên bản họp Ban Thường vụ Liên minh HTX tỉnh Yên Bái\nThời gian: 8 giờ ngày 20/12/2022.\nĐịa điểm: Phòng họp tầng 2, huyện Văn Chấn.\nChủ trì: Ông Hà Đức Khoan, Chủ tịch Liên minh HTX tỉnh.\nNội dung: Bàn chỉ tiêu năm 2023.\nKết luận: Giao Văn phòng lập kế hoạch.',
    );
    const [event] = extractFacts(minutes);
    expect(event).toMatchObject({
      title: 'họp Ban Thường vụ Liên minh HTX tỉnh Yên Bái',
      startsOn: '2022-12-20',
      district: 'Văn Chấn',
      province: 'Yên Bái',
      people: [{ role: 'chair', name: 'Hà Đức Khoan' }],
      items: [{ kind: 'content' }, { kind: 'decision' }],
    });
  });

  it('finds no event in a feature about a cooperative', () => {
    const text =
      'Được thành lập năm 2018 với 9 thành viên, HTX Tâm An ở xã Xuân Thọ đã liên kết với 38 hộ dân.';
    expect(extract('event', text)).toEqual([]);
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
