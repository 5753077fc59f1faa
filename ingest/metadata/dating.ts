/**
 * When an article was published and when what it tells of took place. A date that the page states
 * is taken as it is; a missing year is worked out from the text, and a publication day that stands
 * nowhere is taken from the newest event and marked as inferred.
 */
import type { CleanedArticle } from '../clean/article.ts';
import { type DateMention, daysBetween, findDates, firstIsoDay, isoDay } from './dates.ts';
import { yearOfText, yearsOf } from './years.ts';

export interface Dating {
  publishedOn?: string;
  publishedInferred?: boolean;
  eventDates?: string[];
}

const LEAD_LINES = 3; // an article says when it happened in its first paragraphs
const EVENT_DISTANCE_DAYS_MAX = 60; // an event and the article on it lie close together
const EVENTS_MAX = 8;

/** The dates of a cleaned article; `declared` and `url` are the page's own. */
export function dateArticle(
  article: CleanedArticle,
  declared: string | undefined,
  url: string | undefined,
): Dating {
  const stated = firstIsoDay(declared) ?? statedDay(article);
  const inUrl = stated === undefined ? dayInUrl(url) : undefined;
  const published = stated ?? inUrl;
  const eventDates = eventDays(article, published);
  const publishedOn = published ?? eventDates.at(-1) ?? newestDay(article);
  return {
    ...(publishedOn === undefined ? {} : { publishedOn }),
    ...(publishedOn !== undefined && stated === undefined ? { publishedInferred: true } : {}),
    ...(eventDates.length > 0 ? { eventDates } : {}),
  };
}

/** The date line below the title, else the one above it or at the end. */
function statedDay({ lines }: CleanedArticle): string | undefined {
  const titleAt = lines.findIndex((line) => line.role === 'title');
  const dated = lines.flatMap((line, i) => (line.role === 'date' ? [{ text: line.text, i }] : []));
  const chosen = dated.find((line) => line.i > titleAt) ?? dated.at(-1);
  const sources = lines.filter((line) => line.role === 'source' || line.role === 'author');
  return firstIsoDay(chosen?.text) ?? sources.map((line) => firstIsoDay(line.text)).find(Boolean);
}

function dayInUrl(url: string | undefined): string | undefined {
  const match = /\/(20\d\d)\/?(\d{2})\/?(\d{2})(?=\/|-|$)/.exec(url ?? '');
  return match ? firstIsoDay(`${match[1]}-${match[2]}-${match[3]}`) : undefined;
}

const AHEAD = /(?:trước|hạn|chậm nhất|hiệu lực)[^.;]{0,20}$/iu;

/** The newest day the text names, unless it speaks of a later year: published then or soon after. */
function newestDay(article: CleanedArticle): string | undefined {
  const texts = bodyTexts(article);
  const days = texts.flatMap((text) =>
    findDates(text).flatMap((date) => {
      const before = text.slice(Math.max(0, date.start - 30), date.start);
      return (AHEAD.test(before) ? undefined : isoDay(date)) ?? [];
    }),
  );
  const newest = days.sort().at(-1);
  const year = Math.max(...yearsOf(texts));
  return newest !== undefined && Number(newest.slice(0, 4)) >= year ? newest : undefined;
}

// What stands before a date that is not an event's: a document's number, a founding day, a deadline.
const OF_A_DOCUMENT =
  /(?:\bsố\s*:?\s*[\d/]\S*|nghị quyết|quyết định|luật|nghị định|thông tư|kế hoạch|chỉ thị|chương trình|công văn|tờ trình|hướng dẫn|quy định|thông báo|kết luận|văn bản)[^.;:]{0,60}?(?:ngày|\()\s*$/iu;
const OF_A_MEMORY =
  /(?:(?:ngày|lễ)\s+(?:thành lập|truyền thống|hợp tác xã|HTX|quốc tế|phụ nữ|doanh nhân|sinh|giải phóng|quốc khánh)|thành lập|ra đời|sinh)[^.;]{0,50}$/iu;
const OF_A_DEADLINE =
  /(?:trước|đến|hết|hạn|từ nay đến|chậm nhất|kể từ|tính đến|hiệu lực từ)\s+(?:hết\s+)?(?:ngày\s*)?$/iu;
const OF_AN_EVENT =
  /(?:^|[\s(,“"])(?:ngày|sáng|trưa|chiều|tối|đêm|nay|qua|mai|các ngày|từ|và|đến)\s*[,(]?\s*$|\(\s*$/iu;
const MORNING = /(?:sáng|trưa|chiều|tối|hôm)\s+(?:nay\s*)?(?:,?\s*ngày\s*)?\(?\s*$/iu;
const TODAY = /(?:^|[.!?]\s+|,\s+)(?:(?:sáng|trưa|chiều|tối|hôm|ngày)\s+nay|hôm nay)\b/iu;

function eventDays(article: CleanedArticle, published: string | undefined): string[] {
  const lead = article.lines.filter((line) => line.role === 'text').slice(0, LEAD_LINES);
  const texts = [article.title, ...lead.map((line) => line.text)];
  const days = new Set<string>();
  for (const text of texts) {
    const dates = findDates(text);
    for (const [i, date] of dates.entries()) {
      if (!tellsOfEvent(text, dates, i)) continue;
      for (const one of [date, ...firstOfRange(text, date)]) {
        const day = isoDay(one, yearFor(one, article, published));
        if (day && isNear(day, published)) days.add(day);
      }
    }
  }
  if (days.size === 0 && published && texts.some((text) => TODAY.test(text))) days.add(published);
  return [...days].sort().slice(-EVENTS_MAX);
}

function tellsOfEvent(text: string, dates: readonly DateMention[], i: number): boolean {
  const date = dates[i]!;
  if (isAnniversary(text, date, dates[i - 1]) || isAnniversary(text, date, dates[i + 1]))
    return false;
  const CONTEXT_CHARS = 110;
  const before = text.slice(Math.max(0, date.start - CONTEXT_CHARS), date.start);
  if (MORNING.test(before)) return true;
  if (OF_A_DOCUMENT.test(before) || OF_A_MEMORY.test(before)) return false;
  const isRangeEnd = firstOfRange(text, date).length > 0 || dates[i - 1]?.end === date.start - 1;
  if (OF_A_DEADLINE.test(before) && !isRangeEnd) return false;
  return OF_AN_EVENT.test(before) || isRangeEnd;
}

/** "(29/10/1993-29/10/2023)": the same day of two years is what is remembered. */
function isAnniversary(text: string, date: DateMention, other: DateMention | undefined): boolean {
  if (!other || other.day !== date.day || other.month !== date.month) return false;
  if (other.year === date.year || other.year === undefined || date.year === undefined) return false;
  const between = text.slice(Math.min(date.end, other.end), Math.max(date.start, other.start));
  return /^\s*(?:[-–—]|đến)\s*(?:ngày\s*)?$/iu.test(between);
}

const RANGE_REACH_CHARS = 40;

/** The first day of "ngày 5-6/8", "từ 5 đến 7/8/2023". */
function firstOfRange(text: string, date: DateMention): DateMention[] {
  // Read from the whole text up to it, every date would cost the length of the text.
  const from = Math.max(0, date.start - RANGE_REACH_CHARS);
  const before = text.slice(from, date.start);
  const match =
    /(?:ngày|từ|sáng|chiều)\s+(?:từ\s+)?(\d{1,2})\s*(?:[-–—,]|và|đến)\s*(?:ngày\s*)?$/iu.exec(
      before,
    );
  if (!match) return [];
  return [{ ...date, day: Number(match[1]), start: from + match.index, end: date.end }];
}

function isNear(day: string, published: string | undefined): boolean {
  return (
    published === undefined || Math.abs(daysBetween(day, published)) <= EVENT_DISTANCE_DAYS_MAX
  );
}

/** The year of a date that has none: the one nearest to publication, else the one the text is about. */
function yearFor(
  date: DateMention,
  article: CleanedArticle,
  published: string | undefined,
): number | undefined {
  if (date.year !== undefined) return date.year;
  if (published !== undefined) return nearestYear(date, published);
  const texts = bodyTexts(article);
  const sameDay = texts
    .flatMap(findDates)
    .filter(
      (other) => other.day === date.day && other.month === date.month && other.year !== undefined,
    )
    .map((other) => other.year!);
  if (sameDay.length > 0) return Math.max(...sameDay);
  return yearOfText(texts.slice(0, LEAD_LINES + 1), date.month) ?? yearOfText(texts, date.month);
}

function nearestYear(date: DateMention, published: string): number {
  const year = Number(published.slice(0, 4));
  const options = [year, year - 1, year + 1].map((one) => ({ one, day: isoDay(date, one) }));
  const distance = (day: string | undefined) =>
    day === undefined ? Number.POSITIVE_INFINITY : Math.abs(daysBetween(day, published));
  return options.reduce((best, next) => (distance(next.day) < distance(best.day) ? next : best))
    .one;
}

/** Title and paragraphs. */
function bodyTexts(article: CleanedArticle): string[] {
  const lines = article.lines.filter((line) => line.role === 'text' || line.role === 'list-item');
  return [article.title, ...lines.map((line) => line.text)];
}
