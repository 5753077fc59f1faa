/** Waits for another process that writes the corpus, beyond what SQLite itself waits. */
import { setTimeout as sleep } from 'node:timers/promises';

const ATTEMPTS_MAX = 6;
const FIRST_WAIT_MS = 100;

/** Runs a write again while the database is busy. Rejects with its last error after ATTEMPTS_MAX. */
export async function retryWhileBusy<T>(write: () => T): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return write();
    } catch (error) {
      if (attempt === ATTEMPTS_MAX || !isBusy(error)) throw error;
      await sleep(FIRST_WAIT_MS * 2 ** attempt);
    }
  }
}

function isBusy(error: unknown): boolean {
  return (
    error instanceof Error && 'code' in error && /^SQLITE_(?:BUSY|LOCKED)/.test(String(error.code))
  );
}
