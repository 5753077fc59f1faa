/**
 * Who holds which office, as news writes it: the person and then the offices ("đồng chí A, Ủy viên
 * BCH …, Chủ tịch …"; "Ông B – Giám đốc …"), or the office and then the person ("Chủ tịch UBND
 * huyện … C"). A name is accepted only together with a title.
 */
import {
  DASH,
  type HeldOffice,
  heldOffice,
  officeEnd,
  officesAfter,
  officesAt,
  shareOrganisations,
  skipJoiner,
} from './held-offices.ts';
import { isFamilyName, matchPersonName, skipAddress } from './person-names.ts';
import { matchTitle } from './titles.ts';
import { isTitleCase, readWords, type Word } from './words.ts';

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
  const areTogether = words[at]?.key === 'các' || words[last.from - 1]?.key === 'và';
  const elected = names.length > 1 && areTogether ? electedAt(words, last.nameTo) : last.nameTo;
  if (elected > last.nameTo) {
    const { offices, to } = officesAt(words, elected, sentence);
    return names.map((name) => mention(words, { ...name, to: Math.max(to, name.nameTo) }, offices));
  }
  const { offices, to } = officesAfter(words, skipAside(words, first.nameTo), sentence);
  // "các ông A, B và bà C điều hành đại hội"
  if (offices.length === 0 && names.length > 1 && words[at]?.key === 'các')
    return names.map((name) => mention(words, { ...name, to: name.nameTo }, []));
  if (offices.length === 0 && first.nameAt === first.from) return undefined;
  return [mention(words, { ...first, to: Math.max(to, first.nameTo) }, offices)];
}

const ENTERS_OFFICE = new Set(['được', 'giữ', 'làm', 'trúng', 'tái']);

/** "Các ông A, B | giữ chức Phó Chủ tịch", "ông A và bà B | trúng cử Phó Chủ tịch": the office of all of them. */
function electedAt(words: readonly Word[], at: number): number {
  return ENTERS_OFFICE.has(words[at]?.key ?? '') ? skipJoiner(words, at, false) : at;
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
      // "Phó Thủ tướng A, Trưởng Ban Chỉ đạo …": further offices after the name.
      const further = officesAfter(words, name.nameTo, sentence);
      const isOwn = named.length === 1 && !further.leadsToName;
      const to = isOwn ? Math.max(further.to, name.nameTo) : undefined;
      const held = to === undefined ? all : [...all, ...further.offices];
      return named.map((span) =>
        mention(words, { ...span, from: at, to: to ?? span.nameTo }, held, true),
      );
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
    name: name.map(({ text }) => titleCase(text)).join(' '),
    offices,
    start: words[span.from]!.start,
    end: words[span.to - 1]!.end,
    nameStart: name[0]!.start,
    nameEnd: name.at(-1)!.end,
    addressed,
  };
}

/** "NGUYỄN" → "Nguyễn"; "H'Yar" stays. */
function titleCase(text: string): string {
  return /^\p{Lu}{2,}$/u.test(text) ? text.charAt(0) + text.slice(1).toLowerCase() : text;
}
