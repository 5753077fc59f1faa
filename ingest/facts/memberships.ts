/**
 * Which units belong to an alliance and where units are: those a text says were admitted, those it
 * calls members, and those it only names with their place. The same unit written in two ways
 * ("HTX DV Nông nghiệp An Hưng", "HTX Nông nghiệp An Hưng") is one row.
 */
import type { MembershipFact } from '../../knowledge/facts/schemas.ts';
import { searchKey } from '../../knowledge/facts/search-key.ts';
import { allianceIn } from './alliance.ts';
import type { EventFrame } from './event-frame.ts';
import { evidenceAround, type Reading, type ReadSentence } from './reading.ts';
import { readUnits, type UnitMention } from './units.ts';

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

/** `event` is the main event, when the text tells of one. */
export function extractMemberships(
  reading: Reading,
  event: EventFrame | undefined,
): MembershipFact[] {
  const rows: Row[] = [];
  const memberParagraphs = paragraphsAboutMembers(reading);
  for (const sentence of reading.sentences) {
    const isAdmission = ADMISSION.test(sentence.text) && !NOT_YET.test(sentence.text);
    for (const unit of readUnits(sentence.text)) {
      const isMember = memberParagraphs.has(sentence.paragraph);
      const fact =
        isAdmission && isObject(sentence, unit)
          ? admitted(reading, sentence, unit, event)
          : named(reading, sentence, unit, event, isMember ? 'member' : 'mentioned');
      if (isTelling(fact, unit)) put(rows, { fact, proper: searchKey(unit.proper) });
    }
  }
  return rows.map(({ fact }) => fact);
}

/** A company that is only mentioned, without a place, is no fact about it. */
function isTelling({ status, unitKind }: MembershipFact, unit: UnitMention): boolean {
  return status !== 'mentioned' || unitKind !== 'doanh nghiệp' || placeOf(unit) !== undefined;
}

function placeOf({ commune, district, province }: UnitMention): string | undefined {
  return commune ?? district ?? province;
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
  event: EventFrame | undefined,
): MembershipFact {
  // "gia nhập từ những ngày đầu" tells of a membership, not of an admission at this event.
  const isEarlier = /từ (?:những )?(?:ngày|năm|khi)|năm \d{4}/iu.test(
    sentence.text.slice(unit.end),
  );
  const fact = named(reading, sentence, unit, event, isEarlier ? 'member' : 'admitted');
  const alliance = allianceIn(sentence.text) ?? allianceIn(event?.organiser ?? '');
  const admittedOn = isEarlier ? undefined : event?.startsOn;
  return {
    ...fact,
    ...(admittedOn !== undefined && { admittedOn }),
    ...(alliance !== undefined && { alliance }),
  };
}

function named(
  reading: Reading,
  sentence: ReadSentence,
  unit: UnitMention,
  event: EventFrame | undefined,
  status: MembershipFact['status'],
): MembershipFact {
  const { commune, district } = unit;
  const province = unit.province ?? provinceOf(reading, unit);
  const asOf = event?.startsOn ?? reading.writtenOn;
  return {
    fact: 'membership',
    unit: unit.name,
    unitKind: unit.unitKind,
    status,
    ...(commune !== undefined && { commune }),
    ...(district !== undefined && { district }),
    ...(province !== undefined && { province }),
    ...(asOf !== undefined && { asOf }),
    evidence: evidenceAround(sentence, unit.start, unit.end),
  };
}

/** The province of the unit's district, else the one the text speaks of. */
function provinceOf(reading: Reading, { districtProvinces }: UnitMention): string | undefined {
  const { province, home } = reading;
  if (districtProvinces.length === 0) return home;
  if (province !== undefined && districtProvinces.includes(province)) return province;
  return districtProvinces.length === 1 ? districtProvinces[0] : undefined;
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
  const isBetter = RANK[row.fact.status] > RANK[known.fact.status];
  const [better, other] = isBetter ? [row.fact, known.fact] : [known.fact, row.fact];
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
