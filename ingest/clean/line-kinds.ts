/**
 * What a single line of an article page looks like, judged by its own words alone: prose, a date
 * line, a credit (who wrote it, where it was taken from), or a short line that could be a title.
 */
import { fold } from '../../knowledge/text/normalise.ts';
import { sentences } from '../../knowledge/text/sentences.ts';
import { findDates } from '../metadata/dates.ts';

const PROSE_MIN_CHARS = 90; // a shorter line may be a caption or a headline even with a full stop
const PROSE_WITHOUT_STOP_MIN_CHARS = 170; // longer than any headline seen
const CREDIT_MAX_CHARS = 90;
const DATE_LINE_MAX_CHARS = 130;

/** Ends as a sentence, a list intro or a list item does. */
export function endsAsSentence(text: string): boolean {
  return /(?:[.!?…:;]|\.\/\.?)\s*["”’»')\]]*$/u.test(text) || /[.!?]["”’»]$/u.test(text);
}

/** A paragraph of running text. */
export function isProse(text: string): boolean {
  if (text.length >= PROSE_WITHOUT_STOP_MIN_CHARS) return true;
  return text.length >= PROSE_MIN_CHARS && endsAsSentence(text);
}

/** A line that could be a headline, a caption or a subheading: short and without a sentence's end. */
export function isTitleLike(text: string): boolean {
  return !isProse(text) && (!endsAsSentence(text) || /[?!]$/.test(text));
}

// What a notice or minutes say line by line: "Địa điểm: Nhà văn hóa xã".
const NOTICE_LINE =
  /^[\s\d.)*+•-]*(?:thoi gian|dia diem|dia chi|thanh phan|noi dung|chu tri|chu toa|thu ky|lien he|quy mo|doi tuong|kinh phi|so luong|hinh thuc|don vi|nguoi dai dien|dai dien|giam doc|chu tich|dien thoai|so dien thoai|san pham|nganh nghe|von dieu le|so thanh vien|muc (?:vay|ho tro)|lai suat|ho so|han nop|ket qua)\b[^:]{0,40}:\s*\S/;

/** A labelled fact of a notice; text, though it has no full stop. */
export function isNoticeLine(text: string): boolean {
  return text.length < PROSE_WITHOUT_STOP_MIN_CHARS && NOTICE_LINE.test(fold(text));
}

const DATE_LINE_REST =
  /\b(?:thu (?:hai|ba|tu|nam|sau|bay|[2-7])|chu nhat|t[2-7]|cn|ngay(?: dang| cap nhat| xuat ban| tao| gui| viet| phat hanh)?|dang (?:luc|ngay|boi)|cap nhat(?: luc| ngay| lan cuoi)?|luc|vao luc|xuat ban|thoi gian(?: dang)?|gmt|utc|am|pm|sa|ch|gio|phut|h|by|admin|posted on|published|updated|on|monday|tuesday|wednesday|thursday|friday|saturday|sunday|so luot xem|luot xem|luot doc|views?|binh luan|comments?|in bai viet|in trang|in|chia se|doc bai|nghe doc bai|ban in|font size|danh gia|thang|nam)\b/g;
/** "Thời sự Thứ sáu, 22/6/2018": the site's section beside the date. */
const SECTION =
  /\b(?:thoi su|chinh tri|xa hoi|kinh te|kinh doanh|doi song|phap luat|van hoa|giao duc|the gioi|nong nghiep|nong thon|tin tuc|su kien)\b/g;
const DATE_LINE_WORDS_MAX = 6; // an author's or a section's name beside the date
// A date that a notice announces: "Thời gian: 8h00 ngày 12/10/2023".
const ANNOUNCED = /^[\s\d.)*+-]*(?:thoi gian(?! dang)|dia diem|tu ngay|den ngay|han\b|truoc ngay)/;

/** A line that says little more than a date: when the page was published. */
export function isDateLine(text: string): boolean {
  const words = wordsBesideDate(text);
  if (words === undefined || words.length > DATE_LINE_WORDS_MAX || endsAsSentence(text))
    return false;
  return words.every((word) => /^\p{Lu}/u.test(word)) || /[|•·]/.test(text);
}

/** A date and nothing else but its weekday, hour and label. */
export function isBareDate(text: string): boolean {
  return wordsBesideDate(text)?.length === 0;
}

/** The words that a line has beside its date and what usually goes with one; undefined without a full date. */
function wordsBesideDate(text: string): string[] | undefined {
  if (text.length > DATE_LINE_MAX_CHARS) return undefined;
  const dates = findDates(text).filter((one) => one.year !== undefined);
  const folded = fold(text);
  if (dates.length === 0 || dates.length > 2 || ANNOUNCED.test(folded)) return undefined;
  // Blanked out at its place, so that what is left can be read with its capitals. Folding keeps length.
  const blank = (part: string) => ' '.repeat(part.length);
  let rest = folded;
  for (const { start, end } of dates) {
    rest = rest.slice(0, start) + blank(rest.slice(start, end)) + rest.slice(end);
  }
  rest = rest
    .replace(/\bgmt\s*[+-]?\d*/g, blank)
    .replace(DATE_LINE_REST, blank)
    .replace(SECTION, blank);
  return [...rest.matchAll(/[\p{L}][\p{L}\d.]*/gu)].map((word) =>
    text.slice(word.index, word.index + word[0].length),
  );
}

export type Credit = 'author' | 'source';

const AUTHOR_LABEL =
  /^[([–—-]?\s*(?:(?:tin|bai|anh|video|clip)(?:\s+va)?(?:\s*(?:,|va|&|-|–|\/|\+)\s*(?:tin|bai|anh|video|clip))*\s*:|tin(?:\s*[,-]?\s*(?:bai|va|anh|va anh))+\s*:|(?:tac gia|nguoi viet|nguoi dang|nguoi dua tin|phong vien|bien tap|thuc hien|bai viet|bai va anh|tin va anh|tin va bai|tin anh|theo ctv|pv|ctv)\s*[:.]|(?:viet|dang|duoc viet|duoc dang|tin|bai) boi\s|by:?\s)/;
const OFFICE =
  /^(?:phong|van phong|ban bien tap|bbt|ban tuyen truyen|ban tuyen giao|to thong tin|trung tam|nhom (?:pv|phong vien)|phong vien|pv|ctv|lien minh htx|lmhtx)\b/;
// Case tells "Nguồn Vnbusiness" from "Nguồn vốn", "Theo báo Nhân Dân" from "Theo báo cáo".
const SOURCE_LABEL =
  /^[\s([–—-]*(?:(?:Nguồn|NGUỒN|nguồn)(?:\s+(?:tin|bài|ảnh))?(?:\s*:|\s+(?=\p{Lu}|\S+\.\p{L}))|(?:Theo|THEO|theo)\s*:?\s+(?=\S+$|\S+\.\p{L}{2,}|(?:[Bb]áo|[Tt]ạp chí|[Tt]rang|[Cc]ổng|[Đđ]ài)\s+\p{Lu}|TTXVN|VOV|VTV))/u;

/**
 * Whether a line credits an author or a source. A bare name ("Vân Trang", "T.T", "Phòng TTTT")
 * counts only where `belowText` says that the article's text stands above it.
 */
export function creditOf(text: string, belowText: boolean): Credit | undefined {
  const withoutUrl = text.replace(/https?:\/\/\S+/g, '');
  if (withoutUrl.length > CREDIT_MAX_CHARS) return undefined;
  if (withoutUrl === '') return 'source';
  if (SOURCE_LABEL.test(text) && !/[.!?]$/.test(withoutUrl.trim())) return 'source';
  const line = fold(text).trim();
  if (sentences(text).length > 2) return undefined;
  if (AUTHOR_LABEL.test(line)) return 'author';
  return belowText && isBareName(text, line) ? 'author' : undefined;
}

const NAME_MAX_CHARS = 45;

function isBareName(text: string, folded: string): boolean {
  const bare = text
    .replace(/^[\s(–—-]+|[\s)./]+$/gu, '')
    .replace(/\s*\((?:tổng hợp|th|t\/h|gt|st)\)?$/iu, '');
  if (bare.length < 2 || bare.length > NAME_MAX_CHARS || /[\d:;!?%]/.test(bare)) return false;
  if (OFFICE.test(folded)) return true;
  const words = bare
    .split(/[\s,&/–—-]+/)
    .filter((word) => word !== '' && !/^(?:và|theo)$/iu.test(word));
  return words.length <= 7 && words.every((word) => /^\p{Lu}/u.test(word));
}
