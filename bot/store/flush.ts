/**
 * Makes what was committed outlast a power cut, without holding up the program while the disk works: a
 * commit has its words in the write-ahead log, which only has to reach the disk.
 */
import { open } from 'node:fs/promises';

/** Resolves when everything committed before the call is on the disk; rejects when that failed. */
export type Flush = () => Promise<void>;

/** Callers that come while the disk works share the next turn. `file`: path of a database, or ':memory:'. */
export function createFlush(file: string): Flush {
  if (file === ':memory:') return async () => {};
  let current: Promise<void> | undefined;
  let next: Promise<void> | undefined;

  const sync = async () => {
    const log = await open(`${file}-wal`, 'r+');
    try {
      await log.datasync();
    } finally {
      await log.close();
    }
  };
  const run = (): Promise<void> => {
    const turn = sync().finally(() => {
      if (current === turn) current = undefined;
    });
    current = turn;
    return turn;
  };
  return () => {
    if (!current) return run();
    // The turn under way may have begun before the caller's commit.
    next ??= current
      .catch(() => {}) // its own callers are told
      .then(() => {
        next = undefined;
        return run();
      });
    return next;
  };
}
