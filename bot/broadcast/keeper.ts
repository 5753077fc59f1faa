/**
 * Keeps the outbox moving: begins broadcasts that are due, settles what a dead process left behind,
 * and closes broadcasts of which nothing is open any more. Every step is a transaction of its own
 * that says what it expects, so that several processes may do this at once.
 */
import { setTimeout as delay } from 'node:timers/promises';
import { describeError, type Log } from '../log.ts';
import type { BotStore } from '../store/bot-store.ts';
import type { Broadcast } from '../store/broadcasts.ts';

export interface KeeperOptions {
  store: Pick<BotStore, 'broadcasts' | 'deliveries'>;
  /** Something may be sent now. */
  onStarted: () => void;
  now: () => number;
  log: Log;
}

export interface Keeper {
  /** Looks now instead of within a second. Resolves when the look is over. */
  look(): Promise<void>;
  stop(): Promise<void>;
}

const LOOK_MS = 1_000;
/** Between two steps of a long work: answering a question takes many turns of the event loop. */
const BREATH_MS = 15;
/** News that could not be sent for so long are none any more. */
const NEWS_MAX_AGE_MS = 3 * 24 * 3_600_000;

/** Starts at once. */
export function startKeeper({ store, onStarted, now, log }: KeeperOptions): Keeper {
  const { broadcasts, deliveries } = store;
  let isStopped = false;
  let timer: NodeJS.Timeout | undefined;
  let current: Promise<void> | undefined;

  const begin = async (broadcast: Broadcast) => {
    for (;;) {
      const state = deliveries.enqueue(broadcast);
      if (state === 'running') onStarted();
      if (state !== 'more' || isStopped) return;
      await delay(BREATH_MS);
    }
  };
  const settle = async (broadcast: Broadcast) => {
    const { id, state, sendAt } = broadcast;
    const isTooOld = state === 'running' && now() - (sendAt ?? now()) > NEWS_MAX_AGE_MS;
    if (state === 'stopped' || isTooOld) {
      const reason = state === 'stopped' ? 'stopped' : 'too late';
      while (deliveries.giveUp(id, reason) > 0 && !isStopped) await delay(BREATH_MS);
    }
    if (state !== 'paused' && !deliveries.hasOpen(id)) {
      broadcasts.finish(id, deliveries.tally(id));
    }
  };
  const keep = async () => {
    try {
      const abandoned = deliveries.recover();
      if (abandoned > 0) log.warn({ abandoned }, 'deliveries interrupted by a crash are unknown');
      for (const broadcast of broadcasts.due()) await begin(broadcast);
      for (const broadcast of broadcasts.unfinished()) await settle(broadcast);
    } catch (error) {
      log.error(describeError(error), 'looking after the outbox failed');
    }
  };
  const look = async () => {
    clearTimeout(timer);
    await current;
    if (isStopped) return;
    current = keep();
    await current;
    clearTimeout(timer);
    if (!isStopped) timer = setTimeout(look, LOOK_MS);
  };
  void look();

  return {
    look,
    async stop() {
      isStopped = true;
      clearTimeout(timer);
      await current;
    },
  };
}
