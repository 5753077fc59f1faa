/**
 * Nouns that news of cooperatives counts, and the verbs that say what was done to what is counted.
 * "có 478 HTX" is a stock; "thành lập mới 12 HTX", "đại diện 40 HTX" are not, and must never
 * answer "how many cooperatives are there".
 */
import { phraseList } from './words.ts';

/** Organisations and their members: counted as stocks, and acted upon. */
export const BODIES = phraseList(`
  HTX, hợp tác xã, liên hiệp HTX, liên hiệp hợp tác xã, THT, tổ hợp tác, DN, doanh nghiệp, đơn vị, công ty, xí nghiệp
  thành viên, xã viên, đơn vị thành viên, HTX thành viên, doanh nghiệp thành viên, quỹ tín dụng nhân dân, quỹ, tổ chức
  cơ sở, chi nhánh, trang trại, hộ, hộ dân, hộ gia đình, hộ nông dân, hộ thành viên, hộ nghèo, hộ kinh doanh, chủ thể
  QTDND, tập thể, cá nhân, hội viên, thành viên chính thức, HTX nông nghiệp, HTX phi nông nghiệp, cơ quan, chi hội, làng nghề`);

/** People who come, learn, work. */
export const PEOPLE = phraseList(`
  người, tổ viên, lượt người, lược người, lượt, học viên, đại biểu, lao động, cán bộ, hội viên, nông dân, người lao động, thành viên
  lượt học viên, lượt cán bộ, lượt thành viên, chuyên gia, cán bộ quản lý, nhân viên, kỹ sư, công nhân, phụ nữ, khách, lượt khách, du khách, lao động thường xuyên, lao động địa phương`);

/** Everything else that is counted. */
export const THINGS = phraseList(`
  điểm cầu, lớp, lớp tập huấn, lớp đào tạo, lớp bồi dưỡng, khóa, khóa đào tạo, khóa tập huấn, cuộc, cuộc họp, buổi, hội nghị, hội thảo, đợt, chuyến
  tin, bài, tin bài, phóng sự, chuyên mục, chuyên đề, bản tin, ấn phẩm, cuốn, video, chương trình, dự án, đề án, mô hình
  sản phẩm, sản phẩm OCOP, gian hàng, cửa hàng, điểm bán, nhãn hiệu, mã vùng trồng, mã số vùng trồng, hợp đồng, biên bản, thỏa thuận
  xã, huyện, phường, thị trấn, thôn, tỉnh, tỉnh thành, quận, địa phương, quốc gia, nước, vùng, tuyến, công trình, nhà máy, kho, xưởng
  máy, xe, tàu, con, cây, gốc, chậu, giống, loại, loài, ngành, lĩnh vực, ngành nghề, nhiệm vụ, giải pháp, chỉ tiêu, tiêu chí, nội dung, ý kiến
  kiến nghị, câu hỏi, văn bản, kế hoạch, quyết định, đơn, hồ sơ, khoản vay, suất quà, phần quà, căn nhà, giải, bằng khen, giấy khen, kỷ niệm chương
  kỳ đại hội, đại hội, nhiệm kỳ, phòng, ban, cụm, khối, cụm thi đua, tổ, nhóm, chợ, siêu thị, lồng, bè, bể, ao, chuồng, nhà lưới, nhà màng, nhà kính
  đàn, nghìn con, vụ, lứa, suất, chi bộ, đảng viên, trường hợp, tham luận, điểm, trụ sở, thương hiệu, tiêu chuẩn, giấy chứng nhận, tài khoản, chuỗi, chuỗi liên kết`);

/** "có", "lên", "gồm": what follows exists, without more. */
export const STOCK_VERB =
  /(?:^|[^\p{L}])(?:có|hiện có|đã có|là|còn|lên|lên thành|gồm|bao gồm|đạt|với|tổng số|tập hợp|quản lý|tổng cộng|duy trì|nâng lên|lên đến|xấp xỉ|cả|trong đó|gồm có|chủ yếu là|còn lại|nay có|lần lượt là|tương ứng)\s*(?:khoảng|hơn|trên|gần|tới|được)?\s*$/iu;

/** What was done to what is counted, just before the number: verb → what to add to the noun. */
export const DEEDS: readonly (readonly [RegExp, string])[] = [
  [
    /(?:thành lập mới|phát triển mới|thành lập|ra mắt|thành lập thêm|phát triển thêm|phát triển)$/iu,
    'thành lập mới',
  ],
  [/(?:kết nạp mới|kết nạp thêm|kết nạp|kết nạp được)$/iu, 'được kết nạp'],
  [/(?:giải thể|giải thể bắt buộc|chấm dứt hoạt động)$/iu, 'giải thể'],
  [/(?:củng cố|tổ chức lại|chuyển đổi|sáp nhập|hợp nhất)$/iu, 'được củng cố, tổ chức lại'],
  [
    /(?:đại diện|lãnh đạo|đại diện lãnh đạo|đại diện của|giám đốc|sự tham gia của(?: các)?|sự tham dự của|tham gia của)$/iu,
    'có đại diện tham dự',
  ],
  [/(?:hỗ trợ|giúp|tư vấn|hướng dẫn|hỗ trợ cho|tuyên truyền cho)$/iu, 'được hỗ trợ'],
  [/(?:đào tạo|tập huấn|bồi dưỡng|đào tạo cho)$/iu, 'được đào tạo'],
  [
    /(?:tạo việc làm cho|tạo việc làm thường xuyên cho|giải quyết việc làm cho|việc làm ổn định cho|việc làm cho)$/iu,
    'có việc làm',
  ],
];
