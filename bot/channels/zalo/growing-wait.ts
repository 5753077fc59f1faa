/**
 * How long to wait for a platform whose limits are not published: longer at each refusal in a row.
 * Refusals of messages that left together are one: only who was refused after waiting waits longer.
 */

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
  let waitsUntil = 0;
  return {
    next() {
      const now = performance.now();
      if (now < waitsUntil) return Math.ceil(waitsUntil - now);
      const thisMs = waitMs;
      waitsUntil = now + thisMs;
      waitMs = Math.min(waitMs * 2, MAX_MS);
      return thisMs;
    },
    reset() {
      if (performance.now() >= waitsUntil) waitMs = FIRST_MS;
    },
  };
}
