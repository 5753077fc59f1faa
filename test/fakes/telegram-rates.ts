/**
 * Telegram's limits on sending, as far as they are known: about one message a second per chat, 20 a
 * minute per group, 30 a second over all. Counts over sliding windows and remembers the highest rate
 * that was let through, so that a test can show it.
 */
import { Refusal } from './telegram-refusal.ts';

export interface RateLimits {
  /** Messages to one chat within ten seconds. Telegram tolerates short bursts. */
  perChatPerTenSeconds: number;
  perGroupPerMinute: number;
  perSecond: number;
}

export const TELEGRAM_LIMITS: RateLimits = {
  perChatPerTenSeconds: 10,
  perGroupPerMinute: 20,
  perSecond: 30,
};

export interface RateMeter {
  /** Counts one message, or throws a 429 with retry_after and does not count it. */
  take(chatId: number): void;
  /** The most messages within any one second so far. */
  peakPerSecond(): number;
  refusals(): number;
}

interface Window {
  key: string;
  lengthMs: number;
  max: number;
}

/** Undefined limits: nothing is refused, everything is counted. */
export function createRateMeter(limits: RateLimits | undefined): RateMeter {
  const sent = new Map<string, number[]>();
  let peak = 0;
  let refusals = 0;

  const windowsOf = (chatId: number): Window[] => {
    const all = { key: 'all', lengthMs: 1_000, max: limits?.perSecond ?? Number.POSITIVE_INFINITY };
    if (!limits) return [all];
    const chat =
      chatId < 0
        ? { lengthMs: 60_000, max: limits.perGroupPerMinute }
        : { lengthMs: 10_000, max: limits.perChatPerTenSeconds };
    return [all, { key: String(chatId), ...chat }];
  };

  return {
    take(chatId) {
      const now = performance.now();
      const windows = windowsOf(chatId);
      for (const { key, lengthMs, max } of windows) {
        const times = (sent.get(key) ?? []).filter((at) => at > now - lengthMs);
        sent.set(key, times);
        if (times.length < max) continue;
        refusals += 1;
        const waitSeconds = Math.ceil(((times[0] ?? now) + lengthMs - now) / 1_000) || 1;
        throw new Refusal(429, `Too Many Requests: retry after ${waitSeconds}`, {
          retry_after: waitSeconds,
        });
      }
      for (const { key } of windows) sent.get(key)?.push(now);
      peak = Math.max(peak, sent.get('all')?.length ?? 0);
    },
    peakPerSecond: () => peak,
    refusals: () => refusals,
  };
}
