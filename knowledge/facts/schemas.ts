/**
 * What a fact is: a typed row drawn from one document, with the exact words it was drawn from.
 * Invariant (checked by acceptFacts): every evidence quote stands in the passage it names, so a
 * fact can always be cited. Values keep the spelling of the source; dates are ISO days.
 */
import { z } from 'zod';

const isoDay = z.iso.date();
const phrase = z.string().trim().min(1).max(400);
/** A content or decision is a whole sentence, which in official news can be long. */
const sentence = z.string().trim().min(1).max(2500);

export const evidenceSchema = z.object({
  /** Ordinal of the passage in the draft. */
  passage: z.int().nonnegative(),
  quote: z.string().min(1),
  /** UTF-16 offsets of the quote in the document's text. */
  start: z.int().nonnegative(),
  end: z.int().positive(),
});
export type Evidence = z.infer<typeof evidenceSchema>;

export const EVENT_KINDS = [
  'hội nghị',
  'tổng kết',
  'sơ kết',
  'sinh hoạt thành viên',
  'kỷ niệm',
  'đối thoại',
  'đại hội',
  'tập huấn',
  'hội thảo',
  'tọa đàm',
  'diễn đàn',
  'hội chợ',
  'khai trương',
  'ra mắt',
  'ký kết',
  'trao tặng',
  'làm việc',
  'khảo sát',
  'hội thi',
  'công bố',
  'thành lập',
  'kết nạp',
  'khác',
] as const;
export type EventKind = (typeof EVENT_KINDS)[number];

const PERSON_ROLES = ['chair', 'speaker', 'attendee', 'awarder', 'elected'] as const;
const ITEM_KINDS = ['participants', 'content', 'decision', 'award'] as const;

export const eventPersonSchema = z.object({
  role: z.enum(PERSON_ROLES),
  /** Absent when the source names only the office ("Phó Chủ tịch UBND huyện … phát biểu"). */
  name: phrase.optional(),
  title: phrase.optional(),
  organisation: phrase.optional(),
  evidence: evidenceSchema,
});
export type EventPerson = z.infer<typeof eventPersonSchema>;

export const eventItemSchema = z.object({
  kind: z.enum(ITEM_KINDS),
  /** What was discussed or decided (a sentence of the source), who came, or the name of the award. */
  text: sentence,
  /** How many came or were awarded. */
  count: z.number().optional(),
  /** Award: who gave it. */
  giver: phrase.optional(),
  /** Award: to whom ("tập thể", "cá nhân", a name). */
  recipient: phrase.optional(),
  evidence: evidenceSchema,
});
export type EventItem = z.infer<typeof eventItemSchema>;

export const eventFactSchema = z.object({
  fact: z.literal('event'),
  title: sentence,
  /** The main kind first. */
  kinds: z.array(z.enum(EVENT_KINDS)).min(1),
  startsOn: isoDay.optional(),
  endsOn: isoDay.optional(),
  /** As written: "huyện An Dương", "Hội trường UBND tỉnh". */
  place: phrase.optional(),
  district: phrase.optional(),
  province: phrase.optional(),
  organiser: phrase.optional(),
  people: z.array(eventPersonSchema),
  items: z.array(eventItemSchema),
  evidence: evidenceSchema,
});
export type EventFact = z.infer<typeof eventFactSchema>;

const UNIT_KINDS = ['HTX', 'liên hiệp HTX', 'THT', 'doanh nghiệp', 'quỹ', 'khác'] as const;

export const membershipFactSchema = z.object({
  fact: z.literal('membership'),
  unit: phrase,
  unitKind: z.enum(UNIT_KINDS),
  /** admitted: the source tells of the admission; member: calls it a member; mentioned: only names it. */
  status: z.enum(['admitted', 'member', 'mentioned']),
  commune: phrase.optional(),
  district: phrase.optional(),
  province: phrase.optional(),
  admittedOn: isoDay.optional(),
  alliance: phrase.optional(),
  asOf: isoDay.optional(),
  evidence: evidenceSchema,
});
export type MembershipFact = z.infer<typeof membershipFactSchema>;

export const officeFactSchema = z.object({
  fact: z.literal('office'),
  person: phrase,
  title: phrase,
  organisation: phrase.optional(),
  /** Where the organisation is, when it belongs to a province or district. */
  province: phrase.optional(),
  /** elected: the source tells how the person came into the office; former: "nguyên Chủ tịch". */
  standing: z.enum(['current', 'elected', 'former']),
  /** "2020-2025". */
  term: phrase.optional(),
  /** The office is attested for this day; it says nothing about before or after. */
  asOf: isoDay.optional(),
  evidence: evidenceSchema,
});
export type OfficeFact = z.infer<typeof officeFactSchema>;

export const policyFactSchema = z.object({
  fact: z.literal('policy'),
  /** itself: the document is this policy; mentioned: it refers to it. */
  role: z.enum(['itself', 'mentioned']),
  /** "Nghị quyết", "Luật", "Chương trình hành động". */
  policyKind: phrase,
  /** "20-NQ/TW", "171/KH-UBND"; absent for a document known by name ("Luật HTX 2023"). */
  number: phrase.optional(),
  /** How it is called: "Nghị quyết số 20-NQ/TW", "Luật Hợp tác xã năm 2023". */
  name: sentence,
  issuer: phrase.optional(),
  issuedOn: isoDay.optional(),
  effectiveOn: isoDay.optional(),
  subject: sentence.optional(),
  chapter: phrase.optional(),
  article: phrase.optional(),
  clause: phrase.optional(),
  /** Names of the documents it carries out or replaces. */
  implements: z.array(phrase).optional(),
  replaces: z.array(phrase).optional(),
  evidence: evidenceSchema,
});
export type PolicyFact = z.infer<typeof policyFactSchema>;

export const figureFactSchema = z.object({
  fact: z.literal('figure'),
  /** What is counted or measured, with what narrows it: "HTX", "thành viên HTX", "lớp tập huấn về sáp nhập HTX". */
  quantity: phrase,
  value: z.number(),
  /** Upper end of a range ("3,8-5,5 triệu đồng/người/tháng"). */
  valueMax: z.number().optional(),
  /** "HTX", "triệu đồng/người/tháng", "%". */
  unit: phrase,
  /** As written: "2.270", "3,8-5,5". */
  valueText: phrase,
  /** "khoảng", "hơn", "gần": how exact the source is. */
  approximation: phrase.optional(),
  planned: z.number().optional(),
  percentOfPlan: z.number().optional(),
  /** True when it counts member units of an alliance. */
  countsMembers: z.boolean(),
  /** True for a goal ("phấn đấu đến năm 2030 có …"), which has not come about. */
  isTarget: z.boolean(),
  /** Whose figure it is. */
  organisation: phrase.optional(),
  /** The area as written when it is not a whole province: "An Dương, An Lão, Kiến An". */
  area: phrase.optional(),
  province: phrase.optional(),
  /** The figure held on this day. */
  asOf: isoDay.optional(),
  /** As written: "9 tháng đầu năm 2023", "đến hết tháng 9/2023". */
  period: phrase.optional(),
  evidence: evidenceSchema,
});
export type FigureFact = z.infer<typeof figureFactSchema>;

export const factSchema = z.discriminatedUnion('fact', [
  eventFactSchema,
  membershipFactSchema,
  officeFactSchema,
  policyFactSchema,
  figureFactSchema,
]);
export type Fact = z.infer<typeof factSchema>;
