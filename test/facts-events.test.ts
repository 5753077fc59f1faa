import { describe, expect, it } from 'vitest';
import { extractFacts } from '../ingest/facts/extract.ts';
import { article, extract } from './facts-article.ts';

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

  it('takes no deadline for the day of an event', () => {
    const text =
      'Ngày 17/7/2025, Liên minh HTX tỉnh Sơn La tổ chức hội nghị giao ban.\nÔng Lê Văn Bốn, Phó Chủ tịch UBND tỉnh yêu cầu hồ sơ kết nạp đang dở dang phải giải quyết xong trước ngày 31/8/2025.';
    expect(extract('event', text).map(({ startsOn }) => startsOn)).toEqual(['2025-07-17']);
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
