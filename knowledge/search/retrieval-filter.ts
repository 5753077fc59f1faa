/**
 * Which documents a search may look at. Visibility is closed by default: a request that names none
 * sees public documents only.
 */
import type { Database } from '../corpus/database.ts';
import type { RetrievalFilter } from './retriever.ts';

/** The passages a filter lets through. */
export interface Scope {
  allows(passageId: number): boolean;
  /** True when every passage of the corpus is allowed, so that nothing need be tested. */
  isEverything: boolean;
  size: number;
}

/** Reads which passages pass the filter. Costs one query over documents. */
export function scopeOf(database: Database, filter: RetrievalFilter = {}): Scope {
  const conditions: string[] = [];
  const values: (string | number)[] = [];
  const among = (column: string, list: readonly (string | number)[]) => {
    conditions.push(`${column} IN (SELECT value FROM json_each(?))`);
    values.push(JSON.stringify(list));
  };
  among('d.visibility', filter.visibilities ?? ['public']);
  if (filter.kinds) among('d.kind', filter.kinds);
  if (filter.documentIds) among('d.id', filter.documentIds);
  if (filter.provinces) among(`json_extract(d.metadata, '$.province')`, filter.provinces);
  if (filter.publishedFrom !== undefined) {
    conditions.push(`json_extract(d.metadata, '$.publishedOn') >= ?`);
    values.push(filter.publishedFrom);
  }
  if (filter.publishedTo !== undefined) {
    conditions.push(`json_extract(d.metadata, '$.publishedOn') <= ?`);
    values.push(filter.publishedTo);
  }
  const where = conditions.join(' AND ');
  const hidden = database
    .prepare<unknown[], { n: number }>(
      `SELECT count(*) AS n FROM documents d WHERE (${where}) IS NOT TRUE`,
    )
    .get(...values)!.n;
  if (hidden === 0) {
    const { n } = database.prepare<[], { n: number }>('SELECT count(*) AS n FROM passages').get()!;
    return { allows: () => true, isEverything: true, size: n };
  }
  const ids = new Set(
    database
      .prepare<unknown[], number>(
        `SELECT p.id FROM passages p JOIN documents d ON d.id = p.document_id WHERE ${where}`,
      )
      .pluck()
      .all(...values),
  );
  return { allows: (id) => ids.has(id), isEverything: false, size: ids.size };
}
