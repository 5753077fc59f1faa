/**
 * Asks Telegram for updates. Invariant: an update is in the inbox before the next request, whose
 * offset tells Telegram that it arrived; so a kill at any moment loses nothing, and what comes twice
 * is recognised by its update id.
 */
import { type Api, GrammyError, HttpError } from 'grammy';
import type { Update } from 'grammy/types';
import { describeError, type Log } from '../../log.ts';
import { sleep } from '../../sleep.ts';
import { networkReason } from './outcome.ts';
import { ALLOWED_UPDATES } from './read.ts';
import { asGrammySignal } from './sender.ts';

export interface PollingOptions {
  /** Its own timeout must be longer than POLL_SECONDS. */
  api: Api;
  /** Stores updates durably; rejects when it cannot. */
  store: (updates: readonly Update[]) => Promise<void>;
  /** May this process ask at this moment? Telegram refuses a second one. */
  mayPoll: () => boolean;
  log: Log;
  signal: AbortSignal;
}

/** How long Telegram holds a request open when nothing comes. */
export const POLL_SECONDS = 30;
const UPDATES_MAX = 100;
const NOT_MY_TURN_WAIT_MS = 1_000;
const FAILURE_WAIT_FIRST_MS = 1_000;
const FAILURE_WAIT_MAX_MS = 30_000;

/** Polls until the signal is aborted; never rejects. */
export async function pollUpdates(options: PollingOptions): Promise<void> {
  const { signal, log } = options;
  let offset = 0;
  let failureWaitMs = FAILURE_WAIT_FIRST_MS;
  while (!signal.aborted) {
    if (!options.mayPoll()) {
      await sleep(NOT_MY_TURN_WAIT_MS, signal);
      continue;
    }
    try {
      offset = await pollOnce(options, offset);
      failureWaitMs = FAILURE_WAIT_FIRST_MS;
    } catch (error) {
      if (signal.aborted) return;
      log.warn({ ...about(error) }, 'asking Telegram for updates failed');
      await sleep(retryAfterMs(error) ?? failureWaitMs, signal);
      failureWaitMs = Math.min(failureWaitMs * 2, FAILURE_WAIT_MAX_MS);
    }
  }
}

async function pollOnce({ api, store, signal }: PollingOptions, offset: number): Promise<number> {
  const updates = await api.getUpdates(
    { offset, limit: UPDATES_MAX, timeout: POLL_SECONDS, allowed_updates: ALLOWED_UPDATES },
    asGrammySignal(signal),
  );
  const last = updates.at(-1);
  if (!last) return offset;
  await store(updates);
  return last.update_id + 1;
}

function retryAfterMs(error: unknown): number | undefined {
  const seconds = error instanceof GrammyError ? error.parameters.retry_after : undefined;
  return seconds === undefined ? undefined : seconds * 1_000;
}

function about(error: unknown) {
  // 409: another program polls with this token. 401: the token was revoked.
  if (error instanceof GrammyError) return { code: error.error_code, reason: error.description };
  return error instanceof HttpError ? { reason: networkReason(error) } : describeError(error);
}
