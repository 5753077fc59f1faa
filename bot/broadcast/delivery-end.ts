/**
 * What the outcome of a send means for a delivery. Invariant: what may have arrived is never sent
 * again by itself, and what certainly did not arrive is tried again as long as that makes sense.
 */
import type { SendOutcome } from '../channels/channel.ts';
import type { DeliveryEnd } from '../store/deliveries.ts';

/** At 1, 3, 9 … 729 s: a quarter of an hour in all, in which most troubles of a platform end. */
const ATTEMPTS_MAX = 7;
const RETRY_AFTER_MS = 1_000;
const RETRY_GROWTH = 3;
/** The next message of the same broadcast keeps to one a second in a chat. */
const NEXT_PART_MS = 1_100;
/** A platform's sentence, as it stands in the report. */
const REASON_MAX = 200;

export interface Attempt {
  /** Failed ones before this. */
  attempts: number;
  /** Messages of the broadcast that follow the one just sent. */
  partsLeft: number;
  /** Nothing reaches the platform at present, so that this attempt proves nothing. */
  isPlatformDown: boolean;
}

export function endOf(outcome: SendOutcome, attempt: Attempt): DeliveryEnd {
  switch (outcome.outcome) {
    case 'sent':
      return attempt.partsLeft > 0
        ? { state: 'next-part', afterMs: NEXT_PART_MS }
        : { state: 'delivered' };
    case 'rate-limited':
      return retry(outcome.retryAfterMs, false, 'rate-limited');
    case 'moved':
      return attempt.attempts < ATTEMPTS_MAX
        ? retry(0, true, 'moved')
        : { state: 'failed', reason: 'moved too often' };
    case 'unavailable':
      if (attempt.isPlatformDown) return retry(RETRY_AFTER_MS, false, reasonOf(outcome));
      return attempt.attempts < ATTEMPTS_MAX
        ? retry(RETRY_AFTER_MS * RETRY_GROWTH ** attempt.attempts, true, reasonOf(outcome))
        : { state: 'failed', reason: reasonOf(outcome) };
    case 'unreachable':
      return { state: 'unreachable', reason: reasonOf(outcome) };
    case 'unknown':
      return { state: 'unknown', reason: reasonOf(outcome) };
    case 'refused':
      return { state: 'failed', reason: reasonOf(outcome) };
  }
}

function retry(afterMs: number, countsAttempt: boolean, reason: string): DeliveryEnd {
  return { state: 'retry', afterMs, countsAttempt, reason };
}

function reasonOf({ reason }: { reason: string }): string {
  return reason.slice(0, REASON_MAX);
}
