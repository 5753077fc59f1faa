/**
 * Who chaired, spoke, attended, awarded and was elected, read from the sentences that say so. A
 * speaker may be named by office only ("Lãnh đạo HTX …, huyện … phát biểu").
 */
import type { EventPerson, OfficeFact } from '../../knowledge/facts/schemas.ts';
import { searchKey } from '../../knowledge/facts/search-key.ts';
import { EVENT_NOUN } from './event-kinds.ts';
import type { HeldOffice } from './held-offices.ts';
import type { PersonMention } from './offices.ts';
import { matchOrganisation } from './organisations.ts';
import { matchPlace } from './place-names.ts';
import { evidence, type Reading, type ReadSentence } from './reading.ts';
import { matchTitle } from './titles.ts';
import { readWords, type Word } from './words.ts';

type Role = EventPerson['role'];

const CHAIR =
  /sự (?:chủ trì|điều hành|chủ tọa)(?:,? điều hành)? của|(?:đồng |và |cùng )?(?:chủ trì|chủ tọa|chủ toạ|(?<!giám đốc )điều hành) *(?:hội nghị|buổi|đại hội|hội thảo|lễ|cuộc|phiên|kỳ họp|họp|lớp|tọa đàm|diễn đàn|tại|có|:|là|đồng chí|ông|bà|$|[.,;]|và|chương trình|đối thoại|sự kiện)/iu;
export const SPEECH =
  /^(?:\s*\([^)]{2,60}\))?(?:\s*,\s*(?:chuyên gia|giảng viên|nhà|nông dân|đại diện|hộ|ở|trú|người)[^,.;:]{0,60}?,?\s)?(?:\s|,|–|-|đã|cũng|trực tiếp|đồng thời|vui vẻ|hồ hởi|bộc bạch|(?:tham |đến |tới |về )?dự và|thay mặt[^,]{0,80}(?:,|\s)|vui mừng|phấn khởi)*(?:phát biểu|cho biết|cho hay|cho rằng|chia sẻ|khẳng định|nhấn mạnh|đề nghị|yêu cầu|ghi nhận|đánh giá|biểu dương|chúc mừng|thông tin|báo cáo|trình bày|đọc diễn văn|đọc|nêu|kiến nghị|bày tỏ|kết luận|trả lời|giải đáp|giới thiệu|quán triệt|truyền đạt|tâm sự|nói|lưu ý|gợi ý|cảm ơn|mong muốn|phân tích|đề xuất|khai mạc|bế mạc|chỉ đạo|tin tưởng|nhận định|thông báo|cam kết|phấn khởi|báo cáo viên|vui mừng|trao đổi)(?!\p{L})/iu;
const SPOKE_BEFORE =
  /(?:phát biểu|kết luận|chỉ đạo|khai mạc|trao đổi|chia sẻ|theo|trả lời)[^.;]{0,60}?,?\s*(?:theo\s)?$/iu;
const AWARDING =
  /^(?:\s|,|đã|thay mặt[^,]{0,60},|cùng[^.;]{0,60}?\s)*(?:trao|tặng|trao tặng)(?!\p{L}|\s+đổi|\s+hoa|\s+quà lưu)/iu;
const ATTENDING = new RegExp(
  `(?:(?:về |tham |tới |đến |cùng |tham gia )?dự(?: và[^,.;]{0,30})?(?: ${EVENT_NOUN})?[^,.;:]{0,40}?\\s*(?:có|gồm|:)|có sự (?:tham dự|tham gia|hiện diện|góp mặt) của|tham dự ${EVENT_NOUN}|tới dự|về dự|đến dự|cùng dự|(?:tiếp|làm việc với|cùng đi|tham gia|thành phần) ?[^.;:]{0,30}?đoàn[^.;:]{0,30}?\\s(?:có|gồm|:)|đón tiếp[^.;:]{0,30} có)`,
  'iu',
);
const ELECTING =
  /(?:bầu|bầu bổ sung|bổ nhiệm|chỉ định|chuẩn y|phân công|tái đắc cử|trúng cử|hiệp thương)/iu;

/** `offices` tell the title of a person whom a sentence only names. */
export function readEventPeople(reading: Reading, offices: readonly OfficeFact[]): EventPerson[] {
  const people: EventPerson[] = [];
  for (const sentence of reading.sentences) {
    for (const person of peopleOf(sentence)) {
      const known = people.find((other) => isSame(other, person));
      if (!known) people.push(person);
      else if (known.organisation === undefined && person.organisation !== undefined) {
        Object.assign(known, person);
      }
    }
  }
  return people.map((person) => withOffice(person, offices));
}

function withOffice(person: EventPerson, offices: readonly OfficeFact[]): EventPerson {
  if (person.organisation !== undefined || person.name === undefined) return person;
  const own = offices.filter((held) => held.person === person.name);
  const said = own.find(({ title }) => title === person.title);
  const office =
    person.title === undefined ? own.find(({ title }) => !/viên$/iu.test(title)) : said;
  if (!office) return person;
  const { title, organisation } = office;
  return { ...person, title, ...(organisation !== undefined && { organisation }) };
}

function peopleOf(sentence: ReadSentence): EventPerson[] {
  const { text } = sentence;
  const persons = sentence.persons();
  const named = persons.flatMap((person, index) => {
    const role = roleOf(text, person, persons[index + 1]);
    return role ? [toEventPerson(sentence, person, role)] : [];
  });
  if (named.length > 0) return named;
  const unnamed = unnamedSpeaker(sentence);
  return unnamed ? [unnamed] : [];
}

function roleOf(
  text: string,
  person: PersonMention,
  next: PersonMention | undefined,
): Role | undefined {
  const before = text.slice(0, person.start);
  const after = text.slice(person.end, next?.start ?? text.length);
  if (isChair(text, before, after, person)) return 'chair';
  if (AWARDING.test(after)) return 'awarder';
  if (isElected(text, before, person)) return 'elected';
  if (SPEECH.test(after) || SPOKE_BEFORE.test(before)) return 'speaker';
  return isAttending(text, after, person) ? 'attendee' : undefined;
}

/** "Dự có A, B", "A, B tới dự", "Các đồng chí: A; B; C … cùng dự". */
function isAttending(text: string, after: string, person: PersonMention): boolean {
  const attending = ATTENDING.exec(text);
  if (!attending) return false;
  const isList = /^(?:cùng )?(?:các |có )?(?:đồng chí|ông|bà|đại biểu)/iu.test(text);
  return attending.index < person.start || isList || /^[^.;]{0,40}(?:dự|tham dự)/iu.test(after);
}

/** "Chủ trì Hội nghị có đồng chí A; …" or "A và B chủ trì": the persons next to the verb, not those who only came. */
function isChair(text: string, before: string, after: string, person: PersonMention): boolean {
  const verb = CHAIR.exec(text);
  if (!verb) return false;
  const verbEnd = verb.index + verb[0].length;
  if (verb.index < person.start) {
    const between = before.slice(verb.index);
    const list = /đồng chủ trì|các đồng chí|chủ trì[^.]{0,20}:/iu.test(between);
    const isCut = /(?:cùng dự|dự có|tham dự|cùng tham|có sự|về dự|tới dự)/iu.test(between);
    const isFar = !list && between.includes(';');
    return !isCut && !isFar && verbEnd <= person.nameEnd;
  }
  // "bà A (thay ông B từ tháng 3) chủ trì": a remark in brackets parts nobody from the verb.
  const gap = text.slice(person.end, Math.max(verb.index, person.end)).replace(/\([^()]*\)/gu, '');
  const isClose = /^[^.;)]{0,12}$/u.test(gap);
  const joined = /^\s*(?:,|;)?\s*(?:và|cùng)?\s*(?:(?:đồng chí|đ\/c|ông|bà)\s*)?$/iu.test(after);
  return isClose || joined;
}

function isElected(text: string, before: string, person: PersonMention): boolean {
  const isOffice = person.offices.some(({ title }) => title.standing === 'elected');
  const said = `${before.slice(-60)} ${text.slice(person.nameEnd, person.end)}`;
  return isOffice || (ELECTING.test(said) && person.offices.length > 0);
}

function toEventPerson(sentence: ReadSentence, person: PersonMention, role: Role): EventPerson {
  const office = role === 'elected' ? person.offices.at(-1) : mainOffice(person);
  return {
    role,
    name: person.name,
    ...(office && { title: office.title.text }),
    ...(office?.organisationText !== undefined && { organisation: office.organisationText }),
    evidence: evidence(sentence),
  };
}

/** The office that says most: at an alliance or unit, else the first that is not a mere seat on a committee. */
function mainOffice({ offices }: PersonMention): HeldOffice | undefined {
  const seated = offices.filter(({ title }) => !/[uủ]y? ?viên|uỷ viên/iu.test(title.text));
  const own = seated.find(({ organisation }) => organisation && organisation.sort !== 'body');
  const head = seated.find(({ title }) =>
    /^(?:chủ tịch|giám đốc|bộ trưởng|tổng giám đốc)/iu.test(title.text),
  );
  return own ?? head ?? seated[0] ?? offices[0];
}

/** "Đại diện lãnh đạo HTX …, huyện … phát biểu", "Phó Chủ tịch UBND huyện … phát biểu". */
function unnamedSpeaker(sentence: ReadSentence): EventPerson | undefined {
  const { text } = sentence;
  const words = readWords(text);
  const lead = /^(?:Đại diện lãnh đạo|Đại diện|Lãnh đạo|Các đại diện)\s+/u.exec(text)?.[0];
  const title = lead === undefined ? matchTitle(words, 0) : undefined;
  const at = lead === undefined ? title?.to : readWords(lead).length;
  if (at === undefined) return undefined;
  const organisation = matchOrganisation(words, at, title?.ownBody !== undefined);
  if (!organisation) return undefined;
  const to = afterPlaces(words, organisation.to);
  const rest = text.slice(words[to - 1]!.end);
  if (
    !/^\s*(?:,\s*)?(?:phát biểu|tham luận|chia sẻ|báo cáo|trình bày|nêu (?:ý kiến|kiến nghị)|kiến nghị)/iu.test(
      rest,
    )
  )
    return undefined;
  return {
    role: 'speaker',
    title: title?.text ?? lead!.trim(),
    organisation: text.slice(words[at]!.start, words[to - 1]!.end),
    evidence: evidence(sentence),
  };
}

function afterPlaces(words: readonly Word[], from: number): number {
  let to = from;
  for (;;) {
    const at = words[to]?.text === ',' ? to + 1 : to;
    const place = matchPlace(words, at);
    if (place?.name === undefined) return to;
    to = place.to;
  }
}

function isSame(a: EventPerson, b: EventPerson): boolean {
  if (a.role !== b.role) return false;
  if (a.name !== undefined || b.name !== undefined) return a.name === b.name;
  return searchKey(`${a.title} ${a.organisation}`) === searchKey(`${b.title} ${b.organisation}`);
}
