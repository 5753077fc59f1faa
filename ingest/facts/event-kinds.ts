/** What kinds of event a phrase names. */
import type { EventKind } from '../../knowledge/facts/schemas.ts';

const KINDS: readonly (readonly [EventKind, RegExp])[] = [
  ['sinh hoạt thành viên', /sinh hoạt (?:thành viên|cụm|chuyên đề|định kỳ)/iu],
  ['tổng kết', /tổng kết/iu],
  ['sơ kết', /(?<!hồ )sơ kết(?! nạp)/iu],
  ['kỷ niệm', /k[ỷỉ] niệm(?! chương)|lễ mít tinh/iu],
  ['đối thoại', /đối thoại|gặp mặt|gặp gỡ|lắng nghe/iu],
  [
    'đại hội',
    /(?<!kỳ )đại hội(?! đảng| xiii| xiv| đại biểu toàn quốc lần thứ (?:xii|xiii|xiv) của đảng)/iu,
  ],
  [
    'tập huấn',
    /tập huấn|bồi dưỡng (?:kiến thức|nghiệp vụ|cán bộ|kỹ năng)|(?:lớp|khóa|khoá) (?:đào tạo|học|bồi dưỡng|tập huấn|dạy nghề)|truyền nghề/iu,
  ],
  ['hội thảo', /hội thảo/iu],
  ['tọa đàm', /t[ọo]ạ? đàm|tọa đàm/iu],
  ['diễn đàn', /diễn đàn/iu],
  ['hội chợ', /hội chợ|triển lãm|tuần lễ|tuần hàng|phiên chợ|lễ hội|festival|ngày hội|trưng bày/iu],
  ['khai trương', /khai trương|khánh thành|động thổ|khởi công/iu],
  ['ra mắt', /ra mắt/iu],
  [
    'ký kết',
    /ký kết|ký (?:chương trình|kế hoạch|thỏa thuận|thoả thuận|biên bản|quy chế|hợp đồng|giao ước)|lễ ký/iu,
  ],
  ['hội thi', /(?<!đại )hội thi(?! đua)|cuộc thi|liên hoan|giải (?:bóng|thể thao)/iu],
  [
    'thành lập',
    /(?:lễ|hội nghị|đại hội) (?:công bố )?(?:ra mắt, )?(?:quyết định )?thành lập(?! liên)/iu,
  ],
  ['kết nạp', /kết nạp/iu],
  [
    'trao tặng',
    /trao tặng|lễ trao|trao (?:quà|giải|vốn|quyết định|giấy|bằng|kinh phí)|tôn vinh|tuyên dương|vinh danh|biểu dương/iu,
  ],
  ['công bố', /công bố/iu],
  [
    'khảo sát',
    /khảo sát|đi thực tế|tham quan|học tập kinh nghiệm|kiểm tra|thăm (?:mô hình|và|hợp tác|HTX)|đến thăm/iu,
  ],
  ['làm việc', /làm việc với|buổi làm việc|tiếp và làm việc|đoàn công tác/iu],
  ['hội nghị', /hội nghị|(?<!\p{L})họp(?!\s?(?:lệ|chợ))(?!\p{L})|giao ban|lễ phát động|hội đàm/iu],
];

/** In the order the phrase names them; "hội nghị", which most events are, last. */
export function eventKinds(phrase: string): EventKind[] {
  const found = KINDS.flatMap(([kind, pattern]) => {
    const at = phrase.search(pattern);
    return at === -1 ? [] : [{ kind, at: kind === 'hội nghị' ? phrase.length : at }];
  });
  return found.sort((a, b) => a.at - b.at).map(({ kind }) => kind);
}

/** Nouns that an event goes by in the rest of the text: "Tại hội nghị", "Buổi lễ". */
export const EVENT_NOUN =
  '(?:hội nghị|đại hội|buổi lễ|lễ|buổi làm việc|buổi gặp mặt|buổi gặp|buổi đối thoại|buổi tọa đàm|buổi|hội thảo|tọa đàm|toạ đàm|diễn đàn|lớp tập huấn|lớp học|lớp|khóa học|hội chợ|chương trình|cuộc họp|phiên họp|kỳ họp|buổi họp|sự kiện|phiên chợ|tuần lễ|hội thi|cuộc thi|cuộc làm việc|chuyến công tác|ngày hội)';
