/**
 * Writes facts beside their document. Called inside the transaction that publishes the document,
 * so a reader sees a document with all of its facts or not at all; the rows go when it goes.
 */
import type { Database } from '../corpus/database.ts';
import type { EventFact, Evidence, Fact } from './schemas.ts';
import { numberHead, numberKey, searchKey } from './search-key.ts';

type Value = string | number | null;
type Row = Record<string, Value>;

/**
 * Stores facts of one document. `passageIds[n]` is the stored id of the draft's passage n; evidence
 * that names another passage throws, so run acceptFacts() first.
 */
export function storeFacts(
  database: Database,
  documentId: number,
  passageIds: readonly number[],
  facts: readonly Fact[],
): void {
  const insert = inserter(database);
  const evidence = (given: Evidence) => evidenceColumns(given, passageIds);
  for (const fact of facts) {
    const own = { document_id: documentId, ...evidence(fact.evidence) };
    if (fact.fact !== 'event') {
      insert(TABLES[fact.fact], { ...own, ...factColumns(fact) });
      continue;
    }
    const eventId = insert('fact_events', { ...own, ...eventColumns(fact) });
    for (const { evidence: given, ...person } of fact.people) {
      const keys = { name_key: searchKey(person.name ?? '') };
      insert('fact_event_people', { event_id: eventId, ...evidence(given), ...person, ...keys });
    }
    for (const { evidence: given, ...item } of fact.items) {
      const keys = { text_key: searchKey(item.text) };
      insert('fact_event_items', { event_id: eventId, ...evidence(given), ...item, ...keys });
    }
  }
}

const TABLES = {
  membership: 'fact_memberships',
  office: 'fact_offices',
  policy: 'fact_policies',
  figure: 'fact_figures',
} as const;

/** Inserts a row by its column names, preparing each shape once; absent optional values become NULL. */
function inserter(database: Database): (table: string, row: Partial<Row>) => number {
  const prepared = new Map<string, ReturnType<Database['prepare']>>();
  return (table, row) => {
    const columns = Object.keys(row).filter((column) => row[column] !== undefined);
    const shape = `${table} (${columns.join(', ')})`;
    let statement = prepared.get(shape);
    if (!statement) {
      statement = database.prepare(
        `INSERT INTO ${shape} VALUES (${columns.map((column) => `@${column}`).join(', ')})`,
      );
      prepared.set(shape, statement);
    }
    return Number(statement.run(row).lastInsertRowid);
  };
}

function evidenceColumns(evidence: Evidence, passageIds: readonly number[]): Row {
  const passageId = passageIds[evidence.passage];
  if (passageId === undefined) {
    throw new RangeError(`Evidence names passage ${evidence.passage} of ${passageIds.length}.`);
  }
  return {
    passage_id: passageId,
    quote: evidence.quote,
    start_offset: evidence.start,
    end_offset: evidence.end,
  };
}

function eventColumns(event: EventFact): Partial<Row> {
  return snakeCase({
    title: event.title,
    kinds: JSON.stringify(event.kinds),
    startsOn: event.startsOn,
    endsOn: event.endsOn,
    place: event.place,
    district: event.district,
    province: event.province,
    organiser: event.organiser,
    titleKey: searchKey(event.title),
    placeKey: placeKey(event.place, event.district, event.province),
    organiserKey: searchKey(event.organiser ?? ''),
  });
}

function factColumns(fact: Exclude<Fact, EventFact>): Partial<Row> {
  const { fact: _, evidence: __, ...fields } = fact;
  switch (fact.fact) {
    case 'membership':
      return snakeCase({
        ...fields,
        unitKey: searchKey(fact.unit),
        placeKey: placeKey(fact.commune, fact.district, fact.province),
      });
    case 'office':
      return snakeCase({
        ...fields,
        personKey: searchKey(fact.person),
        titleKey: searchKey(fact.title),
        organisationKey: searchKey(fact.organisation ?? ''),
        provinceKey: searchKey(fact.province ?? ''),
      });
    case 'policy':
      return snakeCase({
        ...fields,
        kindKey: searchKey(fact.policyKind),
        numberKey: numberKey(fact.number ?? ''),
        numberHead: numberHead(fact.number ?? ''),
        issuerKey: searchKey(fact.issuer ?? ''),
        textKey: searchKey(`${fact.name} ${fact.subject ?? ''}`),
      });
    case 'figure':
      return snakeCase({
        ...fields,
        quantityKey: searchKey(fact.quantity),
        organisationKey: searchKey(fact.organisation ?? ''),
        areaKey: searchKey(fact.area ?? ''),
        provinceKey: searchKey(fact.province ?? ''),
      });
  }
}

function placeKey(...parts: readonly (string | undefined)[]): string {
  return searchKey(parts.filter((part) => part !== undefined).join(' '));
}

/** camelCase fields as snake_case columns; lists as JSON, booleans as 0 or 1. */
function snakeCase(fields: Record<string, unknown>): Partial<Row> {
  const row: Partial<Row> = {};
  for (const [field, value] of Object.entries(fields)) {
    if (value === undefined) continue;
    const column = field.replace(/[A-Z]/g, (capital) => `_${capital.toLowerCase()}`);
    row[column] = toColumn(value);
  }
  return row;
}

function toColumn(value: unknown): Value {
  if (typeof value === 'string' || typeof value === 'number') return value;
  return typeof value === 'boolean' ? Number(value) : JSON.stringify(value);
}
