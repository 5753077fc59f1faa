/**
 * Asks the Bot Platform for updates. It hands one out at a time and forgets it: there is no offset to
 * confirm. Invariant: what was asked for is awaited and stored, also while the program stops; so an
 * orderly stop loses nothing. A kill between Zalo's answer and the disk can lose that one update,
 * which is why a webhook is the better choice in production.
 */
import type { Log } from '../../log.ts';
import { describeError } from '../../log.ts';
import { sleep } from '../../sleep.ts';
import type { ZaloBotApi, ZaloBotResult } from './api.ts';
import { updateOf, type ZaloBotUpdate } from './update.ts';

export interface PollingOptions {
  api: ZaloBotApi;
  /** Stores updates durably; rejects when it cannot. */
  store: (updates: readonly ZaloBotUpdate[]) => Promise<void>;
  /** May this process ask at this moment? A second one would take updates away from it. */
  mayPoll: () => boolean;
  /** How long the platform holds a request open; stopping takes as long. */
  pollSeconds: number;
  log: Log;
  stopping: AbortSignal;
  ending: AbortSignal;
}

const NOTHING_CAME = 408;
const TIMEOUT_EXTRA_MS = 15_000;
const NOT_MY_TURN_WAIT_MS = 1_000;
const FAILURE_WAIT_FIRST_MS = 1_000;
const FAILURE_WAIT_MAX_MS = 30_000;
const STORE_WAIT_MS = 1_000;
/** Zalo will not give the update again: storing it is tried for longer than a disk is usually busy. */
const STORE_ATTEMPTS_MAX = 30;

/** Polls until `stopping` is aborted and the last request has ended; never rejects. */
export async function pollUpdates(options: PollingOptions): Promise<void> {
  const { api, log, stopping, ending, pollSeconds } = options;
  let failureWaitMs = FAILURE_WAIT_FIRST_MS;
  while (!stopping.aborted) {
    if (!options.mayPoll()) {
      await sleep(NOT_MY_TURN_WAIT_MS, stopping);
      continue;
    }
    const askedAt = performance.now();
    const result = await api.call(
      'getUpdates',
      { timeout: String(pollSeconds) },
      { timeoutMs: pollSeconds * 1_000 + TIMEOUT_EXTRA_MS, signal: ending },
    );
    if (result.ok) await storeResult(options, result.result);
    const hasFailed = !result.ok && result.code !== NOTHING_CAME;
    if (hasFailed) log.warn(about(result), 'asking Zalo Bot for updates failed');
    // A platform that says "nothing" at once must not be asked in a tight circle.
    const isTooQuick = !result.ok && performance.now() - askedAt < FAILURE_WAIT_FIRST_MS;
    if (hasFailed || isTooQuick) {
      await sleep(retryAfterMs(result) ?? failureWaitMs, stopping);
      failureWaitMs = Math.min(failureWaitMs * 2, FAILURE_WAIT_MAX_MS);
    } else failureWaitMs = FAILURE_WAIT_FIRST_MS;
  }
}

/** One update, by the documentation; several, should the platform change its mind. */
async function storeResult(options: PollingOptions, result: unknown): Promise<void> {
  const updates = (Array.isArray(result) ? result : [result]).flatMap((one) => updateOf(one) ?? []);
  if (updates.length === 0) return;
  for (let attempt = 1; attempt <= STORE_ATTEMPTS_MAX; attempt += 1) {
    try {
      return await options.store(updates);
    } catch (error) {
      options.log.error({ attempt, ...describeError(error) }, 'a polled update is not stored yet');
      await sleep(STORE_WAIT_MS, options.ending);
    }
  }
  options.log.error({ updates: updates.length }, 'a polled update was lost');
}

function retryAfterMs(result: ZaloBotResult): number | undefined {
  return !result.ok && result.code !== undefined ? result.retryAfterMs : undefined;
}

function about(result: ZaloBotResult) {
  if (result.ok) return {};
  return result.code === undefined
    ? { reason: result.reason }
    : { code: result.code, reason: result.description };
}
