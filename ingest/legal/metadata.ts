/**
 * Number, issuer, dates and the name of a legal document: as front matter declares them, else as
 * its official head ("Số: 12/2024/NĐ-CP", "Hà Nội, ngày 5 tháng 7 năm 2024") and its last điều say.
 */
import type { DocumentMetadata } from '../../knowledge/corpus/document.ts';
import { findPlaces } from '../../knowledge/places/places.ts';
import type { LoadedPage } from '../loaded-page.ts';
import { findDates, firstIsoDay, isoDay } from '../metadata/dates.ts';
import { isCapitals } from './structure.ts';

export interface LegalHead {
  /** Lines above the first điều that are the official head, in order. */
  head: readonly string[];
  /** Every line of the document. */
  lines: readonly string[];
}

const KIND =
  /^(hiến pháp|bộ luật|luật|pháp lệnh|lệnh|nghị quyết liên tịch|nghị quyết|nghị định|thông tư liên tịch|thông tư|quyết định|chỉ thị|kế hoạch|chương trình hành động|chương trình|công văn|thông báo|hướng dẫn|quy chế|quy định|điều lệ|kết luận|đề án)(?![\p{L}])/iu;
// "17/2023/QH15", "92/2024/NĐ-CP", "1397/QĐ-UBND", "20-NQ/TW".
const NUMBER =
  /(?<![\d/])\d{1,5}(?:\/\d{4})?(?:\/[\p{Lu}Đ\d]+(?:-[\p{Lu}Đ\d]+)*|-[\p{Lu}Đ]{2,5}\/[\p{Lu}Đ]+)/iu;
export const MOTTO = /^(?:cộng h(?:òa|oà) xã hội chủ nghĩa|đảng cộng sản) việt nam$/iu;
const PLACE_AND_DAY = /^\p{Lu}[\p{L}\s.-]{1,30},\s*ngày\b.*\d{4}/u;
const IN_FORCE =
  /(?:này|luật|nghị định|thông tư|quyết định|nghị quyết)\s+(?:này\s+)?(?:có|bắt đầu có)\s+hiệu\s+lực(?:\s+thi\s+hành)?\s*(?:,\s*)?(?:kể\s+)?từ\s+ngày\s+(?<when>.{0,60})/iu;
const AFTER_SUBJECT = /^(?:căn cứ|thực hiện|theo|xét|nhằm|để)(?![\p{L}])/iu;
const SHORT_TITLE_MAX_CHARS = 90;

/** What is known of a legal document besides its text. */
export function legalMetadata(page: LoadedPage, title: string, text: LegalHead): DocumentMetadata {
  const { declared } = page;
  const number = declared.number ?? numberOf(title, text.head);
  const issuedOn = firstIsoDay(declared.issuedOn) ?? issuedDay(title, text.head);
  const effectiveOn = firstIsoDay(declared.effectiveOn) ?? effectiveDay(text.lines, issuedOn);
  const issuer = declared.issuer ?? issuerOf(title, text.head);
  const province = issuer === undefined ? undefined : findPlaces(issuer)[0]?.province;
  const sourceUrl = page.url ?? declared.sourceUrl;
  const sourceName = declared.siteName ?? hostOf(sourceUrl);
  return {
    ...(issuedOn === undefined ? {} : { publishedOn: issuedOn, issuedOn }),
    ...(effectiveOn === undefined ? {} : { effectiveOn }),
    ...(number === undefined ? {} : { number }),
    ...(issuer === undefined ? {} : { issuer }),
    ...(province === undefined ? {} : { province }),
    ...(sourceUrl === undefined ? {} : { sourceUrl }),
    ...(sourceName === undefined ? {} : { sourceName }),
    shortTitle: shortTitleOf(title, number, issuedOn),
  };
}

/** The document's name where none is declared: its kind and subject, as the head says them. */
export function titleInHead(head: readonly string[]): string | undefined {
  const at = head.findIndex((line) => KIND.test(line) && !MOTTO.test(line));
  if (at === -1) return undefined;
  const SUBJECT_LINES_MAX = 3;
  const below = head.slice(at + 1, at + 1 + SUBJECT_LINES_MAX);
  const end = below.findIndex((line) => AFTER_SUBJECT.test(line) || /[.;:,]$/.test(line));
  const subject = below
    .slice(0, end === -1 ? undefined : end)
    .filter((line) => !NUMBER.test(line) && !PLACE_AND_DAY.test(line));
  const number = numberOf('', head);
  const kind = sentenceCase(head[at]!);
  return [
    kind,
    number ? `số ${number}` : '',
    ...subject.map((line) => (isCapitals(line) ? sentenceCase(line) : line)),
  ]
    .filter((part) => part !== '')
    .join(' ');
}

function numberOf(title: string, head: readonly string[]): string | undefined {
  const labelled = head
    .map((line) => /^(?:luật\s+)?số\s*:?\s*(\S+)/iu.exec(line)?.[1])
    .find((found) => found && NUMBER.test(found));
  return labelled ?? NUMBER.exec(title)?.[0];
}

function issuedDay(title: string, head: readonly string[]): string | undefined {
  const line = head.find((one) => PLACE_AND_DAY.test(one));
  const last = findDates(title).findLast((date) => date.year !== undefined);
  return firstIsoDay(line) ?? (last && isoDay(last));
}

function effectiveDay(lines: readonly string[], issuedOn: string | undefined): string | undefined {
  for (const line of lines.toReversed()) {
    const when = IN_FORCE.exec(line)?.groups?.when;
    if (when === undefined) continue;
    if (/^(?:ký|ban hành)/iu.test(when)) return issuedOn;
    const date = findDates(`ngày ${when}`)[0];
    const day = date && isoDay(date);
    if (day) return day;
  }
  return undefined;
}

/** The capitals above or beside the motto: "ỦY BAN NHÂN DÂN" / "TỈNH NAM ĐỊNH". */
function issuerOf(title: string, head: readonly string[]): string | undefined {
  const motto = head.findIndex((line) => MOTTO.test(line));
  const above = head
    .slice(0, Math.max(motto, 0))
    .filter((line) => isCapitals(line) && !KIND.test(line));
  if (above.length > 0) return sentenceCase(above.join(' '));
  return /\scủa\s+((?:Quốc hội|Chính phủ|Thủ tướng|Bộ|Ủy ban|Hội đồng|Liên minh|Ban)[^,;]*)$/u.exec(
    title,
  )?.[1];
}

/** "Luật Hợp tác xã 2023", "Hiến pháp 2013", "Nghị định 92/2024/NĐ-CP". */
function shortTitleOf(
  title: string,
  number: string | undefined,
  issuedOn: string | undefined,
): string {
  const kind = KIND.exec(title)?.[1];
  const year = issuedOn?.slice(0, 4) ?? /\b(?:19|20)\d\d\b/.exec(number ?? title)?.[0];
  const name = lawName(title);
  if (name !== undefined) return [name, year].filter(Boolean).join(' ');
  if (kind !== undefined && number !== undefined) return `${sentenceCase(kind)} ${number}`;
  if (title.length <= SHORT_TITLE_MAX_CHARS) return title;
  return `${title.slice(0, SHORT_TITLE_MAX_CHARS).replace(/\s+\S*$/, '')}…`;
}

/** A law is called by its name: "Luật số 17/2023/QH15 Luật Hợp tác xã ngày …" → "Luật Hợp tác xã". */
function lawName(title: string): string | undefined {
  if (/^hiến pháp/iu.test(title)) return 'Hiến pháp';
  if (!/^(?:bộ\s+)?luật/iu.test(title)) return undefined;
  const match =
    /(?:^|\s)((?:Bộ luật|Luật)\s+(?!số\s)[^,;]+?)(?=\s+(?:ngày|số|năm|của)\s|\s+(?:19|20)\d\d\b|[,;]|$)/u.exec(
      title,
    );
  return match?.[1];
}

/** Capitals as a sentence writes them; names of places keep theirs. */
function sentenceCase(text: string): string {
  if (!isCapitals(text)) return text.charAt(0).toUpperCase() + text.slice(1);
  const lower = text
    .toLowerCase()
    .replace(/việt nam/g, 'Việt Nam')
    .replace(/\bquốc hội\b/g, 'Quốc hội');
  let cased = lower;
  for (const { start, end } of findPlaces(lower)) {
    const name = lower
      .slice(start, end)
      .replace(/(?<![\p{L}])\p{L}/gu, (letter) => letter.toUpperCase());
    cased = cased.slice(0, start) + name + cased.slice(end);
  }
  return cased.charAt(0).toUpperCase() + cased.slice(1);
}

function hostOf(url: string | undefined): string | undefined {
  if (url === undefined || !URL.canParse(url)) return undefined;
  return new URL(url).hostname.replace(/^www\./, '');
}
