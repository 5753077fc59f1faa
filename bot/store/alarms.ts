/** When staff was last told of a trouble, so that no restart or second process tells it again at once. */
import type { Database } from '../../knowledge/corpus/database.ts';

export interface Alarms {
  /** True, and noted, unless it was told of within the last `withinMs`. */
  begin(name: string, withinMs: number): boolean;
}

/** The alarms of one bot.db. */
export function createAlarms(database: Database, now: () => number): Alarms {
  const tell = database.prepare(
    `INSERT INTO alarms (name, told_at) VALUES (@name, @now)
     ON CONFLICT (name) DO UPDATE SET told_at = @now WHERE told_at <= @now - @withinMs`,
  );
  return { begin: (name, withinMs) => tell.run({ name, withinMs, now: now() }).changes > 0 };
}
