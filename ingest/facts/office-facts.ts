/**
 * The offices a text attests, each person and office once, with the day it was attested. "Phó Chủ
 * tịch B" without an organisation adds nothing where B's full office is given.
 */
import type { OfficeFact } from '../../knowledge/facts/schemas.ts';
import { searchKey } from '../../knowledge/facts/search-key.ts';
import type { HeldOffice } from './held-offices.ts';
import type { PersonMention } from './offices.ts';
import { evidence, type Reading, type ReadSentence } from './reading.ts';
import { readUnits } from './units.ts';

const ELECTING =
  /(?:bầu|bổ nhiệm|chỉ định|chuẩn y|điều động|phân công|tái đắc cử|trúng cử|tái cử)/iu;
/** Units named earlier that "Giám đốc HTX" may mean; a list of thousands must not be carried along. */
const UNITS_REMEMBERED = 50;
const TERM = /nhiệm kỳ\s+(?:[IVX]+\s*,?\s*\(?)?(\d{4}\s*[-–]\s*\d{4})/iu;

/**
 * `attestedOn` is the day of the event or of publication; `host` the alliance whose event it is, in
 * which someone was elected when no organisation is named.
 */
export function extractOffices(
  reading: Reading,
  attestedOn: string | undefined,
  host: string | undefined,
): OfficeFact[] {
  const facts: OfficeFact[] = [];
  let units: string[] = [];
  for (const sentence of reading.sentences) {
    const named = readUnits(sentence.text);
    for (const person of sentence.persons()) {
      const before = named.filter(({ start }) => start < person.start).map(({ name }) => name);
      for (const office of person.offices) {
        const meant = unitMeant(office, before, units);
        const fact = toFact(reading, sentence, person, { ...office, ...meant }, attestedOn);
        const known = facts.find((other) => isSame(other, fact));
        if (!known) facts.push(fact);
        else if (saysMore(fact, known)) Object.assign(known, fact);
      }
    }
    units = [...units, ...named.map(({ name }) => name)].slice(-UNITS_REMEMBERED);
  }
  const full = facts.filter((fact) => !isShortened(fact, facts));
  return full.map((fact) =>
    host !== undefined && isOfHost(fact) ? ofHost(reading, fact, host) : fact,
  );
}

/** Elected at the alliance's event into an office of it. */
function isOfHost({ title, organisation, standing }: OfficeFact): boolean {
  const isOffice = /^(?:phó )?chủ tịch$|^(?:ủy|uỷ) viên/iu.test(title);
  return standing === 'elected' && organisation === undefined && isOffice;
}

function ofHost(reading: Reading, fact: OfficeFact, host: string): OfficeFact {
  return {
    ...fact,
    organisation: host,
    ...(reading.home !== undefined && { province: reading.home }),
  };
}

const UNIT_OFFICE =
  /giám đốc|chủ tịch (?:hđqt|hội đồng quản trị|hđtv)|trưởng ban kiểm soát|kế toán trưởng|chủ nhiệm/iu;
const BARE_UNIT = /^(?:HTX|hợp tác xã|công ty|tổ hợp tác|THT|doanh nghiệp|liên hiệp HTX)$/iu;

/**
 * "Giám đốc HTX" means the cooperative the text spoke of last; "làm Giám đốc" the one of the same
 * sentence. Nothing when the office names its organisation, or no unit was named.
 */
function unitMeant(
  { title, organisationText }: HeldOffice,
  inSentence: readonly string[],
  earlier: readonly string[],
): Pick<HeldOffice, 'organisationText'> | undefined {
  const isBare = organisationText !== undefined && BARE_UNIT.test(organisationText);
  if (!isBare && (organisationText !== undefined || !UNIT_OFFICE.test(title.text)))
    return undefined;
  const head = organisationText?.split(' ')[0]?.toLowerCase();
  const fits = (name: string) => head === undefined || isSameHead(name, head);
  const meant =
    inSentence.filter(fits).at(-1) ?? (isBare ? earlier.filter(fits).at(-1) : undefined);
  return meant === undefined ? undefined : { organisationText: meant };
}

function isSameHead(name: string, head: string): boolean {
  const isCooperative = (word: string) => /^(?:htx|hợp)/iu.test(word);
  return isCooperative(head) ? isCooperative(name) : name.toLowerCase().startsWith(head);
}

function toFact(
  reading: Reading,
  sentence: ReadSentence,
  person: PersonMention,
  office: HeldOffice,
  attestedOn: string | undefined,
): OfficeFact {
  const { text } = sentence;
  const isLast = person.offices.at(-1)?.title === office.title;
  const elected = isLast && isElected(text, person, office);
  const term = isLast ? TERM.exec(text.slice(person.end))?.[1] : undefined;
  const province = provinceOf(reading, office);
  return {
    fact: 'office',
    person: person.name,
    title: office.title.text,
    standing: elected ? 'elected' : office.title.standing,
    ...(office.organisationText !== undefined && { organisation: office.organisationText }),
    ...(province !== undefined && { province }),
    ...(term !== undefined && { term: term.replace(/\s/g, '').replace('–', '-') }),
    ...(attestedOn !== undefined && { asOf: attestedOn }),
    evidence: evidence(sentence, person.start, endOfTerm(text, person, term)),
  };
}

/** "bầu đồng chí A, Trưởng phòng …, giữ chức Phó Chủ tịch …". */
function isElected(text: string, person: PersonMention, office: HeldOffice): boolean {
  if (office.title.standing === 'elected') return true;
  const said = text.slice(person.nameEnd, person.end);
  const isInto =
    /(?:giữ chức|làm|cử chức|trúng cử|tái (?:đắc )?cử|nhận nhiệm vụ)/iu.test(said) ||
    person.offices.length === 1;
  const verb =
    ELECTING.exec(text.slice(Math.max(0, person.start - 80), person.nameStart)) ??
    ELECTING.exec(said);
  return verb !== null && isInto && /(?:giữ chức|làm|chức|vào|cử)/iu.test(said);
}

const TERM_WITHIN = 60;

function endOfTerm(text: string, person: PersonMention, term: string | undefined): number {
  if (term === undefined) return person.end;
  const at = text.indexOf(term, person.end);
  return at === -1 || at - person.end > TERM_WITHIN ? person.end : at + term.length;
}

/** Central bodies belong to no province; "Liên minh HTX tỉnh" to the one the text speaks from. */
function provinceOf(
  reading: Reading,
  { organisation, organisationText }: HeldOffice,
): string | undefined {
  if (organisationText === undefined) return undefined;
  if (/việt nam|trung ương|\btw\b|chính phủ|quốc hội|^bộ\s|^cục\s|^vụ\s/iu.test(organisationText))
    return undefined;
  const [only, other] = organisation?.place?.provinces ?? [];
  const isHome =
    reading.province !== undefined && organisation?.place?.provinces.includes(reading.province);
  if (isHome) return reading.province;
  return only !== undefined && other === undefined ? only : reading.province;
}

function isSame(a: OfficeFact, b: OfficeFact): boolean {
  return (
    a.person === b.person &&
    searchKey(a.title) === searchKey(b.title) &&
    organisationKey(a) === organisationKey(b)
  );
}

/** "UBND TP Hải Phòng" and "UBND thành phố" of one text are one. */
function organisationKey({ organisation, province }: OfficeFact): string {
  const key = searchKey(organisation ?? '');
  const place = searchKey(province ?? '');
  return place === '' ? key : key.replace(new RegExp(` ${place}$`), '');
}

function saysMore(fact: OfficeFact, known: OfficeFact): boolean {
  const rank = ({ standing, term, organisation }: OfficeFact) =>
    (standing === 'current' ? 0 : 2) +
    (term === undefined ? 0 : 1) +
    (organisation?.length ?? 0) / 1000;
  return rank(fact) > rank(known);
}

/** The same person and title with an organisation stands elsewhere. */
function isShortened(fact: OfficeFact, all: readonly OfficeFact[]): boolean {
  if (fact.organisation !== undefined) return false;
  return all.some(
    (other) =>
      other !== fact &&
      other.person === fact.person &&
      searchKey(other.title).endsWith(
        searchKey(fact.title).replace(/^(?:tan|nguyen|quyen) /, ''),
      ) &&
      other.organisation !== undefined,
  );
}
