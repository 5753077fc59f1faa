/**
 * Documents of state and party that a text names: "Nghị quyết số 20-NQ/TW ngày 16/6/2022 của Ban
 * Chấp hành Trung ương Đảng …", "Luật Hợp tác xã năm 2023", a quoted Đề án. Mentions of one
 * document are merged, so that its date may stand in another sentence than its subject.
 */
import type { PolicyFact } from '../../knowledge/facts/schemas.ts';
import { numberHead, numberKey, searchKey } from '../../knowledge/facts/search-key.ts';
import { matchOrganisation } from './organisations.ts';
import { type PolicyMention, readPolicyMentions, tidy } from './policy-mentions.ts';
import { daysIn, evidence, type Reading, type ReadSentence } from './reading.ts';
import { readWords } from './words.ts';

const SUBJECT_MAX = 300;

const POLICY_WORD =
  /luật|nghị|quyết định|thông t|chỉ thị|kế hoạch|chương trình|đề án|kết luận|công văn|công điện|quy định|quy chế|hướng dẫn|tờ trình|báo cáo|văn bản|pháp lệnh|dự án|phong trào/iu;

/** The policies a document names, each once; offsets of the fullest mention. */
export function extractPolicies(reading: Reading): PolicyFact[] {
  const facts: PolicyFact[] = [];
  for (const sentence of reading.sentences) {
    if (!POLICY_WORD.test(sentence.text)) continue;
    const mentions = readPolicyMentions(sentence.text);
    for (const [index, mention] of mentions.entries()) {
      const fact = toFact(reading, sentence, mention, mentions[index + 1]);
      if (!fact) continue;
      const known = facts.find((other) => isSame(other, fact));
      if (known) merge(known, fact);
      else facts.push(fact);
    }
  }
  return facts;
}

function toFact(
  reading: Reading,
  sentence: ReadSentence,
  mention: PolicyMention,
  next: PolicyMention | undefined,
): PolicyFact | undefined {
  const { issuer, issuedOn, effectiveOn, subject, implemented, start, end } = detailsOf(
    reading,
    sentence.text,
    mention,
    next,
  );
  if (mention.isAnonymous && (issuedOn === undefined || issuer === undefined)) return undefined;
  return {
    fact: 'policy',
    role: 'mentioned',
    policyKind: mention.policyKind,
    name: mention.name,
    ...(mention.number !== undefined && { number: mention.number }),
    ...(issuer !== undefined && { issuer }),
    ...(issuedOn !== undefined && { issuedOn }),
    ...(effectiveOn !== undefined && { effectiveOn }),
    ...(subject !== undefined && { subject }),
    ...(implemented !== undefined && { implements: [implemented] }),
    evidence: evidence(sentence, start, end),
  };
}

const CARRIED_OUT_WITHIN = 60;

/** What stands around a mention: "… | ngày … | của … | về … | thực hiện [next]". */
function detailsOf(
  reading: Reading,
  text: string,
  mention: PolicyMention,
  next: PolicyMention | undefined,
) {
  const limit = next?.start ?? text.length;
  let end = mention.end;
  const issued = dayAfter(reading, text.slice(end, limit), /^[\s,(]*(?:ban hành\s+)?ngày\s+/iu);
  end += issued?.end ?? 0;
  const force = /^[^.;,\d]{0,12}có hiệu lực[^.;,\d]{0,24}/iu;
  const effective = dayAfter(reading, text.slice(end, limit), force);
  end += effective?.end ?? 0;
  const issuer = issuerAfter(text, end, limit);
  end = issuer?.end ?? end;
  const before = issuer ? undefined : issuerBefore(text, mention.start);
  const said = mention.subject === undefined ? subjectAfter(text, end, next) : undefined;
  const between = text.slice(end, limit);
  const isCarriedOut =
    next !== undefined &&
    between.length < CARRIED_OUT_WITHIN &&
    /thực hiện|triển khai|hướng dẫn/iu.test(between);
  const implemented = isCarriedOut ? next.name : undefined;
  const subject = mention.subject ?? said?.text ?? (implemented && `thực hiện ${implemented}`);
  const issuedBefore = before && daysIn(reading, text.slice(0, before.start)).at(-1);
  return {
    issuer: issuer?.text ?? before?.text,
    issuedOn: (issued ?? issuedBefore)?.to,
    effectiveOn: effective?.to,
    subject,
    implemented,
    start: before && mention.isAnonymous ? 0 : mention.start,
    end: isCarriedOut ? next.end : (said?.end ?? end),
  };
}

/** The day right after `lead`. */
function dayAfter(reading: Reading, rest: string, lead: RegExp) {
  const length = lead.exec(rest)?.[0].length;
  if (length === undefined) return undefined;
  return daysIn(reading, rest).find(({ start }) => start <= length + 1);
}

const ISSUER_END =
  /\s*(?:[,;.:()]|\s(?:thực hiện|về|ban hành|quy định|hướng dẫn|phê duyệt|sửa đổi|đã|được|và|đến|trong|với|cho|do|để|nhằm|là|có|ký|tại|triển khai|giao|theo|như)\s|$)/u;
const ISSUER_MAX = 90;

/** "của UBND tỉnh …" directly after the name or date. */
function issuerAfter(text: string, at: number, limit: number) {
  const lead = /^[\s,)]*của\s+/u.exec(text.slice(at, limit));
  if (!lead) return undefined;
  const from = at + lead[0].length;
  const words = readWords(text.slice(from, limit));
  const organisation = matchOrganisation(words, 0);
  const byName = organisation ? words[organisation.to - 1]!.end : 0;
  const plain = ISSUER_END.exec(text.slice(from, limit))?.index ?? limit - from;
  const session =
    /^[^\p{L}]*(?:khóa|khoá)\s+[IVX\d]+/u.exec(text.slice(from + byName, limit))?.[0].length ?? 0;
  // One word ("Chính", "Ban") is an organisation read too short: then up to the next clause.
  const isWhole = organisation !== undefined && organisation.to > 1;
  const length = isWhole ? byName + session : plain;
  if (length < 2 || length > ISSUER_MAX) return undefined;
  return { text: tidy(text.slice(from, from + length)), end: from + length };
}

/** "UBND tỉnh ban hành | Kế hoạch …": the organisation before the verb. */
function issuerBefore(text: string, at: number) {
  const verb = /\s(?:đã\s|vừa\s|cũng\s|mới\s)*(?:ban hành|ra|ký ban hành|ký|thông qua)\s*$/u.exec(
    text.slice(0, at),
  );
  if (!verb) return undefined;
  const words = readWords(text.slice(0, verb.index));
  for (let from = Math.max(0, words.length - 16); from < words.length; from += 1) {
    const organisation = matchOrganisation(words, from);
    if (organisation?.to === words.length) {
      const start = words[from]!.start;
      return { text: text.slice(start, verb.index), start };
    }
  }
  return undefined;
}

const SUBJECT_LEAD =
  /^[\s,)]*(?:(?:về việc|về|v\/v)\s+|(?=(?:quy định|hướng dẫn|phê duyệt|sửa đổi|thành lập|thực hiện|triển khai)\s))/iu;
const SUBJECT_END =
  /[;.:()“”]|\s*,\s*(?=(?!HTX|THT|DN|KTTT|OCOP)\p{Lu}|(?:tỉnh|thành phố|huyện|toàn|hiện|đến nay|trong|từ|nhiều|có|khu vực|năm|sau|liên minh|đơn vị|ngành|tổng|mỗi|phấn đấu|mục tiêu)\s|đồng thời|đặc biệt|trong đó|các|đã|nhằm|góp|giúp|với)|\s+(?:nhằm|đã được|cho các|đến các|tới các)\s/u;

function subjectAfter(text: string, at: number, next: PolicyMention | undefined) {
  const limit = Math.min(text.length, next?.start ?? text.length, at + SUBJECT_MAX);
  const lead = SUBJECT_LEAD.exec(text.slice(at, limit));
  if (!lead) return undefined;
  const from = at + lead[0].length;
  const rest = text.slice(from, limit);
  const cut = SUBJECT_END.exec(rest)?.index ?? rest.length;
  const subject = rest.slice(0, cut).replace(/[\s,]+(?:và|cùng|theo|,)?\s*$/u, '');
  return subject.length < 4 || /^\p{L}+ \p{L}+$/u.test(subject)
    ? undefined
    : { text: subject.trim(), end: from + subject.length };
}

function isSame(a: PolicyFact, b: PolicyFact): boolean {
  if (a.number !== undefined && b.number !== undefined) {
    if (numberHead(a.number) !== numberHead(b.number)) return false;
    const [short, long] = [numberKey(a.number), numberKey(b.number)].sort(
      (x, y) => x.length - y.length,
    );
    // "Nghị quyết 20" said again is the "20-NQ/TW" of the same text.
    return (
      short === long ||
      (short === numberHead(a.number) && a.policyKind === b.policyKind && a.issuer === b.issuer)
    );
  }
  return a.number === b.number && bareName(a.name) === bareName(b.name);
}

/** "Luật HTX 2023" and "Luật Hợp tác xã năm 2023" are one. */
function bareName(name: string): string {
  return searchKey(name)
    .replace(/\bnam (?=\d{4})/, '')
    .replace(/htx htx/, 'htx');
}

function merge(known: PolicyFact, again: PolicyFact): void {
  const richness = (fact: PolicyFact) =>
    Object.values(fact).filter((value) => value !== undefined).length;
  const [richer, poorer] = richness(again) > richness(known) ? [again, known] : [known, again];
  Object.assign(known, { ...poorer, ...richer, evidence: richer.evidence });
}
