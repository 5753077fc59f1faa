/**
 * Takes one channel's stored updates to the conversation and writes down how that ended. Invariant: an update
 * leaves the inbox only when it was answered, was not for the bot, or was given up for a reason that
 * is logged and stored.
 */
import type { Settlement } from './delivery.ts';
import { createLanes, type Lanes } from './lanes.ts';
import { describeError, type Log } from './log.ts';
import type { Inbox, InboxItem } from './store/inbox.ts';

export type InboxHandler = (item: InboxItem) => Promise<Settlement>;

export interface InboxWorkerOptions {
  inbox: Inbox;
  channel: string;
  handler: InboxHandler;
  log: Log;
  now: () => number;
  mayWork: () => boolean;
  concurrency?: number;
}

// Answering is CPU work in this process; what runs side by side is mostly waiting for the network.
const CONCURRENCY = 16;
/**
 * A send whose response was lost is tried again: an answer twice is a nuisance, none at all is a
 * failure. Five attempts at 0, 1, 5, 21 and 85 s outlast a network that drops for a minute.
 */
const ATTEMPTS_MAX = 5;
const RETRY_AFTER_MS = 1_000;
const RETRY_GROWTH = 4;
/** Longest that one update keeps its chat waiting for a platform that is down or limits the bot. */
const WAITING_MAX_MS = 24 * 3_600_000;

/** Starts working at the first wake(). */
export function createInboxWorker(options: InboxWorkerOptions): Lanes {
  const { inbox, channel, handler, log, now } = options;

  const work = async (item: InboxItem) => {
    const startedAt = now();
    const settlement = await handle(handler, item, log);
    const about = { update: item.id, channel, tookMs: now() - startedAt };
    if (settlement.end === 'done') log.debug(about, 'update worked off');
    else
      log.warn({ ...about, end: settlement.end, reason: settlement.reason }, 'update not finished');
    try {
      settle(item, settlement);
    } catch (error) {
      log.error({ ...about, ...describeError(error) }, 'the inbox could not be written');
      throw error;
    }
  };
  const settle = (item: InboxItem, settlement: Settlement) => {
    if (settlement.end === 'done') {
      inbox.done(item.id);
    } else if (settlement.end === 'wait' && now() - item.receivedAt < WAITING_MAX_MS) {
      inbox.postpone(item.id, now() + settlement.afterMs, false);
    } else if (settlement.end === 'retry' && item.attempts + 1 < ATTEMPTS_MAX) {
      inbox.postpone(item.id, now() + RETRY_AFTER_MS * RETRY_GROWTH ** item.attempts, true);
    } else {
      inbox.fail(item.id, settlement.reason);
    }
  };

  return createLanes({
    source: inbox.waiting(channel),
    work,
    concurrency: options.concurrency ?? CONCURRENCY,
    now,
    mayWork: options.mayWork,
  });
}

async function handle(handler: InboxHandler, item: InboxItem, log: Log): Promise<Settlement> {
  try {
    return await handler(item);
  } catch (error) {
    log.error({ update: item.id, ...describeError(error) }, 'working on an update failed');
    return { end: 'retry', reason: 'error' };
  }
}
