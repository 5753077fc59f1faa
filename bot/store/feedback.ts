/** 👍 and 👎, one verdict per person and reply; the last one counts. */
import type { Database } from '../../knowledge/corpus/database.ts';

export type Verdict = 'up' | 'down';

export interface Feedback {
  /** Returns false when there is no such reply (any more). */
  give(replyId: number, person: string, verdict: Verdict): boolean;
  tally(replyId: number): Record<Verdict, number>;
}

/** The feedback of one bot.db. */
export function createFeedback(database: Database, now: () => number): Feedback {
  const upsert = database.prepare(
    `INSERT INTO feedback (reply_id, person, verdict, given_at)
     SELECT id, ?, ?, ? FROM replies WHERE id = ?
     ON CONFLICT (reply_id, person)
     DO UPDATE SET verdict = excluded.verdict, given_at = excluded.given_at`,
  );
  const count = database.prepare<[number], { verdict: Verdict; n: number }>(
    'SELECT verdict, COUNT(*) AS n FROM feedback WHERE reply_id = ? GROUP BY verdict',
  );
  return {
    give: (replyId, person, verdict) => upsert.run(person, verdict, now(), replyId).changes > 0,
    tally(replyId) {
      const tally = { up: 0, down: 0 };
      for (const { verdict, n } of count.all(replyId)) tally[verdict] = n;
      return tally;
    },
  };
}
