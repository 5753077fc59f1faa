/**
 * Reads facts by what a question names: place, day, person, title, number. Every text condition is
 * compared without diacritics, case and long forms, as whole syllables ("chu tich" finds "Chủ
 * tịch", "an" does not find "Ban"). Internal documents are left out unless asked for.
 */
import type { Database } from '../corpus/database.ts';
import {
  type Condition,
  eventParts,
  type FactScope,
  factRows,
  type Stored,
  type StoredEvidence,
  toFact,
  toPart,
} from './lookup-rows.ts';
import type {
  EventFact,
  EventItem,
  EventKind,
  EventPerson,
  FigureFact,
  MembershipFact,
  OfficeFact,
  PolicyFact,
} from './schemas.ts';
import { numberHead, numberKey, searchKey } from './search-key.ts';

export type { Stored } from './lookup-rows.ts';

export type StoredEvent = Stored<EventFact> & {
  people: (Omit<EventPerson, 'evidence'> & { evidence: StoredEvidence })[];
  items: (Omit<EventItem, 'evidence'> & { evidence: StoredEvidence })[];
};

export interface EventQuery extends FactScope {
  id?: number;
  /** Found in the event's place, district, province or title. */
  place?: string;
  province?: string;
  /** ISO days, inclusive; an event without a day is found only when neither is given. */
  from?: string;
  to?: string;
  kind?: EventKind;
  /** Any of these. */
  kinds?: readonly EventKind[];
  /** With `from` or `to`: an event without a day counts as of the day its report was published. */
  countsPublished?: boolean;
  organiser?: string;
  /** Takes part in any role. */
  person?: string;
  /** Found in the title or in what was discussed, decided or awarded. */
  topic?: string;
  /** Any of these is found there, in the place or in the organiser. */
  anyOf?: readonly string[];
}

export interface OfficeQuery extends FactScope {
  person?: string;
  /** The title itself or its beginning: "chủ tịch" does not find "Phó Chủ tịch". */
  title?: string;
  organisation?: string;
  province?: string;
  /** Rows of this day or before come first, the nearest first; then later ones. Without it: newest first. */
  asOf?: string;
}

export interface MembershipQuery extends FactScope {
  unit?: string;
  status?: MembershipFact['status'];
  /** Commune, district or province. */
  place?: string;
  admittedFrom?: string;
  admittedTo?: string;
}

export interface PolicyQuery extends FactScope {
  kind?: string;
  /** "171/KH-UBND", "171", "20 NQ TW". */
  number?: string;
  issuer?: string;
  /** Found in the name or subject. */
  topic?: string;
  role?: PolicyFact['role'];
  article?: string;
}

export interface FigureQuery extends FactScope {
  quantity?: string;
  unit?: string;
  organisation?: string;
  province?: string;
  /** Found in the area or province. */
  place?: string;
  countsMembers?: boolean;
  /** Goals only, or none of them; both without it. */
  isTarget?: boolean;
  asOf?: string;
}

export interface FactsStore {
  /** Newest first, each with its people and items in the order of the source. */
  events(query: EventQuery): StoredEvent[];
  offices(query: OfficeQuery): Stored<OfficeFact>[];
  /** Newest admission first, then by name. */
  memberships(query: MembershipQuery): Stored<MembershipFact>[];
  /** A document's own row first, then the newest. */
  policies(query: PolicyQuery): Stored<PolicyFact>[];
  /** Ordered in time as offices are. */
  figures(query: FigureQuery): Stored<FigureFact>[];
}

export function factsStore(database: Database): FactsStore {
  const run = factRows(database);
  const people = eventParts(database, 'fact_event_people');
  const items = eventParts(database, 'fact_event_items');
  return {
    events: (query) =>
      run('fact_events', eventConditions(query), EVENT_ORDER, query).map((row) => ({
        ...toFact<EventFact>(row),
        people: people(row).map(toPart<StoredEvent['people'][number]>),
        items: items(row).map(toPart<StoredEvent['items'][number]>),
      })),
    offices: (query) =>
      run('fact_offices', officeConditions(query), timeOrder(query.asOf), query).map(
        toFact<OfficeFact>,
      ),
    memberships: (query) =>
      run('fact_memberships', membershipConditions(query), MEMBERSHIP_ORDER, query).map(
        toFact<MembershipFact>,
      ),
    policies: (query) =>
      run('fact_policies', policyConditions(query), POLICY_ORDER, query).map(toFact<PolicyFact>),
    figures: (query) =>
      run('fact_figures', figureConditions(query), timeOrder(query.asOf), query).map(
        toFact<FigureFact>,
      ),
  };
}

const EVENT_ORDER: Condition = { sql: 'f.starts_on IS NULL, f.starts_on DESC, f.id', values: [] };
const MEMBERSHIP_ORDER: Condition = {
  sql: 'f.admitted_on IS NULL, f.admitted_on DESC, f.unit_key, f.id',
  values: [],
};
const POLICY_ORDER: Condition = {
  sql: "f.role = 'mentioned', f.issued_on IS NULL, f.issued_on DESC, f.id",
  values: [],
};

function timeOrder(asOf: string | undefined): Condition {
  const newest = 'f.as_of IS NULL, f.as_of DESC, f.id';
  if (asOf === undefined) return { sql: newest, values: [] };
  const distance = 'abs(julianday(f.as_of) - julianday(?))';
  return {
    sql: `f.as_of IS NULL, f.as_of > ?, ${distance}, f.id`,
    values: [asOf, asOf],
  };
}

/** The condition that a key column holds the asked text as whole syllables; nothing for blank text. */
function holds(column: string, text: string | undefined): Condition[] {
  const key = searchKey(text ?? '');
  if (key === '') return [];
  return [{ sql: `instr(' ' || ${column} || ' ', ?) > 0`, values: [` ${key} `] }];
}

function begins(column: string, text: string | undefined): Condition[] {
  const key = searchKey(text ?? '');
  if (key === '') return [];
  return [{ sql: `substr(${column} || ' ', 1, ?) = ?`, values: [key.length + 1, `${key} `] }];
}

function is(column: string, value: string | number | undefined): Condition[] {
  return value === undefined ? [] : [{ sql: `${column} = ?`, values: [value] }];
}

function bit(value: boolean | undefined): number | undefined {
  return value === undefined ? undefined : Number(value);
}

function eventConditions(query: EventQuery): Condition[] {
  const { from, to, topic } = query;
  const published = query.countsPublished ? ", json_extract(d.metadata, '$.publishedOn')" : '';
  const conditions = [
    ...holds("f.place_key || ' ' || f.title_key", query.place),
    ...holds('f.place_key', query.province),
    ...holds('f.organiser_key', query.organiser),
    ...is('f.id', query.id),
  ];
  if (from !== undefined)
    conditions.push({
      sql: `coalesce(f.ends_on, f.starts_on${published}) >= ?`,
      values: [from],
    });
  if (to !== undefined)
    conditions.push({ sql: `coalesce(f.starts_on, f.starts_on${published}) <= ?`, values: [to] });
  const kinds = query.kinds ?? (query.kind === undefined ? [] : [query.kind]);
  if (kinds.length > 0) {
    const sql =
      'EXISTS (SELECT 1 FROM json_each(f.kinds) k JOIN json_each(?) asked ON asked.value = k.value)';
    conditions.push({ sql, values: [JSON.stringify(kinds)] });
  }
  for (const person of holds('p.name_key', query.person)) {
    const sql = `EXISTS (SELECT 1 FROM fact_event_people p WHERE p.event_id = f.id AND ${person.sql})`;
    conditions.push({ ...person, sql });
  }
  if (query.anyOf !== undefined && query.anyOf.length > 0) conditions.push(mentions(query.anyOf));
  const [inTitle] = holds('f.title_key', topic);
  const [inItem] = holds('i.text_key', topic);
  if (inTitle && inItem) {
    const items = `EXISTS (SELECT 1 FROM fact_event_items i WHERE i.event_id = f.id AND ${inItem.sql})`;
    conditions.push({
      sql: `(${inTitle.sql} OR ${items})`,
      values: [...inTitle.values, ...inItem.values],
    });
  }
  return conditions;
}

/** The condition that an event or one of its items speaks of any of the phrases. */
function mentions(phrases: readonly string[]): Condition {
  const keys = phrases.map((phrase) => ` ${searchKey(phrase)} `);
  const stands = (columns: string) =>
    `EXISTS (SELECT 1 FROM json_each(?) asked WHERE instr(' ' || ${columns} || ' ', asked.value) > 0)`;
  const own = stands("f.title_key || ' ' || f.place_key || ' ' || f.organiser_key");
  const item = `EXISTS (SELECT 1 FROM fact_event_items i WHERE i.event_id = f.id AND ${stands('i.text_key')})`;
  const values = [JSON.stringify(keys), JSON.stringify(keys)];
  return { sql: `(${own} OR ${item})`, values };
}

function officeConditions(query: OfficeQuery): Condition[] {
  return [
    ...holds('f.person_key', query.person),
    ...begins('f.title_key', query.title),
    ...holds('f.organisation_key', query.organisation),
    ...holds('f.province_key', query.province),
  ];
}

function membershipConditions(query: MembershipQuery): Condition[] {
  const conditions = [
    ...holds('f.unit_key', query.unit),
    ...holds('f.place_key', query.place),
    ...is('f.status', query.status),
  ];
  if (query.admittedFrom !== undefined)
    conditions.push({ sql: 'f.admitted_on >= ?', values: [query.admittedFrom] });
  if (query.admittedTo !== undefined)
    conditions.push({ sql: 'f.admitted_on <= ?', values: [query.admittedTo] });
  return conditions;
}

function policyConditions(query: PolicyQuery): Condition[] {
  const { number } = query;
  const conditions = [
    ...holds('f.kind_key', query.kind),
    ...holds('f.issuer_key', query.issuer),
    ...holds('f.text_key', query.topic),
    ...is('f.role', query.role),
    ...is('f.article', query.article),
  ];
  if (number === undefined) return conditions;
  const bare = /^\D*\d+\D*$/.test(number) && numberKey(number) === numberHead(number);
  conditions.push(
    bare
      ? { sql: 'f.number_head = ?', values: [numberHead(number)] }
      : { sql: 'f.number_key = ?', values: [numberKey(number)] },
  );
  return conditions;
}

function figureConditions(query: FigureQuery): Condition[] {
  return [
    ...holds('f.quantity_key', query.quantity),
    ...is('f.unit', query.unit),
    ...holds('f.organisation_key', query.organisation),
    ...holds('f.province_key', query.province),
    ...holds("f.area_key || ' ' || f.province_key", query.place),
    ...is('f.counts_members', bit(query.countsMembers)),
    ...is('f.is_target', bit(query.isTarget)),
  ];
}
