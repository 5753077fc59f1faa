/**
 * What happened at an event: who came (and how many), what was heard and discussed, what was
 * decided, what was awarded to whom. Contents and decisions are whole sentences of the source.
 */
import type { EventItem } from '../../knowledge/facts/schemas.ts';
import { EVENT_NOUN } from './event-kinds.ts';
import { SPEECH } from './event-people.ts';
import { withoutLabel } from './minutes.ts';
import { readNumbers } from './numbers.ts';
import { evidence, type Reading, type ReadSentence } from './reading.ts';

const AT_EVENT = new RegExp(
  `^(?:cũng |ngay |và )?(?:tại|trong khuôn khổ|phát biểu (?:chỉ đạo |khai mạc |kết luận )?tại|kết luận|kết thúc|trong|thông qua|qua|theo báo cáo tại|nhân)\\s+(?:buổi\\s|chương trình\\s)?(?:${EVENT_NOUN}|dịp này|sự kiện này)`,
  'iu',
);
const DELEGATES =
  /^(?:[^,.;]{0,60},\s*)?(?:các |nhiều |một số )(?:đại biểu|HTX thành viên|HTX|thành viên|học viên|ý kiến|tham luận|đại diện[^.,]{0,40}HTX)[^.]{0,40}?(?:đã |được |cùng |cũng )*(?:nghe|thảo luận|trao đổi|ôn lại|thông tin|chia sẻ|tham quan|tập trung|kiến nghị|phát biểu|đóng góp|cho ý kiến|giới thiệu|phổ biến|truyền đạt|hướng dẫn|đề xuất|nêu)/iu;
const EVENT_SUBJECT = new RegExp(
  `^(?:(?:tuy vậy|tuy nhiên|bên cạnh đó|ngoài ra|theo đó|cuối cùng|sau đó|cũng),? )?(?:${EVENT_NOUN})\\s+(?:đã |cũng |được |lần này |là |nhằm |có |tập trung |nghe |thảo luận |bàn |thống nhất |nhất trí |thông qua |quyết định |biểu quyết |bầu |kết nạp |công bố |chỉ ra |ghi nhận |đánh giá |xác định |đề ra |dành |tiếp thu )`,
  'iu',
);
/** Who meets and resolves: "Hội đồng quản lý đã thống nhất cho gia hạn." */
const BODY_DECIDED =
  /^(?:các |toàn thể |100% |\d+\/\d+ )?(?:đại biểu|ban chấp hành|ban thường vụ|thường trực|hội đồng|đoàn chủ tịch|liên minh|hai bên|các bên)[^,.;:]{0,60}?\s(?:đã |cũng |cùng )*(?:nhất trí|thống nhất(?! đất nước)|biểu quyết|quyết nghị|thông qua|bầu|ký kết)(?=\s)/iu;
/** "Kết luận cuộc họp, bà A giao Quỹ …": what the chair orders at the end is settled. */
const ORDERED =
  /^(?:phát biểu )?kết luận[^.;]{0,160}?\s(?:giao|yêu cầu|chỉ đạo|thống nhất|nhất trí|đồng ý)\s/iu;
/** What the cooperatives ask for, wherever in the report it stands. */
const PETITION =
  /^[^.;:]{0,90}?(?:HTX|hợp tác xã|đại biểu|thành viên|đơn vị|quỹ|hội viên|giám đốc|ý kiến|doanh nghiệp|ủy viên)[^.;:]{0,80}?\s(?:kiến nghị|đề xuất|đề nghị|phản ánh)\s/iu;
const DECIDED =
  /(?:đã |cũng )?(?:nhất trí|thống nhất (?!và )|biểu quyết|thông qua (?:báo cáo|nghị quyết|phương hướng|điều lệ|kế hoạch|danh sách)|quyết nghị|bầu (?!không|cử tri|ra đời)|được bầu|tái đắc cử|trúng cử|hiệp thương|ký kết|ký (?:kế hoạch|chương trình|biên bản|thỏa thuận)|kết nạp|công bố[^.]{0,20}quyết định|trao quyết định|đề ra \d*\s?\p{L}*\s?(?:nhiệm vụ|chỉ tiêu|phương hướng|mục tiêu)|đề ra phương hướng|phát động)/iu;

/** `leadAt` is the offset of the sentence that announces the event, which is no item of it. */
export function readEventItems(reading: Reading, leadAt: number): EventItem[] {
  const items: EventItem[] = [];
  let wasAbout = false;
  for (const sentence of reading.sentences) {
    if (sentence.start === leadAt) continue;
    const found = itemsOf(sentence, wasAbout);
    wasAbout = found.some(({ kind }) => kind === 'content' || kind === 'decision');
    for (const item of found) {
      if (!items.some((other) => isSame(other, item))) items.push(item);
    }
  }
  return items;
}

/** "Đồng thời, trao đổi …", "Trong đó, …", "Đồng chí đề nghị …" after a sentence about the event. */
const CONTINUING =
  /^(?:đồng thời|bên cạnh đó|ngoài ra|cùng với đó|cũng|trong đó|cụ thể|đó là|qua đó|(?:đồng chí|ông|bà|chủ tịch|phó chủ tịch)(?:\s[^,.;]{0,40})?\s(?:cũng\s)?(?:đề nghị|nhấn mạnh|yêu cầu|khẳng định|cho biết|mong|lưu ý|đánh giá)|đề nghị|các sở, ngành)(?!\p{L})/iu;
const ALONE_DECIDED =
  /(?:được bầu|tái đắc cử|trúng cử)|đề ra \d*\s?(?:\p{L}+\s){0,3}(?:nhiệm vụ|chỉ tiêu|mục tiêu|phương hướng)|đề ra phương hướng/iu;

function itemsOf(sentence: ReadSentence, wasAbout: boolean): EventItem[] {
  const awards = readAwards(sentence);
  if (sentence.isCaption) return awards;
  const others = [...awards, ...readParticipants(sentence)];
  if (others.length > 0 || !isSentence(sentence.text)) return others;
  const { text, kind } = withoutLabel(sentence.text);
  if (kind) return [{ kind, text, evidence: evidence(sentence) }];
  const isOwn = AT_EVENT.test(text) || EVENT_SUBJECT.test(text) || DELEGATES.test(text);
  const isDecided = BODY_DECIDED.test(text) || ORDERED.test(text) || ALONE_DECIDED.test(text);
  if (isDecided || (isOwn && DECIDED.test(text))) {
    return [{ kind: 'decision', text, evidence: evidence(sentence) }];
  }
  const isAbout =
    isOwn || (wasAbout && CONTINUING.test(text)) || isSpeech(sentence) || PETITION.test(text);
  return isAbout ? [{ kind: 'content', text, evidence: evidence(sentence) }] : [];
}

/** "Phó Chủ tịch … A nhấn mạnh …": what was said there. */
function isSpeech({ text, persons }: ReadSentence): boolean {
  const [person] = persons();
  return person !== undefined && SPEECH.test(text.slice(person.end));
}

/** Not a caption or headline: it ends as sentences do. */
function isSentence(text: string): boolean {
  return /[.!?…:;”"]\W*$/u.test(text);
}

const PARTICIPATION = new RegExp(
  `(?:(?:về |tham |tới |đến |cùng )?dự(?: và[^,.;]{0,30})? ?(?:${EVENT_NOUN})?[^,.;:]{0,40}?(?:có|gồm|:)|có sự (?:tham dự|tham gia|hiện diện|góp mặt) của|với sự (?:tham dự|tham gia) của|thu hút|thành phần[^,.;:]{0,30}:)`,
  'iu',
);
const ATTENDED_AT_END = /(?:cùng dự|tham dự|dự và đưa tin|đến dự|dự)\s*\.?$/iu;
const GROUP =
  /(?:đại diện|lãnh đạo|đại biểu|học viên|thành viên|phóng viên|các đồng chí|hơn|gần|trên|khoảng|\d)/iu;
const GROUP_MAX = 300;

/** Groups of participants, split at ";" and commas between groups; the persons named are people, not groups. */
function readParticipants(sentence: ReadSentence): EventItem[] {
  const { text } = sentence;
  const lead = PARTICIPATION.exec(text);
  const isAtEnd = !lead && ATTENDED_AT_END.test(text) && /(?:đại diện|đại biểu)/iu.test(text);
  if (!lead && !isAtEnd) return [];
  const from = lead ? lead.index + lead[0].length : 0;
  const persons = sentence.persons();
  const items: EventItem[] = [];
  for (const part of parts(text, from)) {
    const isPerson = persons.some(
      ({ nameStart, nameEnd }) => nameStart >= part.start && nameEnd <= part.end,
    );
    if (isPerson || !GROUP.test(part.text) || part.text.length > GROUP_MAX) continue;
    const count = readNumbers(part.text, []).find(
      ({ end }) => !/^\s*(?:tỉnh|thành phố|huyện|quận|xã|phường)/iu.test(part.text.slice(end)),
    );
    items.push({
      kind: 'participants',
      text: part.text,
      ...(count && count.unit === undefined && { count: count.value }),
      evidence: evidence(sentence, part.start, part.end),
    });
  }
  return items;
}

function parts(text: string, from: number) {
  const found: { text: string; start: number; end: number }[] = [];
  let start = from;
  const close = (end: number) => {
    const raw = text.slice(start, end);
    const body = raw.replace(/^[\s,;:]*(?:và |cùng |có )?/u, '');
    const trimmed = body.replace(
      /\s*(?:dự và đưa tin|cùng dự|tham dự|cùng tham dự|đến dự|về dự|dự)?[\s.…]*$/iu,
      '',
    );
    const at = start + raw.length - body.length;
    if (trimmed.length > 3) found.push({ text: trimmed, start: at, end: at + trimmed.length });
    start = end + 1;
  };
  for (const border of text
    .slice(from)
    .matchAll(
      /;|,(?=\s*(?:và\s+|cùng\s+)?(?:đại diện|các đồng chí|lãnh đạo|hơn|gần|trên|\d|các HTX|phóng viên))|\s(?=cùng (?:đại diện|các đồng chí|lãnh đạo|hơn|gần|trên|\d|đông đảo|toàn thể|các))|\s(?=và đại diện|và (?:hơn|gần|trên)?\s?\d)/giu,
    )) {
    close(from + border.index);
  }
  close(text.length);
  return found;
}

const AWARD_NAME =
  '(?:Huân chương[^,.;:]{0,40}|Cờ thi đua(?: của [^,.;:]{3,40})?|Bằng [Kk]hen|Giấy [Kk]hen|Kỷ niệm chương(?:\\s*[“"][^”"]+[”"])?|danh hiệu (?:(?!\\s(?:cho|của|năm|vì|về)\\s)[^,.;:]){5,60}|Bức trướng|bức trướng|Cúp[^,.;:]{0,30}|giải [Nn]hất|giải [Nn]hì|giải [Bb]a|Bằng công nhận[^,.;:]{0,40}|Giấy chứng nhận[^,.;:]{0,50}?|bằng khen|giấy khen|kỷ niệm chương(?:\\s*[“"][^”"]+[”"])?|cờ thi đua)';
const RECIPIENTS =
  '(?:\\d+\\s(?:tập thể|cá nhân|đơn vị|HTX|hợp tác xã|hộ|gia đình|cán bộ|sản phẩm|doanh nghiệp|DN|chủ thể|thành viên|học viên|đồng chí)|các (?:tập thể|cá nhân|đơn vị|HTX)[^,.;:]{0,40}?|tập thể [^,.;:]{3,60}?|lãnh đạo [^,.;:]{3,60}?|(?<!(?:[Cc]hủ tịch|[Gg]iám đốc|của) )(?:Liên minh|HTX|Công ty)\\s[^,.;:]{3,80}?(?=\\s(?:đã|được|vinh dự|cũng|vừa|về|vì|có)|[,.;:]|$))';
const GIVEN = new RegExp(
  `(${AWARD_NAME})(?:\\s+(?:của\\s(?<by>[^,.;:]{3,70}?)\\s)?(?:cho|tới)\\s)(${RECIPIENTS}(?:(?:\\s+và|,)\\s${RECIPIENTS})?)(?=\\s(?:đã|có|vì|về|tiêu biểu|thuộc|của|đạt|trong|năm|do|và tặng)|[,.;:…]|$|\\s*và\\s)`,
  'gu',
);
const RECEIVED = new RegExp(
  `(${RECIPIENTS}(?:(?:\\s+và|,)\\s${RECIPIENTS})?)[^.,;]{0,60}?\\s(?:được|nhận|vinh dự được|đón nhận|được nhận|được tặng)[^.;]{0,60}?\\s(${AWARD_NAME})(?:\\s+của\\s(?<by>[^,.;:]{3,70}?)(?=\\s(?:về|vì|do|đã)|[,.;:]|$))?`,
  'gu',
);
const GIVER =
  /(?:^|[.;]\s*|,\s*)(?:Nhân (?:dịp|sự kiện) này,\s*|Cũng tại[^,]{0,30},\s*|Tại [^,]{0,40},\s*|Dịp này,\s*)?([^,.;:]{3,90}?)\s+(?:đã\s+|cũng\s+|vinh dự\s+)*(?:trao tặng|tặng thưởng|tặng|trao|khen thưởng)(?!\p{L})/u;

/** "Chủ tịch UBND TP tặng Bằng khen cho 03 tập thể và 06 cá nhân", "04 cá nhân … được nhận Bằng khen của …". */
function readAwards(sentence: ReadSentence): EventItem[] {
  const { text } = sentence;
  const items: EventItem[] = [];
  for (const match of text.matchAll(GIVEN)) {
    const giver = match.groups?.by ?? giverBefore(text.slice(0, match.index));
    items.push(...awards(sentence, match[1]!, match[3]!, giver));
  }
  if (items.length > 0) return items;
  for (const match of text.matchAll(RECEIVED)) {
    const by =
      match.groups?.by ?? /được\s([^.;]{3,60}?)\s(?:trao tặng|tặng|trao)\s/u.exec(match[0])?.[1];
    items.push(...awards(sentence, match[2]!, match[1]!, by));
  }
  return items;
}

function giverBefore(text: string): string | undefined {
  const giver = GIVER.exec(text)?.[1]
    ?.replace(/^(?:Nhân|Cũng|Tại)[^,]*,\s*/u, '')
    .trim();
  return giver === undefined || giver.length < 3 ? undefined : giver;
}

/** One item a kind of recipient: "03 tập thể và 06 cá nhân" are two. */
function awards(
  sentence: ReadSentence,
  award: string,
  to: string,
  giver: string | undefined,
): EventItem[] {
  return to.split(/(?:\s+và|,)\s(?=\d)/u).map((recipient) => {
    const count = /^\d+/.exec(recipient)?.[0];
    return {
      kind: 'award',
      text: award.trim(),
      ...(count !== undefined && { count: Number(count) }),
      ...(giver !== undefined && { giver: giver.trim() }),
      recipient: recipient.trim(),
      evidence: evidence(sentence),
    };
  });
}

function isSame(a: EventItem, b: EventItem): boolean {
  const isEqual = a.kind === b.kind && a.text.toLowerCase() === b.text.toLowerCase();
  return isEqual && a.count === b.count && (a.kind !== 'award' || a.recipient === b.recipient);
}
