/**
 * Questions the bot could not answer, for staff to see what is missing. Spellings that differ only
 * in case, accents and spacing count as one question; who asked is not kept.
 */
import type { Database } from '../../knowledge/corpus/database.ts';
import { fold } from '../../knowledge/text/normalise.ts';

export interface UnansweredQuestion {
  question: string;
  times: number;
  /** Milliseconds since 1970. */
  lastAskedAt: number;
}

export interface Unanswered {
  record(question: string): void;
  /** The last asked first. */
  newest(limit: number): UnansweredQuestion[];
}

/** The unanswered questions of one bot.db. */
export function createUnanswered(database: Database, now: () => number): Unanswered {
  const upsert = database.prepare(
    `INSERT INTO unanswered (question_key, question, first_asked_at, last_asked_at)
     VALUES (@key, @question, @now, @now)
     ON CONFLICT (question_key) DO UPDATE SET times = times + 1, last_asked_at = @now`,
  );
  const newest = database.prepare<[number], UnansweredQuestion>(
    `SELECT question, times, last_asked_at AS lastAskedAt FROM unanswered
     ORDER BY last_asked_at DESC, id DESC LIMIT ?`,
  );
  return {
    record(question) {
      const key = fold(question)
        .match(/[\p{L}\d]+/gu)
        ?.join(' ');
      if (key !== undefined) upsert.run({ key, question, now: now() });
    },
    newest: (limit) => newest.all(limit),
  };
}
