/** Which daily work was done on which day, so that no restart, clock or second process repeats it. */
import type { Database } from '../../knowledge/corpus/database.ts';

export interface DailyRuns {
  /** True for the first caller of a day ("2026-11-25"), who then does the work. */
  begin(job: string, day: string): boolean;
  /** The work failed: somebody may begin it again. */
  forget(job: string, day: string): void;
}

/** The daily runs of one bot.db. */
export function createDailyRuns(database: Database, now: () => number): DailyRuns {
  const begin = database.prepare(
    'INSERT OR IGNORE INTO daily_runs (job, day, began_at) VALUES (?, ?, ?)',
  );
  const forget = database.prepare('DELETE FROM daily_runs WHERE job = ? AND day = ?');
  return {
    begin: (job, day) => begin.run(job, day, now()).changes > 0,
    forget: (job, day) => void forget.run(job, day),
  };
}
