/** What goes wrong at a platform, at random, and how fast it was written to all the while. */
import type { Failure } from '../fakes/telegram-server.ts';
import type { ZaloFailure } from '../fakes/zalo-http.ts';

/** Shares of all requests. */
export interface Shares {
  /** Of the people: they blocked the bot. */
  blocked: number;
  limited: number;
  serverError: number;
  /** The connection breaks; nothing was done. */
  reset: number;
  /** Done, but the answer comes after the bot's patience. */
  timeout: number;
  /** Done, but the answer is lost. */
  lost: number;
}

export const NO_TROUBLE: Shares = {
  blocked: 0,
  limited: 0,
  serverError: 0,
  reset: 0,
  timeout: 0,
  lost: 0,
};

/** Every kind the issue names; timeouts are few because each takes 20 seconds. */
export const ALL_TROUBLE: Shares = {
  blocked: 0.03,
  limited: 0.001,
  serverError: 0.02,
  reset: 0.005,
  timeout: 0.002,
  lost: 0.01,
};

export interface Trouble {
  telegramFailure(chatId: string): Failure | undefined;
  zaloFailure(chatId: string): ZaloFailure | undefined;
  /** Chats of which the bot cannot know: the answer was lost, late, or the connection broke. */
  unknowable: Set<string>;
  /** The most requests within any second. */
  peakPerSecond(): number;
  /**
   * Requests over what was allowed, from the first to the last chat's first request; the pauses after
   * a 429 do not count as allowed.
   */
  shareUsed(perSecond: number): number;
}

/** Longer than the bot waits for an answer. */
const LATE_MS = 25_000;
const RETRY_AFTER_SECONDS = 1;
type Kind = 'limited' | 'serverError' | 'reset' | 'timeout' | 'lost';

export function createTrouble(shares: Shares): Trouble {
  const requestedAt: number[] = [];
  const limitedAt: number[] = [];
  const seen = new Set<string>();
  const unknowable = new Set<string>();
  let lastNewAt = 0;

  const draw = (chatId: string): Kind | undefined => {
    const now = performance.now();
    requestedAt.push(now);
    if (!seen.has(chatId)) lastNewAt = now;
    seen.add(chatId);
    let at = Math.random();
    for (const kind of ['limited', 'serverError', 'reset', 'timeout', 'lost'] as const) {
      at -= shares[kind];
      if (at >= 0) continue;
      if (kind === 'limited') limitedAt.push(now);
      if (kind !== 'limited' && kind !== 'serverError') unknowable.add(chatId);
      return kind;
    }
    return undefined;
  };

  return {
    unknowable,
    telegramFailure(chatId) {
      const kind = draw(chatId);
      switch (kind) {
        case undefined:
          return undefined;
        case 'limited': {
          const description = `Too Many Requests: retry after ${RETRY_AFTER_SECONDS}`;
          return { kind: 'error', code: 429, description, retryAfter: RETRY_AFTER_SECONDS };
        }
        case 'serverError':
          return { kind: 'error', code: 500, description: 'Internal Server Error' };
        case 'reset':
          return { kind: 'reset' };
        case 'timeout':
          return { kind: 'slow', ms: LATE_MS };
        case 'lost':
          return { kind: 'lost-response' };
      }
    },
    zaloFailure(chatId) {
      const kind = draw(chatId);
      switch (kind) {
        case undefined:
          return undefined;
        case 'limited':
          return { kind: 'error', code: 429, description: 'Quota exceeded' };
        case 'serverError':
          return { kind: 'page', status: 502 };
        case 'reset':
          return { kind: 'reset' };
        case 'timeout':
          return { kind: 'slow', ms: LATE_MS };
        case 'lost':
          return { kind: 'lost-response' };
      }
    },
    peakPerSecond() {
      let peak = 0;
      let first = 0;
      for (const [i, at] of requestedAt.entries()) {
        while ((requestedAt[first] ?? at) <= at - 1_000) first += 1;
        peak = Math.max(peak, i - first + 1);
      }
      return peak;
    },
    shareUsed(perSecond) {
      const startedAt = requestedAt[0] ?? 0;
      const inTime = requestedAt.filter((at) => at <= lastNewAt).length;
      const pausedMs = unionMs(
        limitedAt.map((at) => [at, Math.min(at + RETRY_AFTER_SECONDS * 1_000, lastNewAt)]),
      );
      return inTime / (((lastNewAt - startedAt - pausedMs) / 1_000) * perSecond);
    },
  };
}

/** How long the spans take together; ordered by their beginning. */
function unionMs(spans: readonly (readonly [number, number])[]): number {
  let sum = 0;
  let until = 0;
  for (const [from, to] of spans) {
    sum += Math.max(0, to - Math.max(from, until));
    until = Math.max(until, to);
  }
  return sum;
}
