/**
 * Which passages a search may look at. Visibility is closed by default: a request that names none
 * sees public documents only.
 */
import type { Database } from '../corpus/database.ts';
import type { RetrievalFilter } from './retriever.ts';

/** The passages a filter lets through. */
export interface Scope {
  /** True when every passage of the corpus is allowed, so that nothing need be tested. */
  isEverything: boolean;
  allows(passageId: number): boolean;
  /** All allowed ids when there are at most so many, else undefined. */
  idsUpTo(most: number): number[] | undefined;
}

/** A scope of at most so many passages is read at once; larger ones are tested one by one. */
const READ_AT_ONCE_MAX = 20_000;

const EVERYTHING: Scope = { isEverything: true, allows: () => true, idsUpTo: () => undefined };

/** The scope of a filter, as the corpus stands now. */
export function scopeOf(database: Database, filter: RetrievalFilter = {}): Scope {
  const { where, values } = conditionsOf(filter);
  if (isOnlyPublic(filter) && !hasHidden(database)) return EVERYTHING;
  const passages = `FROM passages p JOIN documents d ON d.id = p.document_id WHERE ${where}`;
  const listed = database
    .prepare<unknown[], number>(`SELECT p.id ${passages} LIMIT ?`)
    .pluck()
    .all(...values, READ_AT_ONCE_MAX + 1);
  if (listed.length <= READ_AT_ONCE_MAX) {
    const ids = new Set(listed);
    return {
      isEverything: false,
      allows: (id) => ids.has(id),
      idsUpTo: (most) => (listed.length <= most ? listed : undefined),
    };
  }
  const test = database.prepare<unknown[], number>(`SELECT 1 ${passages} AND p.id = ?`).pluck();
  return {
    isEverything: false,
    allows: (id) => test.get(...values, id) === 1,
    idsUpTo: () => undefined,
  };
}

function isOnlyPublic(filter: RetrievalFilter): boolean {
  const { visibilities = ['public'], ...rest } = filter;
  return (
    visibilities.includes('public') && Object.values(rest).every((value) => value === undefined)
  );
}

function hasHidden(database: Database): boolean {
  const row = database
    .prepare(`SELECT 1 FROM documents WHERE visibility = 'internal' LIMIT 1`)
    .get();
  return row !== undefined;
}

function conditionsOf(filter: RetrievalFilter): { where: string; values: (string | number)[] } {
  const conditions: string[] = [];
  const values: (string | number)[] = [];
  const among = (column: string, list: readonly (string | number)[]) => {
    conditions.push(`${column} IN (SELECT value FROM json_each(?))`);
    values.push(JSON.stringify(list));
  };
  const compare = (condition: string, value: string | undefined) => {
    if (value === undefined) return;
    conditions.push(condition);
    values.push(value);
  };
  among('d.visibility', filter.visibilities ?? ['public']);
  if (filter.kinds) among('d.kind', filter.kinds);
  if (filter.documentIds) among('d.id', filter.documentIds);
  if (filter.provinces) among(`json_extract(d.metadata, '$.province')`, filter.provinces);
  compare(`json_extract(d.metadata, '$.publishedOn') >= ?`, filter.publishedFrom);
  compare(`json_extract(d.metadata, '$.publishedOn') <= ?`, filter.publishedTo);
  return { where: conditions.join(' AND '), values };
}
