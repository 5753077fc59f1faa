/**
 * Who holds which office, as news writes it: the person and then the offices ("đồng chí A, Ủy viên
 * BCH …, Chủ tịch …"; "Ông B – Giám đốc …"), or the office and then the person ("Chủ tịch UBND
 * huyện … C"). A name is accepted only together with a title.
 */
import { matchOrganisation, type OrganisationMention } from './organisations.ts';
import { isFamilyName, matchPersonName, skipAddress } from './person-names.ts';
import { isCommonNoun, matchTitle, type TitleMention } from './titles.ts';
import { isCapitalised, isTitleCase, readWords, type Word } from './words.ts';

export interface HeldOffice {
  title: TitleMention;
  organisation: OrganisationMention | undefined;
  /** As written; "Ban chỉ đạo …" for a "Trưởng ban chỉ đạo …". */
  organisationText: string | undefined;
}

export interface PersonMention {
  name: string;
  offices: HeldOffice[];
  /** Offsets into the sentence, the offices included. */
  start: number;
  end: number;
  /** Offsets of the bare name. */
  nameStart: number;
  nameEnd: number;
  addressed: boolean;
}

const OFFICES_MAX = 6;
const NAMES_MAX = 12;
const DASH = /^[-–—]$/;

/** The persons of a sentence who are addressed as such or named with an office, in order. */
export function readPersons(sentence: string): PersonMention[] {
  const words = readWords(sentence);
  const persons: PersonMention[] = [];
  let at = 0;
  while (at < words.length) {
    const found = officeThenNames(words, at, sentence) ?? namesThenOffices(words, at, sentence);
    persons.push(...(found ?? []));
    const end = Math.max(words[at]!.end, ...(found ?? []).map((person) => person.end));
    at += 1;
    while (at < words.length && words[at]!.start < end) at += 1;
  }
  return persons;
}

interface NameSpan {
  from: number;
  nameAt: number;
  nameTo: number;
}

/** "Đồng chí A, Ủy viên …, Chủ tịch …", "A – Giám đốc …", "A hiện là Giám đốc …", "A, B – các Phó Chủ tịch …". */
function namesThenOffices(
  words: readonly Word[],
  at: number,
  sentence: string,
): PersonMention[] | undefined {
  const names = readNames(words, at);
  const first = names[0];
  const last = names.at(-1);
  if (!first || !last) return undefined;
  const shared = sharedOfficesAt(words, last.nameTo);
  if (names.length > 1 && shared > last.nameTo) {
    const { offices, to } = officesAt(words, shared, sentence);
    if (offices.length > 0) {
      return names.map((name) =>
        mention(words, { ...name, to: Math.max(to, name.nameTo) }, offices),
      );
    }
  }
  const elected =
    names.length > 1 && words[at]?.key === 'các' ? electedAt(words, last.nameTo) : last.nameTo;
  if (elected > last.nameTo) {
    const { offices, to } = officesAt(words, elected, sentence);
    return names.map((name) => mention(words, { ...name, to: Math.max(to, name.nameTo) }, offices));
  }
  const { offices, to } = officesAfter(words, skipAside(words, first.nameTo), sentence);
  if (offices.length === 0 && first.nameAt === first.from) return undefined;
  return [mention(words, { ...first, to: Math.max(to, first.nameTo) }, offices)];
}

/** "Các ông A, B | được bầu giữ chức Phó Chủ tịch": the office of all of them. */
function electedAt(words: readonly Word[], at: number): number {
  return words[at]?.key === 'được' ? skipJoiner(words, at, false) : at;
}

/** Names one after another: "Nguyễn Văn A, Trần B và Lê C". */
function readNames(words: readonly Word[], at: number): NameSpan[] {
  const names: NameSpan[] = [];
  let from = at;
  while (names.length < NAMES_MAX) {
    const nameAt = skipAddress(words, from);
    const nameTo = matchPersonName(words, nameAt, nameAt > from);
    if (nameTo === nameAt || isTailOfName(words, nameAt, from)) break;
    names.push({ from, nameAt, nameTo });
    const separator = words[nameTo];
    if (!separator || !(/^[,;]$/.test(separator.text) || separator.key === 'và')) break;
    from = nameTo + 1;
  }
  return names;
}

/** "Văn Kinh" of a name whose family is unknown is no name; "Theo Nguyễn Văn A" begins a sentence. */
function isTailOfName(words: readonly Word[], nameAt: number, from: number): boolean {
  return (
    nameAt === from && nameAt > 1 && isTitleCase(words[nameAt - 1]) && !isAfterOffice(words, nameAt)
  );
}

/** A capital before the name is part of an office or organisation ("HĐND tỉnh Quảng Nam | Hồ …"). */
function isAfterOffice(words: readonly Word[], nameAt: number): boolean {
  return isFamilyName(words[nameAt], true);
}

/** Index after ", các", "- đều là" before a title that several persons bear; `at` when there is none. */
function sharedOfficesAt(words: readonly Word[], at: number): number {
  let to = at;
  if (/^[,(]$/.test(words[to]?.text ?? '') || DASH.test(words[to]?.text ?? '')) to += 1;
  if (words[to]?.key === 'đều' && words[to + 1]?.key === 'là') to += 1;
  if (words[to]?.key !== 'các' && words[to]?.key !== 'là') return at;
  return matchTitle(words, to + 1) ? to + 1 : at;
}

/** "(SN 1980)", "(42 tuổi)" between a name and what follows it. */
function skipAside(words: readonly Word[], at: number): number {
  if (words[at]?.text !== '(') return at;
  if (matchTitle(words, at + 1)) return at;
  const close = words.findIndex((word, index) => index > at && word.text === ')');
  return close !== -1 && close - at <= 8 ? close + 1 : at;
}

function officesAfter(words: readonly Word[], from: number, sentence: string) {
  const titleAt = skipJoiner(words, from, false);
  return titleAt === from ? { offices: [], to: from } : officesAt(words, titleAt, sentence);
}

/** The offices from a title on. An office whose organisation is left out shares the next one's. */
function officesAt(words: readonly Word[], from: number, sentence: string) {
  const offices: HeldOffice[] = [];
  let titleAt = from;
  let to = from;
  while (offices.length < OFFICES_MAX) {
    const office = heldOffice(words, titleAt, sentence);
    if (!office) break;
    const end = officeEnd(office);
    // "…, Chủ tịch UBND tỉnh Trần Văn B": the office belongs to the name after it.
    if (matchPersonName(words, skipAddress(words, end)) > end && words[end]?.text !== ',') break;
    offices.push(office);
    to = end;
    titleAt = skipJoiner(words, end, true);
    if (titleAt === end) break;
  }
  return { offices: shareOrganisations(offices), to };
}

// "Chủ tịch HĐQT kiêm Giám đốc HTX X": both in X. "Tỉnh ủy viên, Giám đốc Sở Y": not.
const SHARING = /^(?:phó )?(?:tổng )?(?:chủ tịch|giám đốc|chủ nhiệm|bí thư)/i;

function shareOrganisations(offices: HeldOffice[]): HeldOffice[] {
  return offices.map((office, index) => {
    const next = offices[index + 1];
    if (office.organisation || !next?.organisation || !SHARING.test(office.title.text))
      return office;
    return { ...office, organisation: next.organisation, organisationText: next.organisationText };
  });
}

const LINKS = [
  ['là'],
  ['hiện', 'là'],
  ['hiện', 'đang', 'là'],
  ['làm'],
  ['giữ', 'chức'],
  ['giữ', 'chức', 'vụ'],
  ['kiêm'],
  ['đồng', 'thời', 'là'],
  ['với', 'vai', 'trò'],
  ['được', 'bầu', 'làm'],
  ['được', 'bầu', 'giữ', 'chức'],
  ['được', 'bầu', 'giữ', 'chức', 'vụ'],
  ['được', 'bổ', 'nhiệm', 'làm'],
  ['được', 'bổ', 'nhiệm', 'giữ', 'chức'],
  ['được', 'bổ', 'nhiệm', 'giữ', 'chức', 'vụ'],
  ['tái', 'đắc', 'cử', 'chức'],
  ['trúng', 'cử', 'chức'],
];

/** Index after the comma, dash, bracket or "là" that joins a title to what stands before; `at` when none does. */
function skipJoiner(words: readonly Word[], at: number, further: boolean): number {
  let to = at;
  if (/^[,(:]$/.test(words[to]?.text ?? '') || DASH.test(words[to]?.text ?? '')) to += 1;
  for (const link of LINKS) {
    if (link.every((key, offset) => words[to + offset]?.key === key)) {
      const after = to + link.length;
      if (matchTitle(words, after)) return after;
    }
  }
  if (further && to === at && words[to]?.key === 'và' && matchTitle(words, to + 1)) return to + 1;
  return to;
}

function heldOffice(words: readonly Word[], at: number, sentence: string): HeldOffice | undefined {
  const title = matchTitle(words, at);
  if (!title) return undefined;
  const anyHead = title.ownBody !== undefined;
  const organisation = withParent(words, matchOrganisation(words, title.to, anyHead), anyHead);
  if (isCommonNoun(title) && !organisation?.isNamed) return undefined;
  return {
    title,
    organisation,
    organisationText: organisationText(words, title, organisation, sentence),
  };
}

/** "Trưởng phòng Kế hoạch, | Liên minh HTX tỉnh": the body that a department belongs to. */
function withParent(
  words: readonly Word[],
  own: OrganisationMention | undefined,
  isDepartment: boolean,
): OrganisationMention | undefined {
  if (!own || !isDepartment || own.place !== undefined || words[own.to]?.text !== ',') return own;
  const parent = matchOrganisation(words, own.to + 1);
  if (!parent || (parent.sort === 'body' && !isCapitalised(words[parent.from]))) return own;
  const isSubject = matchPersonName(words, parent.to) > parent.to;
  return isSubject ? own : { ...own, to: parent.to, place: parent.place };
}

function organisationText(
  words: readonly Word[],
  title: TitleMention,
  organisation: OrganisationMention | undefined,
  sentence: string,
): string | undefined {
  if (!organisation) return undefined;
  const text = sentence.slice(words[organisation.from]!.start, words[organisation.to - 1]!.end);
  return title.ownBody === undefined ? text : `${title.ownBody} ${text}`;
}

function officeEnd({ title, organisation }: HeldOffice): number {
  return organisation?.to ?? title.to;
}

/** "Phó Chủ tịch UBND TP Hải Phòng - Trưởng ban chỉ đạo … Nguyễn Văn Thành", "Giám đốc HTX X, ông Y", "các Phó Chủ tịch …: A, B". */
function officeThenNames(
  words: readonly Word[],
  at: number,
  sentence: string,
): PersonMention[] | undefined {
  const offices: HeldOffice[] = [];
  let to = at;
  while (offices.length < OFFICES_MAX) {
    const office = heldOffice(words, to, sentence);
    if (!office) return undefined;
    offices.push(office);
    const end = officeEnd(office);
    const [name, ...others] = readNames(words, skipColon(words, end));
    const all = shareOrganisations(offices);
    if (name) {
      const isPlural =
        words[at - 1]?.key === 'các' && others.every((other) => isBare(words, other));
      const named = isPlural ? [name, ...others] : [name];
      return named.map((span) => mention(words, { ...span, from: at, to: span.nameTo }, all, true));
    }
    const apposed = apposedName(words, end, sentence);
    if (apposed) return [mention(words, { from: at, ...apposed, to: apposed.nameTo }, all, true)];
    to = skipJoiner(words, end, true);
    if (to === end) return undefined;
  }
  return undefined;
}

/** True when no office follows the name, which would be that person's own. */
function isBare(words: readonly Word[], { nameTo }: NameSpan): boolean {
  return skipJoiner(words, nameTo, false) === nameTo || !matchTitle(words, nameTo + 1);
}

function skipColon(words: readonly Word[], at: number): number {
  return words[at]?.text === ':' ? at + 1 : at;
}

/** "…, ông Y" after an office, unless Y has an office of his own. */
function apposedName(words: readonly Word[], at: number, sentence: string) {
  if (words[at]?.text !== ',') return undefined;
  const nameAt = skipAddress(words, at + 1);
  const nameTo = matchPersonName(words, nameAt);
  if (nameAt === at + 1 || nameTo === nameAt) return undefined;
  if (officesAfter(words, nameTo, sentence).offices.length > 0) return undefined;
  return { nameAt, nameTo };
}

function mention(
  words: readonly Word[],
  span: { from: number; nameAt: number; nameTo: number; to: number },
  offices: HeldOffice[],
  addressed = span.nameAt > span.from,
): PersonMention {
  const name = words.slice(span.nameAt, span.nameTo);
  return {
    name: name.map((word) => word.text).join(' '),
    offices,
    start: words[span.from]!.start,
    end: words[span.to - 1]!.end,
    nameStart: name[0]!.start,
    nameEnd: name.at(-1)!.end,
    addressed,
  };
}
