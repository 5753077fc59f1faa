/**
 * How often one person, or one group, may ask. Counted by the platform's time of the message, so a
 * backlog worked off after an outage is not mistaken for a flood.
 */

/** 'refuse-aloud' is the first refusal in a row, which deserves a sentence; the next ones are silent. */
export type Allowance = 'allow' | 'refuse-aloud' | 'refuse';

export interface RateLimit {
  /** `at`: milliseconds since 1970. */
  ask(key: string, at: number): Allowance;
}

const MINUTE_MS = 60_000;
// Far more people than one small machine serves in a minute; the oldest are forgotten first.
const KEYS_MAX = 20_000;

interface Bucket {
  tokens: number;
  at: number;
  wasRefused: boolean;
}

/** A bucket per key that holds `perMinute` questions and refills evenly. */
export function createRateLimit(perMinute: number): RateLimit {
  const buckets = new Map<string, Bucket>();

  return {
    ask(key, at) {
      const last = buckets.get(key) ?? { tokens: perMinute, at, wasRefused: false };
      const elapsedMs = Math.max(0, at - last.at);
      const tokens = Math.min(perMinute, last.tokens + (elapsedMs * perMinute) / MINUTE_MS);
      const isAllowed = tokens >= 1;
      buckets.delete(key); // set() alone would keep its old place in the order of forgetting
      buckets.set(key, {
        tokens: isAllowed ? tokens - 1 : tokens,
        at: Math.max(at, last.at),
        wasRefused: !isAllowed,
      });
      if (buckets.size > KEYS_MAX) buckets.delete(buckets.keys().next().value!); // not empty here
      if (isAllowed) return 'allow';
      return last.wasRefused ? 'refuse' : 'refuse-aloud';
    },
  };
}
