/**
 * Titles of office: "Phó Chủ tịch Thường trực", "Ủy viên BCH", "Kế toán trưởng". Only the title;
 * whose office it is follows and is read as an organisation.
 */
import { phraseList, type Word } from './words.ts';

export interface TitleMention {
  /** As written, without "nguyên", "tân". */
  text: string;
  standing: 'current' | 'elected' | 'former';
  /** The noun the title ends in when that noun names the organisation: "Ban" of "Trưởng ban …". */
  ownBody: string | undefined;
  from: number;
  to: number;
}

const FORMER = phraseList('nguyên, cựu, cố, nguyên là');
const NEW = phraseList('tân');
const ACTING = phraseList('quyền, q');

const TITLES = phraseList(`
  chủ tịch, phó chủ tịch, phó chủ tịch thường trực, phó chủ tịch phụ trách, chủ tịch danh dự
  chủ tịch hội đồng quản trị, chủ tịch hđqt, chủ tịch hội đồng thành viên, chủ tịch hđtv
  chủ tịch hội đồng quản lý, phó chủ tịch hđqt, phó chủ tịch hội đồng quản trị
  thành viên hđqt, thành viên hội đồng quản trị, chủ tịch nước, phó chủ tịch nước, chủ tịch quốc hội
  phó chủ tịch quốc hội, chủ nhiệm, phó chủ nhiệm, tổng giám đốc, phó tổng giám đốc, giám đốc
  giám đốc điều hành, phó giám đốc, phó giám đốc thường trực, phó giám đốc phụ trách, bí thư
  phó bí thư, phó bí thư thường trực, bí thư thứ nhất, tổng bí thư, bí thư trung ương đảng
  ủy viên, ủy viên bch, ủy viên ban chấp hành, ủy viên ban thường vụ, ủy viên btv, ủy viên dự khuyết
  ủy viên thường trực, ủy viên thường vụ, ủy viên đoàn chủ tịch, ủy viên bộ chính trị
  ủy viên trung ương đảng, ủy viên ban chấp hành trung ương đảng, ủy viên bch trung ương đảng
  tỉnh ủy viên, thành ủy viên, huyện ủy viên, quận ủy viên, thị ủy viên, đảng ủy viên, ủy viên ubkt
  ủy viên chuyên trách, trưởng phòng, phó trưởng phòng, phó phòng, phó trưởng phòng phụ trách
  trưởng ban kiểm soát, trưởng ban quản lý, trưởng ban, phó trưởng ban thường trực, phó trưởng ban
  phó ban, trưởng đoàn đại biểu quốc hội, trưởng đoàn đbqh, phó trưởng đoàn đại biểu quốc hội
  phó trưởng đoàn đbqh, trưởng khoa, trưởng trạm, trưởng thôn, trưởng bản, trưởng ấp
  trưởng nhóm, trưởng chi nhánh, trưởng đại diện, trưởng bộ phận, bộ trưởng, thứ trưởng
  thứ trưởng thường trực, thủ tướng, phó thủ tướng, phó thủ tướng thường trực, chánh văn phòng
  phó chánh văn phòng, chánh thanh tra, cục trưởng, phó cục trưởng, vụ trưởng, phó vụ trưởng
  chi cục trưởng, phó chi cục trưởng, viện trưởng, phó viện trưởng, hiệu trưởng, phó hiệu trưởng
  kế toán trưởng, kế toán, tổng biên tập, phó tổng biên tập, tổng thư ký, phó tổng thư ký, kiểm soát viên
  tổ trưởng, tổ phó, đội trưởng, chuyên viên, người sáng lập, nhà sáng lập, đồng sáng lập
  thành viên, chủ cơ sở, chủ trang trại, chủ tọa, phó chi cục, xã viên, hội viên, trưởng ban trị sự
  giám đốc kinh doanh, giám đốc kỹ thuật, phó tổng giám đốc thường trực, đại biểu quốc hội
  phó chủ tịch kiêm tổng thư ký, trưởng phòng kinh doanh, phó trưởng đại diện, thư ký`);

// "Trưởng ban chỉ đạo …" leads a "Ban chỉ đạo …".
const OWN_BODIES: readonly (readonly [RegExp, string])[] = [
  [/(?:trưởng|phó) phòng$/, 'Phòng'],
  [/(?:trưởng|phó) ban$/, 'Ban'],
  [/chánh văn phòng$/, 'Văn phòng'],
  [/trưởng khoa$/, 'Khoa'],
  [/trưởng trạm$/, 'Trạm'],
];

/** Titles in lower case mean an office only for these; "thành viên" and "kế toán" alone are common nouns. */
const COMMON_NOUNS = /^(?:thành viên|xã viên|hội viên|kế toán|chuyên viên|thư ký|chủ tọa)$/;

/** The title that begins at `at`, with what precedes it ("nguyên", "tân", "Quyền"). */
export function matchTitle(words: readonly Word[], at: number): TitleMention | undefined {
  const former = FORMER.match(words, at);
  const recent = NEW.match(words, at);
  const start = Math.max(former, recent, at);
  const acting = ACTING.match(words, start);
  const afterActing = words[acting]?.text === '.' ? acting + 1 : acting;
  const to = TITLES.match(words, afterActing);
  if (to === afterActing) return undefined;
  const key = words
    .slice(afterActing, to)
    .map((word) => word.key)
    .join(' ');
  const body = OWN_BODIES.find(([pattern]) => pattern.test(key))?.[1];
  return {
    text: words
      .slice(start, to)
      .map((word) => word.text)
      .join(' '),
    standing: former > at ? 'former' : recent > at ? 'elected' : 'current',
    ownBody: body,
    from: at,
    to,
  };
}

/** True when the title is a word anyone may bear ("thành viên"), so that an organisation must follow. */
export function isCommonNoun(title: TitleMention): boolean {
  return COMMON_NOUNS.test(title.text.toLowerCase());
}
