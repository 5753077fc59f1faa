/**
 * Vietnamese personal names in running text: a family name, then one to four capitalised
 * syllables. A name alone proves nothing (streets and cooperatives are named after people), so the
 * callers accept one only beside a form of address or an office.
 */
import { isTitleCase, phraseList, type Word } from './words.ts';

// The forty or so families nearly everyone belongs to.
const COMMON_FAMILIES = new Set(
  `nguyễn trần lê phạm hoàng huỳnh phan vũ võ đặng bùi đỗ hồ ngô dương lý đinh đoàn trịnh trương
   đào mai tô tạ lương hà cao phùng vương tống trịnh lưu lâm quách thái đàm nông triệu`.split(
    /\s+/,
  ),
);

// Rarer ones, those of the smaller peoples included; some are also ordinary words.
const RARE_FAMILIES = new Set(
  `an bạc bạch bàn bế biện cái cầm châu chu chung chử cù cung chảo chang danh diệp doãn dư đậu điêu điểu
   đồng đường đèo giang giàng giáp hạ hàn hầu hoa hoàng hứa hảng hờ kha khà khổng khúc khuất kiều kim
   kpă ksor la lã lại lầu lèng liêu liễu lò lỗ lộc lục lù lường lồ ma mã mạc mạch mông mùa mè nghiêm ngọ
   ngụy nhữ nhâm ninh nay ông phí phù phương pờ quan quàng quản rơ rah sầm sơn sùng siu tằng tăng tẩn
   thạch thang thào thân thẩm thiều thi tiêu tiết tòng tôn tráng trình từ tưởng ty uông ung ứng ưng
 phàn phượng vàng vi viên vì viêng vừ xa y h k lường hồng thiệu nhan mang chẩu chúng ly sình sín trang bá cà
   lìm lữ phàng phừ rơ khương giả hạng`.split(/\s+/),
);

/** Words that end a name although they are capitalised, because a title or office begins. */
const NOT_IN_NAMES = phraseList(
  `chủ tịch, chủ nhiệm, phó chủ, phó giám, phó bí, phó trưởng, phó tổng, giám đốc, trưởng phòng,
   trưởng ban, bí thư, ủy viên, ủy ban, tổng giám, liên minh, hợp tác, công ty, ubnd, htx, hđnd, sở`,
);

/** A form of address before a name; also "đồng chí" in the plural and academic degrees. */
const ADDRESSES = phraseList(
  `ông, bà, anh, chị, cô, chú, bác, em, đồng chí, đ / c, đc, các đồng chí, các ông, các bà, các anh,
   ông bà, ts, ths, pgs, gs, ks, tiến sĩ, thạc sĩ, kỹ sư, luật sư, bác sĩ, nhà giáo, nghệ nhân, tiến sỹ,
   thạc sỹ, cử nhân, đại tá, thượng tá, trung tá, thiếu tướng, trung tướng, đại biểu, doanh nhân`,
);

const NAME_SYLLABLES_MAX = 5;

export function isFamilyName(word: Word | undefined, common = false): boolean {
  if (!word || !isTitleCase(word)) return false;
  const key = word.key.replace(/['’].*$/, '');
  return COMMON_FAMILIES.has(key) || (!common && RARE_FAMILIES.has(key));
}

/**
 * Index after the name that begins at `at`; `at` itself when none does. After a form of address
 * any capitalised words are a name, since no list of families is complete.
 */
export function matchPersonName(words: readonly Word[], at: number, isAddressed = false): number {
  if (isAddressed && isShouted(words[at])) return shoutedName(words, at);
  const canBegin = isAddressed ? isTitleCase(words[at]) : isFamilyName(words[at]);
  if (!canBegin || NOT_IN_NAMES.match(words, at) > at) return at;
  let end = at + 1;
  while (end - at <= NAME_SYLLABLES_MAX && isTitleCase(words[end])) {
    if (NOT_IN_NAMES.match(words, end) > end) break;
    end += 1;
  }
  const length = end - at;
  return length >= 2 && length <= NAME_SYLLABLES_MAX ? end : at;
}

/** "ông NGUYỄN HẮC HIỂN": a family name all in capitals, which "UBND" is not. */
function isShouted(word: Word | undefined): boolean {
  return word !== undefined && /^\p{Lu}{2,}$/u.test(word.text) && COMMON_FAMILIES.has(word.key);
}

function shoutedName(words: readonly Word[], at: number): number {
  let end = at;
  while (end - at < NAME_SYLLABLES_MAX && /^\p{Lu}{1,7}$/u.test(words[end]?.text ?? '')) end += 1;
  return end - at >= 2 ? end : at;
}

/** Skips forms of address: "đồng chí", "PGS. TS." */
export function skipAddress(words: readonly Word[], at: number): number {
  let end = at;
  for (;;) {
    const next = ADDRESSES.match(words, end);
    if (next === end) return end;
    end = words[next]?.text === '.' || words[next]?.text === ':' ? next + 1 : next;
  }
}

/**
 * Where in a run of capitalised words (an organisation's name followed by a person's, "Tân Thành
 * Đỗ Văn Bảy") the person begins; `end` when no name closes the run.
 */
export function personWithin(words: readonly Word[], from: number, end: number): number {
  for (const common of [true, false]) {
    for (const length of [3, 4, 5, 2]) {
      const at = end - length;
      if (at >= from && isFamilyName(words[at], common) && matchPersonName(words, at) === end) {
        return at;
      }
    }
  }
  return end;
}
