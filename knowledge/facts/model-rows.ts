/**
 * Rows that a chat model extracted, turned into facts. Invariant: a fact comes out only when its
 * quote was located word for word in the passage it names and holds every name and number of the
 * row; a date that the quote does not bear out is dropped, not the row.
 */
import { z } from 'zod';
import { locateQuote } from '../answering/model-evidence.ts';
import { checkSupport } from '../answering/support.ts';
import { numberValues, readText } from '../answering/support-reading.ts';
import type { DocumentDraft } from '../corpus/document.ts';
import { EVENT_KINDS, type Evidence, type Fact, type MembershipFact } from './schemas.ts';

/** Models write null and "" for what they do not know. */
const absent = (value: unknown) =>
  value === null || (typeof value === 'string' && value.trim() === '') ? undefined : value;
const text = z.string().trim().min(1).max(400);
const maybe = z.preprocess(absent, text.optional().catch(undefined));
const maybeDay = z.preprocess(absent, z.iso.date().optional().catch(undefined));
const source = {
  passage: z.coerce.number().int().positive(),
  quote: z.string().trim().min(1).max(2_500),
};

const rowSchema = z.discriminatedUnion('fact', [
  z.object({
    fact: z.literal('figure'),
    ...source,
    quantity: text,
    valueText: z.coerce
      .string()
      .trim()
      .regex(/^\d[\d.,]*$/),
    unit: text,
    organisation: maybe,
    period: maybe,
    asOf: maybeDay,
    isTarget: z.boolean().catch(false),
  }),
  z.object({
    fact: z.literal('office'),
    ...source,
    person: text,
    title: text,
    organisation: maybe,
    standing: z.enum(['current', 'elected', 'former']).catch('current'),
  }),
  z.object({
    fact: z.literal('membership'),
    ...source,
    unit: text,
    status: z.enum(['admitted', 'member', 'mentioned']).catch('mentioned'),
    district: maybe,
    alliance: maybe,
  }),
  z.object({
    fact: z.literal('policy'),
    ...source,
    policyKind: text,
    number: maybe,
    name: text,
    issuer: maybe,
    issuedOn: maybeDay,
  }),
  z.object({
    fact: z.literal('event'),
    ...source,
    title: text,
    kinds: z.array(z.enum(EVENT_KINDS).catch('khác')).min(1).max(4),
    startsOn: maybeDay,
    place: maybe,
    organiser: maybe,
  }),
]);
type Row = z.infer<typeof rowSchema>;

/** The fact of one row; undefined when it is malformed or its quote does not bear it out. */
export function factOfRow(row: unknown, draft: DocumentDraft): Fact | undefined {
  const parsed = rowSchema.safeParse(row);
  if (!parsed.success) return undefined;
  const evidence = locate(parsed.data, draft);
  if (!evidence || !isBorneOut(parsed.data, evidence, draft)) return undefined;
  return toFact(parsed.data, evidence, draft);
}

function locate(row: Row, draft: DocumentDraft): Evidence | undefined {
  const ordinal = row.passage - 1;
  const passage = draft.passages[ordinal];
  const span = passage && locateQuote(passage.text, row.quote);
  if (!span) return undefined;
  return {
    passage: ordinal,
    quote: passage.text.slice(span.start, span.end),
    start: passage.start + span.start,
    end: passage.start + span.end,
  };
}

/** Whether the quote holds what the row says; what the title says of the whole article counts too. */
function isBorneOut(row: Row, { quote, start, end }: Evidence, draft: DocumentDraft): boolean {
  const citation = { n: 1, passageId: 0, documentId: 0, document: '', quote, start, end };
  const { organisation } = draft.metadata;
  const about = { title: draft.title, ...(organisation === undefined ? {} : { organisation }) };
  const claims = said(row).map((sentence) => ({ text: sentence, citations: [1] }));
  return checkSupport(claims, [{ ...citation, ...about }]).unsupported.length === 0;
}

/** The parts of a row as sentences for the support check. */
function said(row: Row): string[] {
  switch (row.fact) {
    case 'figure':
      return [`${row.valueText} ${row.unit}`, row.quantity];
    case 'office':
      return [`${row.title} ${row.organisation ?? ''} ${row.person}`];
    case 'membership':
      return [row.unit, row.district ?? row.unit];
    case 'policy':
      return [row.number ?? row.name, row.name];
    case 'event':
      return [row.title, row.place ?? row.title, row.organiser ?? row.title];
  }
}

function toFact(row: Row, evidence: Evidence, draft: DocumentDraft): Fact {
  const { province } = draft.metadata;
  const placed = province === undefined ? {} : { province };
  switch (row.fact) {
    case 'figure':
      return {
        fact: 'figure',
        quantity: row.quantity,
        value: numberValues(row.valueText)[0]!,
        unit: row.unit,
        valueText: row.valueText,
        countsMembers: /đơn vị thành viên|thành viên (?:của )?Liên minh/i.test(row.quantity),
        isTarget: row.isTarget,
        ...placed,
        ...given('organisation', row.organisation),
        ...given('period', row.period),
        ...given('asOf', borneDay(row.asOf, evidence.quote)),
        evidence,
      };
    case 'office':
      return {
        fact: 'office',
        person: row.person,
        title: row.title,
        standing: row.standing,
        ...placed,
        ...given('organisation', row.organisation),
        ...given('asOf', draft.metadata.eventDates?.[0] ?? draft.metadata.publishedOn),
        evidence,
      };
    case 'membership':
      return {
        fact: 'membership',
        unit: row.unit,
        unitKind: unitKindOf(row.unit),
        status: row.status,
        ...placed,
        ...given('district', row.district),
        ...given('alliance', row.alliance),
        evidence,
      };
    case 'policy':
      return {
        fact: 'policy',
        role: 'mentioned',
        policyKind: row.policyKind,
        name: row.name,
        ...given('number', row.number),
        ...given('issuer', row.issuer),
        ...given('issuedOn', borneDay(row.issuedOn, evidence.quote)),
        evidence,
      };
    case 'event':
      return {
        fact: 'event',
        title: row.title,
        kinds: row.kinds,
        people: [],
        items: [],
        ...placed,
        ...given('startsOn', borneDay(row.startsOn, evidence.quote)),
        ...given('place', row.place),
        ...given('organiser', row.organiser),
        evidence,
      };
  }
}

/** A property that is left out when it is unknown. */
function given<K extends string>(key: K, value: string | undefined): { [P in K]?: string } {
  return value === undefined ? {} : ({ [key]: value } as { [P in K]: string }); // the key is K itself
}

/** A day whose month stands in the quote: "đến hết tháng 9/2023" bears out 2023-09-30. */
function borneDay(day: string | undefined, quote: string): string | undefined {
  if (day === undefined) return undefined;
  const [year, month, dayOfMonth] = day.split('-').map(Number);
  const isBorne = readText(quote).some(
    (token) =>
      token.kind === 'date' &&
      token.date.month === month &&
      (token.date.year === undefined || token.date.year === year) &&
      (token.date.day === undefined || token.date.day === dayOfMonth),
  );
  return isBorne ? day : undefined;
}

function unitKindOf(unit: string): MembershipFact['unitKind'] {
  if (/^(?:liên hiệp|lh)/i.test(unit)) return 'liên hiệp HTX';
  if (/^(?:htx|hợp tác xã)/i.test(unit)) return 'HTX';
  if (/^(?:tht|tổ hợp tác)/i.test(unit)) return 'THT';
  if (/^(?:quỹ|qtd)/i.test(unit)) return 'quỹ';
  return /^(?:dn|doanh nghiệp|công ty|xí nghiệp|cty)/i.test(unit) ? 'doanh nghiệp' : 'khác';
}
