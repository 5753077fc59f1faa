/** Articles as different sites print them: what is kept, what is cut, what is known of them. */
import { describe, expect, it } from 'vitest';
import { cleanArticle } from '../ingest/clean/article.ts';
import { creditOf } from '../ingest/clean/line-kinds.ts';
import type { LoadedPage } from '../ingest/loaded-page.ts';
import { understand } from '../ingest/understand.ts';

function pageOf(text: string, declared: LoadedPage['declared'] = {}, url?: string): LoadedPage {
  const lines = text.split('\n').map((line) => line.trim());
  return {
    name: 'bai.txt',
    mediaType: 'text/plain',
    blocks: lines.filter((line) => line !== '').map((line) => ({ kind: 'paragraph', text: line })),
    declared,
    ...(url === undefined ? {} : { url }),
  };
}

const congress = `Trang chủ
Giới thiệu
Thứ Hai, 25/11/2024 10:22:31
Trang chủ > Tin tức > Tin hoạt động
ĐẠI HỘI LIÊN MINH HỢP TÁC XÃ TỈNH LẦN THỨ VI, NHIỆM KỲ 2020 - 2025
Đăng ngày: 15/10/2020 | Lượt xem: 1.234 | In bài viết |
Ngày 14.10, Liên minh Hợp tác xã (HTX) tỉnh tổ chức Đại hội lần thứ VI, nhiệm kỳ 2020 - 2025. Dự Đại hội có ông Trần Văn Khôi, Phó Chủ tịch UBND tỉnh và 150 đại biểu.
Các
Các đại biểu chụp ảnh lưu niệm với Ban Chấp hành nhiệm kỳ 2020 - 2025
(Quang cảnh Đại hội)
Trong nhiệm kỳ qua, tỉnh Bình Thuận thành lập mới 69 HTX, trong đó có 54 HTX nông nghiệp và 15 HTX phi nông nghiệp; giải thể 12 HTX.
Kết quả bầu Ban Chấp hành gồm:
- Ông Lê Văn An, Chủ tịch;
- Bà Nguyễn Thị Bình, Phó Chủ tịch;
- Ông Hồ Minh Cảnh, Ủy viên
Đại hội đã thông qua nghị quyết với các chỉ tiêu: mỗi năm thành lập mới 20 HTX; kết nạp 90% số HTX vào Liên minh.
Tin, ảnh: Hồng Minh
Từ khóa: đại hội, liên minh
Các tin khác:
Tập huấn nghiệp vụ kế toán cho HTX (12/10/2020)
Hội chợ nông sản an toàn năm 2020 (05/10/2020)
Bản quyền thuộc Liên minh HTX tỉnh Bình Thuận
Địa chỉ: 12 Đường Trần Hưng Đạo, Phan Thiết
Điện thoại: 0252.3820000`;

const feature = `HTX kiểu mới ở Tân Yên: Bà con chung tay làm giàu
Trần Khánh Thứ hai, ngày 04/12/2023 07:45 AM (GMT+7)
BẮC GIANG - Những năm qua, nhiều HTX trên địa bàn huyện Tân Yên mạnh dạn đầu tư máy móc, liên kết tiêu thụ nông sản cho thành viên.
Bình luận 0
Vốn vay đến đúng người
Đầu năm 2023, bà Trần Thị Thanh, Giám đốc HTX Dịch vụ Hoa Sen, được vay 500 triệu đồng từ Quỹ Hỗ trợ phát triển HTX tỉnh để mở rộng 2 ha nhà lưới.
![]() |
Thành viên HTX Dịch vụ Hoa Sen thu hoạch dưa lưới. |
Xem thêm: Bắc Giang đưa vải thiều lên sàn thương mại điện tử
Theo bà Thanh, sau một năm, doanh thu của HTX Dịch vụ Hoa Sen đạt 2,3 tỷ đồng, tạo việc làm cho 25 lao động.
Tin liên quan
Giá vải thiều hôm nay tăng nhẹ
Khai mạc tuần lễ cam, bưởi Lục Ngạn
Ông Vũ Trí Dũng, Chủ tịch Liên minh HTX tỉnh Bắc Giang cho biết, đến nay toàn tỉnh có 1.100 HTX, trong đó 60% hoạt động khá, tốt; song nhiều HTX chưa có trụ sở.
Bài, ảnh: Trần Khánh
Bạn có thể quan tâm
Chăn nuôi an toàn sinh học giúp người dân Hiệp Hòa yên tâm tái đàn sau dịch bệnh
Làng nghề bánh đa Kế vào vụ Tết với nhiều đơn hàng lớn từ các siêu thị tại Hà Nội, thu nhập tăng.`;

const training = `Liên minh HTX tỉnh Sóc Trăng
Thứ ba, 12 Tháng 9 2023 08:15
Tập huấn Luật Hợp tác xã năm 2023 cho 120 học viên tại huyện Châu Thành
Viết bởi Thanh Trúc
Lượt xem: 345
Trong hai ngày 7 và 8/9/2023, tại huyện Châu Thành, Liên minh HTX tỉnh phối hợp với Trường Bồi dưỡng cán bộ tổ chức lớp tập huấn cho 120 học viên.
1. Nội dung tập huấn
Học viên được nghe giới thiệu 12 chương, 115 điều của Luật, trong đó có những điểm mới về thành viên, vốn góp và kiểm toán.
2. Ý kiến học viên
Anh Sơn Ngọc, Giám đốc HTX Rạng Đông nói: “Lớp học rất bổ ích. Tôi sẽ sửa điều lệ của HTX trước ngày 01/7/2024.”
Hình 1: Quang cảnh lớp tập huấn
Hình 2: Học viên thảo luận nhóm
Tin mới hơn:
03/10/2023 14:02 - Hội nghị giao ban quý III
Tin cũ hơn:
01/09/2023 10:40 - Thông báo nghỉ lễ`;

const rice = `Nam Định: HTX Phú Thịnh nâng giá trị hạt gạo
12/10/2022 08:30
Đỗ Lan
Với 120 ha lúa chất lượng cao, HTX Phú Thịnh (Hải Hậu) trở thành điểm sáng về liên kết sản xuất
Thành lập năm 2013, HTX Phú Thịnh có 1.350 thành viên, vốn điều lệ 3,2 tỷ đồng. Giám đốc HTX là ông Phạm Văn Thực.
Cánh đồng lúa của HTX Phú Thịnh. Ảnh: Đỗ Lan
HTX ký hợp đồng tiêu thụ với Công ty Toản Xuân, giá 9.000 đồng/kg, cao hơn thị trường 10%.
"Chúng tôi sẽ mở rộng lên 200 ha vào năm 2025", ông Thực nói.
Chia sẻ
345
Bình luận (2)
Nguyễn Văn Tám
Bài viết rất hay, cần nhân rộng mô hình này ở các huyện khác của tỉnh Nam Định.
Gửi bình luận
Nam Định có thêm 12 sản phẩm OCOP 4 sao
Người nuôi tôm Giao Thủy phấn khởi được mùa`;

describe('credits', () => {
  it.each([
    ['Nguồn tin: haiphong.gov.vn', 'source'],
    ['Nguồn Vnbusiness: https://vnbusiness.vn/a.html', 'source'],
    ['(Theo báo Nhân Dân)', 'source'],
    ['Theo baolangson.vn', 'source'],
    ['https://baolangson.vn/kinh-te/1.html', 'source'],
    ['Tin va ảnh: T.T', 'author'],
    ['Bài, ảnh: Trần Khánh', 'author'],
    ['Vân Trang', 'author'],
    ['Phòng TTTT', 'author'],
    ['Nguồn vốn cho HTX nông nghiệp', undefined],
    ['Theo báo cáo của Sở Nông nghiệp', undefined],
    ['Theo kế hoạch, hội nghị bế mạc chiều nay.', undefined],
    ['Năng động, sáng tạo trong thời kỳ mới', undefined],
    ['Tổng số HTX là 460.', undefined],
  ])('reads %j as %s', (line, credit) => {
    expect(creditOf(line, true)).toBe(credit);
  });
});

describe('what is known of an article', () => {
  it('takes the date below the title, not the clock of the site, and the place from the text', () => {
    const { title, metadata } = understand(pageOf(congress));
    expect(title).toBe('ĐẠI HỘI LIÊN MINH HỢP TÁC XÃ TỈNH LẦN THỨ VI, NHIỆM KỲ 2020 - 2025');
    expect(metadata).toEqual({
      publishedOn: '2020-10-15',
      eventDates: ['2020-10-14'],
      organisation: 'Liên minh HTX tỉnh Bình Thuận',
      province: 'Bình Thuận',
      author: 'Hồng Minh',
    });
  });
  it('resolves a shared district name by the site and reads both days of a range', () => {
    expect(understand(pageOf(training)).metadata).toEqual({
      publishedOn: '2023-09-12',
      eventDates: ['2023-09-07', '2023-09-08'],
      organisation: 'Liên minh HTX tỉnh Sóc Trăng',
      province: 'Sóc Trăng',
      district: 'Châu Thành',
      author: 'Thanh Trúc',
    });
  });
  it('finds the author beside the date', () => {
    expect(understand(pageOf(rice)).metadata.author).toBe('Đỗ Lan');
    expect(understand(pageOf(feature)).metadata.author).toBe('Trần Khánh');
  });
  it('infers the year of an event at the end of a year from the tasks of the next', () => {
    const text = `Liên minh HTX tỉnh tổng kết công tác
Chiều 28/12, Liên minh HTX tỉnh Hòa Bình tổng kết hoạt động năm 2023, triển khai nhiệm vụ năm 2024 với sự tham dự của 80 đại biểu.`;
    expect(understand(pageOf(text)).metadata).toMatchObject({
      publishedOn: '2023-12-28',
      publishedInferred: true,
    });
  });
  it('does not take a document date, an anniversary or a deadline for an event', () => {
    const text = `Gặp mặt nhân Ngày Hợp tác xã Việt Nam 11/4
10/4/2024
Chiều 10/4, Liên minh HTX tỉnh Sơn La gặp mặt HTX nhân 78 năm Ngày HTX Việt Nam (11/4/1946 - 11/4/2024), triển khai Kế hoạch số 52/KH-UBND ngày 05/4/2024; hạn nộp trước ngày 30/4/2024.`;
    expect(understand(pageOf(text)).metadata.eventDates).toEqual(['2024-04-10']);
  });
  it('believes what the page declares, and its address', () => {
    const declared = {
      title: 'HTX Tân Phong đón chứng nhận mới - Báo Trà Vinh',
      publishedOn: '2024-03-01T07:00:00+07:00',
      author: 'Kim Loan',
      siteName: 'Báo Trà Vinh',
    };
    const body =
      'HTX Tân Phong vừa nhận chứng nhận hữu cơ cho 60 ha lúa, do Liên minh HTX tỉnh hỗ trợ một phần chi phí đánh giá.';
    const { title, metadata } = understand(
      pageOf(body, declared, 'https://baotravinh.vn/kinh-te/1.html'),
    );
    expect(title).toBe('HTX Tân Phong đón chứng nhận mới');
    expect(metadata).toEqual({
      publishedOn: '2024-03-01',
      organisation: 'Liên minh HTX tỉnh Trà Vinh',
      province: 'Trà Vinh',
      author: 'Kim Loan',
      sourceUrl: 'https://baotravinh.vn/kinh-te/1.html',
      sourceName: 'Báo Trà Vinh',
    });
  });
  it('keeps internal what is declared internal', () => {
    const body =
      'Biên bản họp Ban Thường vụ về công tác nhân sự của Liên minh HTX tỉnh, lưu hành nội bộ trong cơ quan.';
    expect(understand(pageOf(body, { visibility: 'internal' })).visibility).toBe('internal');
  });
});

describe('what is kept and what is cut', () => {
  it('keeps every line of the text and cuts menus, counters, other articles and the footer', () => {
    const { lines, cut } = cleanArticle(pageOf(congress));
    const texts = lines.filter((line) => line.role === 'text' || line.role === 'list-item');
    expect(texts).toHaveLength(7);
    expect(cut.map((line) => line.text).join('\n')).toMatch(/Tập huấn nghiệp vụ.*Điện thoại/su);
    expect(lines.filter((line) => line.role === 'caption').map((line) => line.text)).toContain(
      '(Quang cảnh Đại hội)',
    );
  });
  it('cuts a list of related articles inside the text and goes on after it', () => {
    const { text } = understand(pageOf(feature));
    expect(text).toContain('toàn tỉnh có 1.100 HTX');
    expect(text).not.toMatch(/vải thiều|Làng nghề|!\[\]|Bình luận/u);
  });
  it('cuts readers’ comments and unlabelled headlines below the text', () => {
    const { text } = understand(pageOf(rice));
    expect(text).toContain('ông Thực nói');
    expect(text).not.toMatch(/nhân rộng mô hình|Giao Thủy|345/u);
  });
  it('keeps the labelled lines of a notice', () => {
    const { text, metadata } = understand(
      pageOf(`Thông báo về việc tổ chức Hội chợ nông sản HTX năm 2023
Liên minh HTX tỉnh Đồng Tháp thông báo:
Thời gian: 8h00 ngày 12/10/2023
Địa điểm: Công viên Văn Miếu, thành phố Cao Lãnh
Quy mô: 120 gian hàng của các HTX trong và ngoài tỉnh.
Liên hệ: Phòng Tuyên truyền, điện thoại 0277.3852000`),
    );
    expect(text).toMatch(/Thời gian: 8h00.*Địa điểm: Công viên.*0277\.3852000/su);
    expect(metadata.eventDates).toEqual(['2023-10-12']);
  });
  it('keeps the cells of a table that came out as lines', () => {
    const { passages } = understand(
      pageOf(`Kết quả cho vay của Quỹ hỗ trợ phát triển HTX
Đến 30/6/2023, Quỹ hỗ trợ phát triển HTX tỉnh Thái Nguyên cho vay 2 HTX với tổng số tiền 1,9 tỷ đồng, chi tiết dưới đây.
STT
Tên HTX
Số tiền (triệu đồng)
1
HTX chè Hảo Đạt
1.000
2
HTX miến Việt Cường
900
Các HTX sử dụng vốn đúng mục đích, trả nợ đúng hạn, tạo việc làm cho gần 200 lao động địa phương.`),
    );
    expect(passages).toHaveLength(1);
    expect(passages[0]?.text).toContain('HTX miến Việt Cường\n900');
  });
  it('carries numbered subheadings as headings of the passages', () => {
    const headings = understand(pageOf(training)).passages.map((passage) => passage.heading);
    expect(headings).toContain('1. Nội dung tập huấn');
    expect(headings).toContain('2. Ý kiến học viên');
  });
  it('keeps a list together with the line that announces it', () => {
    const passage = understand(pageOf(congress)).passages.find((one) =>
      one.text.includes('Kết quả bầu'),
    );
    expect(passage?.text).toMatch(/Lê Văn An.*Nguyễn Thị Bình.*Hồ Minh Cảnh/su);
  });
  it('loses no line: each is kept or cut with a reason', () => {
    for (const page of [congress, feature, training, rice].map((text) => pageOf(text))) {
      const { lines, cut } = cleanArticle(page);
      expect(lines.length + cut.length).toBe(page.blocks.length);
    }
  });
  it('does not let a passage span a cut, so that each stands whole in the source', () => {
    for (const source of [congress, feature, training, rice]) {
      const flat = source.replace(/\s+/g, ' ');
      for (const passage of understand(pageOf(source)).passages) {
        expect(flat).toContain(passage.text.replace(/\s+/g, ' '));
      }
    }
  });
  it('cuts a very long paragraph between sentences, and a monstrous sentence anyway', () => {
    const sentence =
      'Liên minh HTX tỉnh hỗ trợ các hợp tác xã vay vốn, tập huấn và xúc tiến thương mại trong năm. ';
    const monster = `Danh sách gồm ${'HTX Nông nghiệp Bình Minh; '.repeat(200)}hết.`;
    const { text, passages } = understand(
      pageOf(`Hỗ trợ HTX năm 2023 ở tỉnh\n${sentence.repeat(40)}\n${monster}`),
    );
    for (const passage of passages) {
      expect(passage.text.length).toBeLessThanOrEqual(1500);
      expect(passage.text).toBe(text.slice(passage.start, passage.end));
    }
    const covered = passages.reduce((sum, passage) => sum + passage.text.length, 0);
    expect(covered).toBeGreaterThan(sentence.length * 39 + monster.length * 0.98);
  });
});
