/**
 * Which units belong to an alliance and where units are: those a text says were admitted, those it
 * calls members, and those it only names with their place. The same unit written in two ways
 * ("HTX DV Nông nghiệp An Hưng", "HTX Nông nghiệp An Hưng") is one row.
 */
import type { MembershipFact } from '../../knowledge/facts/schemas.ts';
import { searchKey } from '../../knowledge/facts/search-key.ts';
import { matchOrganisation } from './organisations.ts';
import { evidenceAround, type Reading, type ReadSentence } from './reading.ts';
import { readUnits, type UnitMention } from './units.ts';
import { readWords } from './words.ts';

const ADMISSION =
  /kết nạp|(?:trao|nhận|cấp)\s(?:giấy chứng nhận|quyết định công nhận|quyết định)[^.;]{0,20}thành viên|trở thành thành viên|gia nhập|tham gia (?:làm thành viên|vào) liên minh/iu;
/** "sẽ kết nạp", "kế hoạch kết nạp", "đủ điều kiện kết nạp": not yet. */
const NOT_YET =
  /(?:sẽ|phấn đấu|kế hoạch|vận động|chỉ tiêu|đề nghị|xét|xem xét|điều kiện)[^.;,]{0,25}(?:kết nạp|gia nhập)/iu;
const MEMBER =
  /(?:HTX|hợp tác xã|DN|doanh nghiệp|đơn vị)(?:,\s*(?:HTX|DN|doanh nghiệp|đơn vị))?\s+thành viên(?!\s+(?:HTX|hợp tác xã|của HTX))|thành viên (?:của )?liên minh|làm thành viên/iu;

interface Row {
  fact: MembershipFact;
  proper: string;
}

/** `heldOn` is the day of the main event, when the text tells of one. */
export function extractMemberships(reading: Reading, heldOn: string | undefined): MembershipFact[] {
  const rows: Row[] = [];
  const memberParagraphs = paragraphsAboutMembers(reading);
  for (const sentence of reading.sentences) {
    const isAdmission = ADMISSION.test(sentence.text) && !NOT_YET.test(sentence.text);
    for (const unit of readUnits(sentence.text)) {
      const fact =
        isAdmission && isObject(sentence, unit)
          ? admitted(reading, sentence, unit, heldOn)
          : named(reading, sentence, unit, memberParagraphs, heldOn);
      put(rows, { fact, proper: searchKey(unit.proper) });
    }
  }
  return rows.map(({ fact }) => fact);
}

/** The unit stands after the verb of admission, or is the one who received the certificate. */
function isObject(sentence: ReadSentence, unit: UnitMention): boolean {
  const verb = ADMISSION.exec(sentence.text);
  return verb !== null && (unit.start > verb.index || /gia nhập|trở thành|nhận/iu.test(verb[0]));
}

function admitted(
  reading: Reading,
  sentence: ReadSentence,
  unit: UnitMention,
  heldOn: string | undefined,
): MembershipFact {
  const isFounding = /từ (?:những )?(?:ngày|năm|khi)|năm \d{4}/iu.test(
    sentence.text.slice(unit.end),
  );
  const alliance = allianceBefore(sentence.text);
  return {
    ...base(reading, sentence, unit, heldOn),
    // "gia nhập từ những ngày đầu" tells of a membership, not of an admission at this event.
    status: isFounding ? 'member' : 'admitted',
    ...(!isFounding && heldOn !== undefined && { admittedOn: heldOn }),
    ...(alliance !== undefined && { alliance }),
    evidence: evidenceAround(sentence, unit.start, unit.end),
  };
}

function named(
  reading: Reading,
  sentence: ReadSentence,
  unit: UnitMention,
  memberParagraphs: ReadonlySet<number>,
  heldOn: string | undefined,
): MembershipFact {
  const isMember = memberParagraphs.has(sentence.paragraph);
  return {
    ...base(reading, sentence, unit, heldOn),
    status: isMember ? 'member' : 'mentioned',
    evidence: evidenceAround(sentence, unit.start, unit.end),
  };
}

function base(
  reading: Reading,
  _sentence: ReadSentence,
  unit: UnitMention,
  heldOn: string | undefined,
) {
  const province = unit.province ?? reading.province;
  const asOf = heldOn ?? reading.writtenOn;
  return {
    fact: 'membership' as const,
    unit: unit.name,
    unitKind: unit.unitKind,
    ...(unit.commune !== undefined && { commune: unit.commune }),
    ...(unit.district !== undefined && { district: unit.district }),
    ...(province !== undefined && { province }),
    ...(asOf !== undefined && { asOf }),
  };
}

function allianceBefore(text: string): string | undefined {
  const words = readWords(text);
  for (const [at] of words.entries()) {
    const organisation = matchOrganisation(words, at);
    if (organisation?.sort !== 'alliance') continue;
    return text.slice(words[at]!.start, words[organisation.to - 1]!.end);
  }
  return undefined;
}

function paragraphsAboutMembers(reading: Reading): Set<number> {
  const paragraphs = reading.sentences.filter(({ text }) => MEMBER.test(text));
  return new Set(paragraphs.map(({ paragraph }) => paragraph));
}

const RANK = { admitted: 2, member: 1, mentioned: 0 } as const;

function put(rows: Row[], row: Row): void {
  const known = rows.find((other) => isSameUnit(other, row));
  if (!known) {
    rows.push(row);
    return;
  }
  const [better, other] =
    RANK[row.fact.status] > RANK[known.fact.status]
      ? [row.fact, known.fact]
      : [known.fact, row.fact];
  known.fact = { ...other, ...better };
}

function isSameUnit(a: Row, b: Row): boolean {
  const { fact: left } = a;
  const { fact: right } = b;
  const agree = (x: string | undefined, y: string | undefined) =>
    x === undefined || y === undefined || searchKey(x) === searchKey(y);
  return (
    a.proper === b.proper &&
    left.unitKind === right.unitKind &&
    agree(left.district, right.district) &&
    agree(left.province, right.province)
  );
}
