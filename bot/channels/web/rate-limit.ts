/**
 * Token buckets, one per key. Invariant: memory is bounded; when too many keys are known the one
 * unused for longest is dropped, which can only be kinder to that key.
 */

export interface RateLimit {
  /** Takes one token; 0 when that was possible, else how many seconds until it will be. */
  waitSeconds(key: string): number;
}

const KEYS_MAX = 20_000;
const MINUTE_MS = 60_000;

/** A bucket of `burst` tokens per key, refilled evenly at `perMinute`. */
export function createRateLimit(options: {
  burst: number;
  perMinute: number;
  clock: () => Date;
}): RateLimit {
  const { burst, perMinute, clock } = options;
  const buckets = new Map<string, { tokens: number; atMs: number }>();

  return {
    waitSeconds(key) {
      const nowMs = clock().getTime();
      const bucket = buckets.get(key) ?? { tokens: burst, atMs: nowMs };
      const refill = (Math.max(0, nowMs - bucket.atMs) / MINUTE_MS) * perMinute;
      const tokens = Math.min(burst, bucket.tokens + refill);
      const taken = tokens >= 1;
      buckets.delete(key); // put back at the end: the map's order is the order of last use
      buckets.set(key, { tokens: taken ? tokens - 1 : tokens, atMs: nowMs });
      for (const oldest of buckets.keys()) {
        if (buckets.size <= KEYS_MAX) break;
        buckets.delete(oldest);
      }
      return taken ? 0 : Math.ceil(((1 - tokens) / perMinute) * 60);
    },
  };
}
