/**
 * Offices as they are written one after another: "Tỉnh ủy viên, Chủ tịch HĐQT kiêm Giám đốc HTX X".
 * Each is a title and the organisation it is of.
 */
import { matchOrganisation, type OrganisationMention } from './organisations.ts';
import { matchPersonName, skipAddress } from './person-names.ts';
import { isCommonNoun, matchTitle, type TitleMention } from './titles.ts';
import { isCapitalised, type Word } from './words.ts';

export interface HeldOffice {
  title: TitleMention;
  organisation: OrganisationMention | undefined;
  /** As written; "Ban chỉ đạo …" for a "Trưởng ban chỉ đạo …". */
  organisationText: string | undefined;
}

const OFFICES_MAX = 6;
export const DASH = /^[-–—]$/;

export function officesAfter(words: readonly Word[], from: number, sentence: string): OfficeChain {
  const titleAt = skipJoiner(words, from, false);
  const none = { offices: [], to: from, leadsToName: false };
  return titleAt === from ? none : officesAt(words, titleAt, sentence);
}

export interface OfficeChain {
  offices: HeldOffice[];
  /** Index after the last office. */
  to: number;
  /** A name follows, to whom at least the last office belongs. */
  leadsToName: boolean;
}

/** The offices from a title on. An office whose organisation is left out shares the next one's. */
export function officesAt(words: readonly Word[], from: number, sentence: string): OfficeChain {
  const offices: HeldOffice[] = [];
  let leadsToName = false;
  let titleAt = from;
  let to = from;
  while (offices.length < OFFICES_MAX) {
    const office = heldOffice(words, titleAt, sentence);
    if (!office) break;
    const end = officeEnd(office);
    // "…, Chủ tịch UBND tỉnh Trần Văn B": the office belongs to the name after it.
    leadsToName = matchPersonName(words, skipAddress(words, end)) > end && words[end]?.text !== ',';
    if (leadsToName) break;
    offices.push(office);
    to = end;
    titleAt = skipJoiner(words, end, true);
    if (titleAt === end) break;
  }
  return { offices: shareOrganisations(offices), to, leadsToName };
}

// "Chủ tịch HĐQT kiêm Giám đốc HTX X": both in X. "Tỉnh ủy viên, Giám đốc Sở Y": not.
const SHARING = /^(?:phó )?(?:tổng )?(?:chủ tịch|giám đốc|chủ nhiệm|bí thư)/i;

export function shareOrganisations(offices: HeldOffice[]): HeldOffice[] {
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
  ['tái', 'đắc', 'cử'],
  ['tái', 'cử', 'chức'],
  ['tái', 'cử'],
  ['trúng', 'cử', 'chức'],
  ['trúng', 'cử'],
];

/** Index after the comma, dash, bracket or "là" that joins a title to what stands before; `at` when none does. */
export function skipJoiner(words: readonly Word[], at: number, further: boolean): number {
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

export function heldOffice(
  words: readonly Word[],
  at: number,
  sentence: string,
): HeldOffice | undefined {
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

export function officeEnd({ title, organisation }: HeldOffice): number {
  return organisation?.to ?? title.to;
}
