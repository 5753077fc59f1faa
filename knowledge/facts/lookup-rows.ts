/**
 * Runs a look-up on a fact table and gives its rows back as the facts they were stored from. The
 * limits on what may be seen (internal documents, number of rows) are applied here, for every kind.
 */
import type { Database } from '../corpus/database.ts';
import type { Evidence } from './schemas.ts';

export type StoredEvidence = Omit<Evidence, 'passage'> & { passageId: number };
/** A fact as it stands in the corpus. */
export type Stored<F> = Omit<F, 'fact' | 'evidence' | 'people' | 'items'> & {
  id: number;
  documentId: number;
  evidence: StoredEvidence;
};
export interface FactScope {
  documentIds?: readonly number[];
  /** May the asker see facts of internal documents? Default: no. */
  mayReadInternal?: boolean;
  /** At most this many rows; default and ceiling FACTS_MAX. */
  limit?: number;
}

export interface Condition {
  sql: string;
  values: readonly (string | number)[];
}

const FACTS_MAX = 500;

export type Row = Record<string, string | number | null>;

/** The rows of a table that meet all conditions, in order. */
export function factRows(database: Database) {
  return (table: string, conditions: Condition[], order: Condition, scope: FactScope): Row[] => {
    const all = [...conditions, ...scopeConditions(scope)];
    const where = all.map(({ sql }) => `(${sql})`).join(' AND ');
    const statement = database.prepare<unknown[], Row>(
      `SELECT f.* FROM ${table} f JOIN documents d ON d.id = f.document_id
       ${where === '' ? '' : `WHERE ${where}`} ORDER BY ${order.sql} LIMIT ?`,
    );
    const limit = Math.max(0, Math.min(scope.limit ?? FACTS_MAX, FACTS_MAX));
    return statement.all(...all.flatMap(({ values }) => values), ...order.values, limit);
  };
}

function scopeConditions({ documentIds, mayReadInternal }: FactScope): Condition[] {
  const conditions: Condition[] = [];
  if (mayReadInternal !== true) conditions.push({ sql: "d.visibility = 'public'", values: [] });
  if (documentIds !== undefined) {
    const sql = 'f.document_id IN (SELECT value FROM json_each(?))';
    conditions.push({ sql, values: [JSON.stringify(documentIds)] });
  }
  return conditions;
}

/** Reads the people or items of an event, in the order of the source. */
export function eventParts(database: Database, table: string): (event: Row) => Row[] {
  const statement = database.prepare<unknown[], Row>(
    `SELECT * FROM ${table} WHERE event_id = ? ORDER BY start_offset, id`,
  );
  return (event) => statement.all(event.id);
}

const BOOLEANS = new Set(['counts_members', 'is_target']);
const LISTS = new Set(['kinds', 'implements', 'replaces']);
const NOT_FIELDS = /_key$|^number_head$|^(?:event_id|passage_id|quote|start_offset|end_offset)$/;

/** A row as the fact it was stored from: storeFacts() wrote only columns of F, which STRICT keeps. */
export function toFact<F>(row: Row): Stored<F> {
  return toPart<Stored<F>>(row);
}

/** A person or item of an event. */
export function toPart<P>(row: Row): P {
  const part: Record<string, unknown> = {
    evidence: {
      passageId: row.passage_id,
      quote: row.quote,
      start: row.start_offset,
      end: row.end_offset,
    },
  };
  for (const [column, value] of Object.entries(row)) {
    if (value === null || NOT_FIELDS.test(column)) continue;
    const field = column.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
    if (LISTS.has(column)) part[field] = JSON.parse(String(value));
    else part[field] = BOOLEANS.has(column) ? value === 1 : value;
  }
  return part as P;
}
