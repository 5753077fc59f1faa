/**
 * Facts of a legal document: what it is (number, issuer, dates, subject), parts of it with another
 * effective day, what it replaces, and the documents it refers to.
 */
import type { DocumentDraft } from '../../knowledge/corpus/document.ts';
import type { Fact, PolicyFact } from '../../knowledge/facts/schemas.ts';
import { extractPolicies } from './policies.ts';
import { daysIn, evidence, type Reading, type ReadSentence, readDraft } from './reading.ts';

const KIND =
  /^(Bộ luật|Luật|Pháp lệnh|Nghị định|Nghị quyết|Quyết định|Thông tư liên tịch|Thông tư|Chỉ thị|Kế hoạch|Chương trình|Đề án|Công văn|Hướng dẫn|Quy định|Quy chế|Điều lệ)/u;
const EFFECTIVE = /có hiệu lực(?: thi hành)?\s*(?:kể\s*)?từ/iu;

export function extractLegalFacts(draft: DocumentDraft): Fact[] {
  const reading = readDraft(draft);
  const mentioned = extractPolicies(reading).filter(
    (fact) => fact.number !== draft.metadata.number,
  );
  const self = itself(reading);
  return [...(self ? [self, ...laterParts(reading, self)] : []), ...mentioned];
}

function itself(reading: Reading): PolicyFact | undefined {
  const { draft } = reading;
  const { number, issuer, issuedOn, effectiveOn, shortTitle } = draft.metadata;
  const effective = effectiveSentence(reading);
  const source = effective ?? reading.sentences[0];
  const policyKind = KIND.exec(draft.title)?.[1] ?? KIND.exec(shortTitle ?? '')?.[1];
  if (!source || policyKind === undefined) return undefined;
  const subject = subjectOf(draft.title, policyKind);
  const said = effective && daysIn(reading, effective.text)[0]?.to;
  const effectiveDay = effectiveOn ?? said;
  const replaced = replacedBy(reading);
  return {
    fact: 'policy',
    role: 'itself',
    policyKind,
    name: shortTitle ?? draft.title,
    ...(number !== undefined && { number }),
    ...(issuer !== undefined && { issuer }),
    ...(issuedOn !== undefined && { issuedOn }),
    ...(effectiveDay !== undefined && { effectiveOn: effectiveDay }),
    ...(subject !== '' && { subject }),
    ...(replaced.length > 0 && { replaces: replaced }),
    evidence: evidence(source),
  };
}

/** "Thông tư số … Hướng dẫn … ngày … của …" → "Hướng dẫn …". */
function subjectOf(title: string, policyKind: string): string {
  const bare = title.slice(policyKind.length).replace(/^\s*(?:số:?\s*)?[\d/]+[\p{L}\d/-]*\s*/u, '');
  const dated = bare.lastIndexOf(' ngày ');
  const isClosing =
    dated > 0 && /^ ngày \d{1,2}\/\d{1,2}\/\d{4}(?: của [^,;]{3,80})?$/u.test(bare.slice(dated));
  return (isClosing ? bare.slice(0, dated) : bare).trim();
}

function effectiveSentence(reading: Reading): ReadSentence | undefined {
  const candidates = reading.sentences.filter(({ text }) => EFFECTIVE.test(text));
  const own = candidates.filter(
    ({ text }) =>
      /(?:Luật|Nghị định|Thông tư|Quyết định|Nghị quyết)(?: này)? có hiệu lực/iu.test(text) &&
      daysIn(reading, text).length > 0,
  );
  return (
    own[0] ??
    candidates.find(({ text }) =>
      /(?:luật|định|tư|quyết) này có hiệu lực(?: thi hành)? (?:kể )?từ ngày (?:ký|\d)/iu.test(text),
    )
  );
}

/** "Quy định tại khoản 3 và khoản 4 Điều 115 của Luật này có hiệu lực thi hành từ …". */
function laterParts(reading: Reading, self: PolicyFact): PolicyFact[] {
  return reading.sentences.flatMap((sentence) => {
    const part =
      /^[\d.\s]*quy định tại ((?:khoản [\d, ]+(?:và (?:khoản )?\d+ )?)?)(Điều \d+)[^.]*?có hiệu lực/iu.exec(
        sentence.text,
      );
    const day = daysIn(reading, sentence.text).at(-1)?.to;
    if (!part || day === undefined) return [];
    const clause = part[1]?.trim();
    const { replaces: _, ...own } = self;
    const fact: PolicyFact = {
      ...own,
      effectiveOn: day,
      article: part[2]!,
      ...(clause ? { clause } : {}),
      evidence: evidence(sentence),
    };
    return [fact];
  });
}

const NUMBERED =
  /(?:Luật [^,.;]{2,30}?|Nghị định|Thông tư liên tịch|Thông tư|Quyết định) số \d+\/\d{4}\/[A-ZĐ][\p{L}\d-]*/gu;

/** The documents after "thay thế" or "bãi bỏ" (also as a list below it) and those before "hết hiệu lực". */
function replacedBy(reading: Reading): string[] {
  const names = new Set<string>();
  const add = (text: string) => {
    for (const [name] of text.matchAll(NUMBERED)) names.add(name);
  };
  let listedIn: number | undefined;
  for (const { text, passage } of reading.sentences) {
    if (listedIn === passage && /^[a-zđ]\)/u.test(text)) add(text);
    else listedIn = undefined;
    const verb = /(?:thay thế|bãi bỏ)(?!\p{L})/iu.exec(text);
    const isOwn = /(?:này có hiệu lực|kể từ ngày|này thay thế)/iu.test(text);
    if (verb && isOwn) {
      add(text.slice(verb.index));
      if (text.endsWith(':')) listedIn = passage;
    }
    const ends = /hết hiệu lực/iu.exec(text);
    if (ends && isOwn) add(text.slice(0, ends.index));
  }
  return [...names];
}
