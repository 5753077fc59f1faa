/**
 * The event a news text tells of: what, when, where, by whom. Read from the lead (title and first
 * sentences), where news puts it: "[Ngày …], [tại …], [ai] tổ chức [gì]".
 */
import type { EventKind } from '../../knowledge/facts/schemas.ts';
import type { DayMention } from './dates.ts';
import { EVENT_NOUN, eventKinds } from './event-kinds.ts';
import { locate, readEventPlace } from './event-place.ts';
import { type EventFrame, readMinutesFrame } from './minutes.ts';
import { matchOrganisation } from './organisations.ts';
import { matchPlace } from './place-names.ts';
import { daysIn, evidence, type Reading, type ReadSentence } from './reading.ts';
import { readWords, type Word } from './words.ts';

const LEAD_SENTENCES = 8;
const TITLE_MAX = 400;

/** "đã long trọng tổ chức |": what is held follows. */
const HOLDING =
  /(?:^|\s)(?:(?:đã|vừa|sẽ|vừa mới|phối hợp|long trọng|trọng thể|đồng|cùng|đang)\s+)*(?:tổ chức|diễn ra|khai mạc|bế mạc|khai giảng|bế giảng|mở)\s+(?=\S)/giu;
/** The verb itself is the event. */
const DOING =
  /(?:^|(?<!hồ sơ)\s)(?:(?:đã|vừa|sẽ|đang|long trọng|có)\s+)*(?=(?:k[ỷỉ] niệm|khai trương|khánh thành|ra mắt|ký kết|ký (?:chương trình|kế hoạch|thỏa thuận|biên bản|quy chế)|trao (?:tặng|quà|giải|vốn|quyết định|bằng)|làm việc với|(?:có )?buổi làm việc|tiếp và làm việc|đến thăm|đi thăm|khảo sát|kiểm tra|tham quan|gặp mặt|đối thoại|công bố|kết nạp|sơ kết(?! nạp)|tổng kết|tập huấn|phát động|dự hội nghị|họp)\s)/iu;
/** "… được tổ chức", "… đã diễn ra": what is held precedes. */
const HELD =
  /\s(?:đã |sẽ |vừa |chính thức )*(?:được tổ chức|diễn ra|được khai mạc|khai mạc|bế mạc)(?=[\s,.]|$)/iu;

/** "hội nghị đối thoại do Liên minh HTX tỉnh và Sở Công Thương | tổ chức". */
const GIVEN_BY = new RegExp(
  `((?<=\\s)${EVENT_NOUN}(?:\\s[^.;,]{1,120}?)?)\\s+do\\s+(?=(?:các\\s)?\\p{Lu})[^.;]{3,160}?(?=\\s(?:đồng |phối hợp |vừa |đã )*tổ chức)`,
  'iu',
);

export type { EventFrame } from './minutes.ts';

interface Candidate extends EventFrame {
  /** "sẽ tổ chức". */
  isComing: boolean;
}

/** The main event; undefined when the lead tells of none. */
export function readEventFrame(reading: Reading): EventFrame | undefined {
  return readMinutesFrame(reading) ?? readLead(reading);
}

function readLead(reading: Reading): EventFrame | undefined {
  const lead = reading.sentences.filter(({ isCaption }) => !isCaption).slice(0, LEAD_SENTENCES);
  const titleKinds = eventKinds(reading.draft.title);
  const candidates = lead.flatMap((sentence, index) => {
    const candidate = frameOf(reading, sentence, titleKinds);
    return candidate ? [{ candidate, score: scoreOf(candidate, index, titleKinds) }] : [];
  });
  const best = candidates.sort((a, b) => b.score - a.score)[0];
  return best && best.score > 0 ? withoutMark(best.candidate) : undefined;
}

/** Events the text tells of besides the main one: "sáng 14/4, Liên minh HTX tỉnh tổ chức …", "ngày 15/6 sẽ …". */
export function readOtherEvents(reading: Reading, main: EventFrame | undefined): EventFrame[] {
  return reading.sentences.flatMap((sentence) => {
    if (sentence.isCaption || sentence.start === main?.evidence.start) return [];
    const candidate = frameOf(reading, sentence, []);
    if (!candidate?.startsOn || !hasOwnDay(reading, sentence.text, candidate.startsOn)) return [];
    const isOther = candidate.startsOn !== main?.startsOn && candidate.startsOn !== main?.endsOn;
    const isTold = candidate.isComing || isNews(reading, main, candidate);
    return isOther && isTold ? [withoutMark(candidate)] : [];
  });
}

function hasOwnDay(reading: Reading, text: string, day: string): boolean {
  return daysIn(reading, text).some(({ from }) => from === day);
}

// What was held longer before is told as history, not as news.
const NEWS_DAYS_MAX = 62;
const DAY_MS = 24 * 3600 * 1000;

function isNews(
  reading: Reading,
  main: EventFrame | undefined,
  { startsOn, organiser }: Candidate,
) {
  const today = reading.writtenOn ?? main?.startsOn;
  if (startsOn === undefined || organiser === undefined || today === undefined) return false;
  return Math.abs(Date.parse(startsOn) - Date.parse(today)) <= NEWS_DAYS_MAX * DAY_MS;
}

function withoutMark({ isComing: _, ...frame }: Candidate): EventFrame {
  return frame;
}

/** A dated sentence near the top that speaks of what the title speaks of. */
function scoreOf(frame: Candidate, index: number, titleKinds: readonly EventKind[]): number {
  const shared = frame.kinds.filter((kind) => titleKinds.includes(kind)).length;
  const dated = frame.startsOn === undefined ? 0 : 3;
  const held = frame.organiser === undefined ? 0 : 1;
  // What is only coming is the main event when the text opens with it.
  const coming = frame.isComing && index > 1 ? 10 : 0;
  // "Liên minh vừa tổ chức hội nghị …" opens a report that gives no day.
  const opening = dated === 0 && held === 1 && index <= 1 ? 2 : 0;
  return (
    dated +
    held +
    Math.min(shared, 2) +
    opening -
    index * 0.5 -
    (dated === 0 && shared === 0 ? 2 : 0) -
    coming
  );
}

function frameOf(
  reading: Reading,
  sentence: ReadSentence,
  titleKinds: readonly EventKind[],
): Candidate | undefined {
  const { text } = sentence;
  const what = whatOf(text);
  if (!what) return undefined;
  const ownKinds = eventKinds(what.title);
  const kinds = [...new Set([...ownKinds, ...titleKinds])];
  if (kinds.length === 0) return undefined;
  const day = withEnd(reading, dayOf(reading, text, what));
  const place = readEventPlace(text);
  const organiser =
    organiserBefore(text, what.verbAt, what.organiserAt ?? day?.end ?? 0) ??
    organiserBefore(text, what.verbAt, 0);
  const where = locate(reading, place?.mentions ?? []);
  return {
    fact: 'event',
    isComing: COMING.test(text.slice(0, text.indexOf(what.title))),
    title: withoutPlace(what.title, place?.text),
    kinds,
    ...(day && { startsOn: day.from }),
    ...(day && day.to !== day.from && { endsOn: day.to }),
    ...(place && { place: place.text }),
    ...where,
    ...(organiser !== undefined && { organiser }),
    evidence: evidence(sentence),
  };
}

/** "Hội nghị … tại thị trấn Chũ": where it was is told apart from what it was. */
function withoutPlace(title: string, place: string | undefined): string {
  if (place === undefined || !title.endsWith(place)) return title;
  const short = title.slice(0, -place.length).replace(/,?\s*(?:tại|ở)\s+$/iu, '');
  return short !== title && eventKinds(short).length > 0 ? short : title;
}

const COMING = /(?:^|\s)(?:sẽ|dự kiến)(?=\s)[^.;]{0,80}$/iu;

interface What {
  title: string;
  /** Where the organiser's part ends. */
  verbAt: number;
  /** Where it begins, when it is not simply what stands between day and verb. */
  organiserAt?: number;
}

const KIND_WITHIN = 80;

function whatOf(text: string): What | undefined {
  for (const holding of text.matchAll(HOLDING)) {
    const title = titleText(text.slice(holding.index + holding[0].length));
    // "các tổ chức chính trị": the noun; what is held is named soon after the verb.
    if (eventKinds(title.slice(0, KIND_WITHIN)).length > 0) return { title, verbAt: holding.index };
  }
  const given = GIVEN_BY.exec(text);
  if (given && eventKinds(given[1]!).length > 0)
    return {
      title: given[1]!,
      verbAt: given.index + given[0].length,
      organiserAt: given.index + given[1]!.length,
    };
  const held = HELD.exec(text);
  if (held) {
    const title = nounBefore(text.slice(0, held.index));
    if (title !== undefined) return { title, verbAt: 0 };
  }
  const doing = DOING.exec(text);
  if (!doing) return undefined;
  const title = titleText(text.slice(doing.index + doing[0].length));
  return eventKinds(title).length > 0 ? { title, verbAt: doing.index } : undefined;
}

/** Up to the end of the sentence, without the stop and without "với sự tham dự của …". */
function titleText(rest: string): string {
  const end =
    /;(?=\s|$)(?!\s*(?:sơ kết|tổng kết|triển khai|kỷ niệm))|\.$|,?\s+(?:với sự (?:tham gia|tham dự|góp mặt)|nhằm|để |thu hút|dự kiến|(?:từ|vào|trong)\s+(?:ngày\s+)?\d{1,2}(?:\s?[-/.–]\s?\d|\s+đến\s)|do (?:các )?(?:đồng chí|đ\/c|ông|bà)\s|dưới sự (?:chủ trì|điều hành)|gồm[:\s])|:\s/u.exec(
      rest,
    );
  // A list of several parts goes on over ";" ("Kỷ niệm …; sơ kết …").
  const cut = rest
    .slice(0, end?.index ?? rest.length)
    .trim()
    .replace(/[.,;:/…]+$/u, '');
  return cut.length <= TITLE_MAX ? cut : cut.slice(0, cut.lastIndexOf(' ', TITLE_MAX));
}

function nounBefore(text: string): string | undefined {
  const clauses = new RegExp(`(?:^|,\\s*)(${EVENT_NOUN}(?:\\s|$).*)$`, 'iu').exec(text)?.[1];
  const noun = clauses ?? new RegExp(`[\\s,](${EVENT_NOUN}(?:\\s|$).*)$`, 'iu').exec(text)?.[1];
  const title = noun?.replace(/,\s*$/u, '').trim();
  return title !== undefined && eventKinds(title).length > 0
    ? title.slice(0, TITLE_MAX)
    : undefined;
}

const LASTING = /(?:diễn ra|kéo dài|tổ chức|mở cửa|trong thời gian|trong (?:vòng )?\d+ ngày)/iu;

/** "Sự kiện diễn ra từ ngày 25 đến 31/10": the days, told in a later sentence of the lead. */
function withEnd(reading: Reading, day: DayMention | undefined): DayMention | undefined {
  if (day && day.from !== day.to) return day;
  for (const { text } of reading.sentences.slice(0, LEAD_SENTENCES)) {
    if (!LASTING.test(text)) continue;
    const whole = daysIn(reading, text).find(
      ({ from, to }) => (day?.from ?? from) === from && to > from,
    );
    // Offsets of another sentence say nothing about this one.
    if (whole) return day ? { ...day, to: whole.to } : { ...whole, start: 0, end: 0 };
  }
  return day;
}

const TODAY = /(?:hôm nay|(?:sáng|chiều|tối|trưa) nay|sáng nay)/iu;

/** The first day before the verb, else the first after it that is not a day of a document. */
function dayOf(reading: Reading, text: string, { verbAt, title }: What): DayMention | undefined {
  const days = daysIn(reading, text).filter(
    ({ start }) => !isOfDocument(text, start) && !isDeadline(text, start),
  );
  const titleAt = text.indexOf(title);
  const before = days
    .filter(({ end }) => end <= Math.max(verbAt, titleAt))
    .filter(({ start }) => !isAnniversary(text, start));
  const found =
    before[0] ?? days.find(({ start }) => start > titleAt && !isAnniversary(text, start));
  if (found) return found;
  const today = reading.draft.metadata.publishedOn;
  if (today !== undefined && !reading.draft.metadata.publishedInferred && TODAY.test(text)) {
    return { start: 0, end: 0, from: today, to: today };
  }
  return undefined;
}

/** "ngày 16/6/2022" of a resolution. */
function isOfDocument(text: string, at: number): boolean {
  return /(?:[A-ZĐ]{2,}[\w/-]*|Luật|Nghị quyết|Quyết định|Kế hoạch|Chỉ thị)[^,.;]{0,25}(?:,\s*)?\(?ngày\s*$/u.test(
    text.slice(0, at),
  );
}

/** "phải giải quyết xong trước ngày 31/8". */
function isDeadline(text: string, at: number): boolean {
  return /(?:trước|chậm nhất(?: là)?|hạn(?: chót| cuối)?|đến hết)\s+(?:ngày\s+)?$/iu.test(
    text.slice(Math.max(0, at - 24), at),
  );
}

/** "(29/10/1993-29/10/2023)", "ngày thành lập … 31/7": the day that is commemorated. */
function isAnniversary(text: string, at: number): boolean {
  const before = text.slice(Math.max(0, at - 60), at);
  return (
    /\d{4}\s*[-–]\s*$/u.test(before) ||
    /(?:thành lập|truyền thống|quốc tế|việt nam|giải phóng)[^,.;]{0,40}\($/iu.test(before) ||
    /^\D{0,6}\d{1,2}[/.-]\d{1,2}[/.-]\d{4}\s*[-–]\s*\d/u.test(text.slice(at, at + 24))
  );
}

/** The organisation(s) between the day and the verb: "Liên minh HTX tỉnh phối hợp với Sở …". */
function organiserBefore(text: string, verbAt: number, from: number): string | undefined {
  const part = from < verbAt ? text.slice(from, verbAt) : '';
  const words = readWords(part);
  for (let at = 0; at < words.length; at += 1) {
    const organisation = matchOrganisation(words, at);
    if (!organisation) continue;
    const isElse = /^(?:tại|ở|dự|của|lập)$/.test(words[at - 1]?.key ?? '');
    if (isElse || isPlaceOnly(words, at, organisation.to)) {
      at = organisation.to - 1;
      continue;
    }
    const start = words[at]!.start;
    const own = part.slice(start, words[ownedBy(words, organisation.to) - 1]!.end);
    const full = part
      .slice(start)
      .replace(/\s*(?:đã|vừa|phối hợp|đồng|long trọng|cùng|,|\s)+$/u, '');
    return isJoint(words, organisation.to) && full.length <= ORGANISER_MAX ? full : own;
  }
  return undefined;
}

/** "Đoàn công tác của | Liên minh HTX Việt Nam". */
function ownedBy(words: readonly Word[], at: number): number {
  const owner = words[at]?.key === 'của' ? matchOrganisation(words, at + 1) : undefined;
  return owner?.to ?? at;
}

const ORGANISER_MAX = 220;

/** Another organisation follows: "phối hợp với Sở …", ", Hội Nông dân tỉnh". */
function isJoint(words: readonly Word[], at: number): boolean {
  if (words[at]?.text === '(')
    return isJoint(words, words.findIndex((word) => word.text === ')') + 1 || words.length);
  const joint = /^(?:phối|và|cùng|đã)$/.test(words[at]?.key ?? '');
  const listed = words[at]?.text === ',' && matchOrganisation(words, at + 1) !== undefined;
  return listed || (joint && words.length > at + 2);
}

function isPlaceOnly(words: readonly Word[], at: number, to: number): boolean {
  return (matchPlace(words, at)?.to ?? at) >= to;
}
