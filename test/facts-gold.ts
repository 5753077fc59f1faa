/**
 * What a careful reader finds in the five sample articles, as short values. A row holds when one
 * extracted fact of that kind holds all of its values (compared without diacritics, in short
 * forms). Rows marked `may` are right but so slight that leaving them out is no fault.
 */
export const FACT_KINDS = [
  'title',
  'kind',
  'date',
  'place',
  'organiser',
  'chair',
  'speaker',
  'attendee',
  'awarder',
  'elected',
  'participants',
  'content',
  'decision',
  'award',
  'membership',
  'office',
  'policy',
  'figure',
] as const;
export type FactKind = (typeof FACT_KINDS)[number];

export interface GoldFact {
  kind: FactKind;
  values: readonly string[];
  may: boolean;
}

const ARTICLES: Readonly<Record<string, string>> = {
  '000_49f78d40b8b5fc0d.txt': `
    title: sinh hoạt thành viên; An Dương; kết nạp
    kind: sinh hoạt thành viên
    kind: kết nạp
    kind: công bố
    kind?: hội nghị
    date: 2023-08-08
    place: An Dương; Hải Phòng
    organiser: Liên minh HTX thành phố
    chair: Ngô Ngọc Khánh; Chủ tịch; Liên minh HTX thành phố
    speaker: Lê Văn Cường; UBND huyện An Dương
    speaker: Nguyễn Hữu Đạo; Phó Chủ tịch
    speaker: Nguyễn Minh Hoàng; Phó Chủ tịch
    speaker: Ngô Ngọc Khánh
    speaker: HTX Lê Hồng Phong
    speaker: HTX Thủy sản Đồng Hòa
    speaker: Xí nghiệp Phù Tiên
    speaker: Điện năng An Hưng
    awarder: Ngô Ngọc Khánh
    participants: Thường trực Liên minh
    participants: lãnh đạo UBND; An Dương; Kiến An
    participants: Công Thương; Hội nông dân; Ngân hàng Nhà nước
    participants: lãnh đạo; HTX; DN thành viên
    participants: Đài PTTH Hải Phòng; Báo Hải Phòng; Thời báo kinh doanh; Cổng thông tin điện tử
    content: Nghị quyết 20; Luật HTX; chính sách
    content: kiến nghị; đất đai; phòng cháy chữa cháy
    content: Ngô Ngọc Khánh; tháo gỡ khó khăn
    content: đề nghị các đơn vị; xúc tiến thương mại; OCOP
    content: UBND các quận, huyện; tiếp tục quan tâm
    content: sở, ngành địa phương; phối hợp
    decision: kết nạp; 04 đơn vị
    award: Giấy chứng nhận thành viên; Tân Thành
    award: Giấy chứng nhận thành viên; An Phát
    award: Giấy chứng nhận thành viên; Ba Thôn
    award: Giấy chứng nhận thành viên; Phúc Hoàng
    office: Ngô Ngọc Khánh; Ủy viên BCH; Liên minh HTX Việt Nam; 2023-08-08
    office: Ngô Ngọc Khánh; Chủ tịch; Liên minh HTX thành phố; Hải Phòng; 2023-08-08
    office: Lê Văn Cường; Phó Chủ tịch; UBND huyện An Dương
    office: Nguyễn Hữu Đạo; Phó Chủ tịch; Liên minh HTX thành phố; Hải Phòng
    office: Nguyễn Minh Hoàng; Phó Chủ tịch; Liên minh HTX thành phố; Hải Phòng
    membership: Phúc Hoàng; admitted; An Dương; 2023-08-08
    membership: An Phát; admitted; Cát Hải; 2023-08-08
    membership: Ba Thôn; admitted; Kiến Thụy; 2023-08-08
    membership: Tân Thành; admitted; Dương Kinh; 2023-08-08
    membership: An Hưng; An Dương
    membership: Phù Tiên; Kiến An
    membership: Lê Hồng Phong; An Dương
    membership: Đồng Hòa; Kiến An
    membership: HTX Nông nghiệp Tân Tiến; Hải Phòng
    membership: HTX 2180; Hải Phòng
    membership: Huy Hoàng; Hải Phòng
    membership: Tre Tiên Cầm; Hải Phòng
    membership: Lượng Huệ; Hải Phòng
    membership: Vận tải Thịnh Hưng; Hải Phòng
    policy: Nghị quyết; 20-NQ/TW; Ban Chấp hành Trung ương Đảng khóa XIII; 2022-06-16
    policy: Chương trình hành động; 53-CTr/TU; Ban Thường vụ Thành ủy; 2023-07-17; 20-NQ/TW
    policy: Luật HTX năm 2023
    figure: 56; đơn vị thành viên; An Dương, An Lão, Kiến An; 2023-08-08
    figure: 35; HTX; thành viên; An Dương, An Lão, Kiến An
    figure: 21; DN; thành viên; An Dương, An Lão, Kiến An
    figure: 4; đơn vị; kết nạp`,
  '001_907592dcf031d1e5.txt': `
    title: Kỷ niệm Ngày HTX Quốc tế; sơ kết; Vĩnh Bảo
    kind: kỷ niệm
    kind: sơ kết
    kind: sinh hoạt thành viên
    date: 2023-06-28
    organiser: Liên minh HTX; thành phố
    speaker: Ngô Ngọc Khánh
    speaker: Phó Chủ tịch; UBND huyện Vĩnh Bảo
    content: ôn lại; 101 năm
    content: tình hình thành viên; Vĩnh Bảo
    content: chuyển đổi số; lãi suất thấp; tích tụ ruộng đất
    content: tham mưu; Quỹ hỗ trợ phát triển HTX
    content: tuần lễ quảng bá; OCOP
    decision: 9 nhiệm vụ
    award: Bằng khen; Chủ tịch UBND thành phố; 4; cá nhân
    office: Ngô Ngọc Khánh; Chủ tịch; Liên minh HTX thành phố; 2023-06-28
    figure: 101; năm; Ngày Quốc tế HTX
    figure: 9; nhiệm vụ`,
  '002_62fc5776f31fc517.txt': `
    title: Kỷ niệm 30 năm; thành lập
    kind: kỷ niệm
    date: 2020-07-31
    organiser: Liên minh HTX và DN; Hải Phòng
    attendee: Nguyễn Văn Thịnh; Liên minh HTX Việt Nam
    attendee: Nguyễn Văn Thành; UBND TP Hải Phòng
    speaker: Nguyễn Văn Thịnh
    speaker: Bùi Đức Vinh; Quang Hải
    speaker: Cao Thị Hằng; Thắng Thủy
    speaker: Lương Minh Huệ; Chủ tịch
    awarder: Nguyễn Văn Thịnh
    awarder: Nguyễn Văn Thành
    content: Nguyễn Văn Thịnh; ghi nhận
    content: Nguyễn Văn Thịnh; nhiệm vụ, giải pháp trọng tâm
    content: thống nhất quan điểm; KTTT
    content: Bùi Đức Vinh; chỗ dựa
    content: Bùi Đức Vinh; thành viên
    content?: Sự kiện là dịp
    content: Cao Thị Hằng; xúc tiến thương mại
    content: Lương Minh Huệ; nhiệm vụ trọng tâm
    award: Kỷ niệm chương; Liên minh HTX Việt Nam; 6; cá nhân
    award?: Kỷ niệm chương; Nguyễn Văn Thịnh; các cá nhân
    award: Bức trướng; Thành ủy, HĐND, UBND thành phố; Liên minh HTX
    award?: Bức trướng; Nguyễn Văn Thành
    award: Cờ thi đua; UBND TP Hải Phòng; 2; tập thể
    award: tập thể lao động xuất sắc; UBND TP Hải Phòng; 2; đơn vị
    award: Bằng khen; Chủ tịch UBND TP Hải Phòng; 3; tập thể
    award: Bằng khen; Chủ tịch UBND TP Hải Phòng; 6; cá nhân
    award: Bằng khen; Liên minh HTX Việt Nam; 1; tập thể
    award: Bằng khen; Liên minh HTX Việt Nam; 2; cá nhân
    office: Nguyễn Văn Thịnh; Phó Chủ tịch; Liên minh HTX Việt Nam; 2020-07-31
    office: Nguyễn Văn Thành; Phó Chủ tịch; UBND TP Hải Phòng; 2020-07-31
    office: Nguyễn Văn Thành; Trưởng ban; chỉ đạo phát triển KTTT
    office: Bùi Đức Vinh; Giám đốc; Công ty TNHH Quang Hải
    office: Cao Thị Hằng; Giám đốc; HTX Nông nghiệp Thắng Thủy
    office: Lương Minh Huệ; Chủ tịch; Liên minh HTX; Hải Phòng; 2020-07-31
    membership: Quang Hải; member; Hải Phòng
    membership: Thắng Thủy; Hải Phòng
    policy: Quyết định; UBND TP Hải Phòng; 1990-07-31; Hội đồng các HTX
    figure: 30; năm; thành lập; 2020-07-31
    figure: 5; kỳ đại hội`,
  '003_ed43f57b2998d1a4.txt': `
    title: gặp mặt, đối thoại; HTX
    kind: đối thoại
    kind?: hội nghị
    date: 2023-10-23
    organiser: Liên minh HTX tỉnh
    speaker: Liên minh HTX tỉnh
    speaker: HTX thủy sản Lê Hồng Phong; Bắc Sơn
    participants: sở, ngành, hội, đoàn thể
    participants: 40; HTX
    content: ôn lại; 30 năm
    content: báo cáo; 9 tháng đầu năm 2023
    content: thiếu quỹ đất; cạnh tranh
    content: ý kiến, kiến nghị; giải đáp
    decision: ký kết; Hội Liên hiệp phụ nữ; phụ nữ tham gia quản lý
    membership: thủy sản Lê Hồng Phong; Bắc Sơn; Lạng Sơn
    policy: Đề án; phụ nữ tham gia quản lý; lao động nữ
    figure: 30; năm; thành lập Liên minh HTX
    figure: 40; HTX; đại diện
    figure: 235; THT; Lạng Sơn; 2023-09-30
    figure: 2270; thành viên THT; Lạng Sơn; 2023-09-30
    figure: 478; HTX; Lạng Sơn; 2023-09-30
    figure: 5752; thành viên HTX; Lạng Sơn; 2023-09-30
    figure: 3,8; 5,5; triệu đồng/người/tháng; thu nhập bình quân; Lạng Sơn; 2023-09-30`,
  '004_8c1cd939c23688ae.txt': `
    title: tổng kết; KTTT; năm 2023; Phó Chủ tịch
    kind: tổng kết
    kind?: hội nghị
    date: 2024-01-19
    organiser: Liên minh HTX; Kiên Giang
    title: khai trương; trưng bày
    speaker: Trần Thanh Dũng; Chủ tịch
    elected: Dương Thanh Quan; Phó Chủ tịch
    participants: Ban Thường vụ; BCH
    participants: doanh nghiệp thành viên
    content: Trần Thanh Dũng; phấn khởi
    decision: phương hướng; tham mưu
    decision: bầu; Dương Thanh Quan
    office: Trần Thanh Dũng; Chủ tịch; Liên minh HTX tỉnh; Kiên Giang; 2024-01-19
    office: Dương Thanh Quan; Phó Chủ tịch; Liên minh HTX tỉnh; elected; 2020-2025
    office: Dương Thanh Quan; Trưởng phòng; Kế hoạch; Chính sách phát triển HTX
    policy: Chương trình hành động; 34; Tỉnh ủy; 20-NQ/TW
    policy: Nghị quyết; 20-NQ/TW; Trung ương Đảng khóa XIII
    policy: Kế hoạch; 171/KH-UBND; UBND tỉnh Kiên Giang; 2023-06-28; hỗ trợ phát triển KTTT
    policy: Nghị quyết Trung ương 5 khóa IX
    policy: Luật HTX năm 2023
    figure: 89; THT; mới; 50; 178; 2023
    figure: 29; HTX; mới; 10; 290; 2023
    figure: 518; HTX; Kiên Giang; 2024-01-19
    figure: 2272; THT; Kiên Giang; 2024-01-19
    figure: 2; Liên hiệp HTX; mới; 2023
    figure: 3; liên hiệp HTX; Kiên Giang
    figure: 100; kết nạp; HTX thành lập mới
    figure: 4; phóng sự; 2023
    figure: 10; tin; Báo Kiên Giang
    figure: 386; tin, bài
    figure: 30; cuộc; tuyên truyền
    figure: 450; người tham dự; tuyên truyền
    figure: 6; lớp; Chương trình hành động
    figure: 8; lớp tập huấn; sáp nhập; Giồng Riềng; Châu Thành
    figure: 320; người tham dự; sáp nhập
    figure: 4; lớp; phổ biến pháp luật
    figure: 167; người tham dự; phổ biến pháp luật`,
};

/** The rows of each article, by file name. */
export function goldFacts(): Map<string, GoldFact[]> {
  const articles = Object.entries(ARTICLES);
  return new Map(articles.map(([name, rows]) => [name, rows.trim().split('\n').map(parseRow)]));
}

function parseRow(row: string): GoldFact {
  const [head = '', values = ''] = row.trim().split(/:\s+(.*)/s);
  const kind = FACT_KINDS.find((known) => known === head.replace('?', ''));
  if (kind === undefined) throw new Error(`No fact kind "${head}" in: ${row}`);
  return { kind, values: values.split('; '), may: head.endsWith('?') };
}
