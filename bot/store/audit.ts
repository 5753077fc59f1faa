/**
 * What staff and owners did with what only they may do: who, what, when and on what. Append-only; ids
 * and names of actions, never what somebody wrote.
 */
import type { Database } from '../../knowledge/corpus/database.ts';

export interface AuditEntry {
  /** "telegram:123". */
  who: string;
  /** A row of the permission table. */
  what: string;
  /** Ids ("broadcastId 12"), or ''. */
  target: string;
  outcome: 'allowed' | 'refused';
}

export interface Audit {
  record(entry: AuditEntry): void;
  /** Newest first. */
  newest(limit: number): (AuditEntry & { at: number })[];
}

/** The audit log of one bot.db. */
export function createAudit(database: Database, now: () => number): Audit {
  const insert = database.prepare(
    'INSERT INTO audit (who, what, target, outcome, at) VALUES (@who, @what, @target, @outcome, @at)',
  );
  const newest = database.prepare<[number], AuditEntry & { at: number }>(
    'SELECT who, what, target, outcome, at FROM audit ORDER BY id DESC LIMIT ?',
  );
  return {
    record: (entry) => void insert.run({ ...entry, at: now() }),
    newest: (limit) => newest.all(limit),
  };
}
