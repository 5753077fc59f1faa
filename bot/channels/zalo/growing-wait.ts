/** How long to wait for a platform whose limits are not published: longer at each refusal in a row. */

export interface GrowingWait {
  /** Milliseconds to wait after one more refusal. */
  next(): number;
  /** It went through again. */
  reset(): void;
}

const FIRST_MS = 1_000;
const MAX_MS = 60_000;

export function createGrowingWait(): GrowingWait {
  let waitMs = FIRST_MS;
  return {
    next() {
      const now = waitMs;
      waitMs = Math.min(waitMs * 2, MAX_MS);
      return now;
    },
    reset() {
      waitMs = FIRST_MS;
    },
  };
}
