/**
 * Sends the due deliveries of one channel, evenly and never faster than its pace. What is to be sent
 * stands in bot.db: several of these, in several processes, share it. Invariant: a delivery is sent
 * only after this process has claimed it, and its claim is settled whatever happens.
 */
import type { Channel, ChatAddress, SendOutcome } from '../channels/channel.ts';
import { describeError, type Log } from '../log.ts';
import type { BotStore } from '../store/bot-store.ts';
import type { ClaimedDelivery } from '../store/deliveries.ts';
import type { Pace } from '../store/paces.ts';
import { announcementOf } from './announcement.ts';
import { endOf } from './delivery-end.ts';

export interface BulkSenderOptions<Part> {
  channel: Channel<Part>;
  store: Pick<
    BotStore,
    'broadcasts' | 'deliveries' | 'subscribers' | 'chats' | 'flush' | 'database'
  >;
  pace: Pace;
  /** When the quiet hours that this moment falls into are over; undefined when nothing is quiet. */
  quietUntil: (at: number) => number | undefined;
  timeZone: string;
  now: () => number;
  log: Log;
}

export interface BulkSender {
  /** Looks at the outbox now instead of within a second. */
  wake(): void;
  /** Begins nothing new and resolves when what was begun is settled. */
  stop(): Promise<void>;
}

/** Other processes and staff put things into the outbox: looked at even when nobody wakes. */
const LOOK_MS = 1_000;
const SOONEST_MS = 1;
const NOT_BEGUN = {
  state: 'retry',
  afterMs: LOOK_MS,
  countsAttempt: false,
  reason: 'not begun',
} as const;
/** Sends that wait for a slow platform; more would only pile up. */
const UNDER_WAY_MAX = 200;
/** So many failures in a row are not the messages' fault. */
const DOWN_AFTER_FAILURES = 10;
const DOWN_FIRST_MS = 1_000;
const DOWN_MAX_MS = 60_000;

/** Starts at once. */
export function startBulkSender<Part>(options: BulkSenderOptions<Part>): BulkSender {
  const { channel, store, pace, quietUntil, now, log } = options;
  const underWay = new Set<Promise<void>>();
  const health = createHealth(pace);
  let timer: NodeJS.Timeout | undefined;
  let isStopped = false;

  const settle = store.database.transaction(
    (claimed: ClaimedDelivery, startAt: number, outcome: SendOutcome, partsLeft: number) => {
      pace.answered(startAt);
      noteChat(options, addressOf(claimed), outcome);
      const { attempts } = claimed;
      const isPlatformDown = health.isDown();
      store.deliveries.settle(claimed, endOf(outcome, { attempts, partsLeft, isPlatformDown }));
    },
  );
  const send = async (claimed: ClaimedDelivery, startAt: number, onDisk: Promise<boolean>) => {
    const isOnDisk = await onDisk;
    if (!isOnDisk || !store.deliveries.isWanted(claimed)) {
      // The next look finds out why.
      pace.answered(startAt);
      store.deliveries.settle(claimed, NOT_BEGUN);
      return;
    }
    const { outcome, partsLeft } = await attempt(options, claimed, addressOf(claimed));
    health.note(outcome, claimed.kind);
    settle.immediate(claimed, startAt, outcome, partsLeft);
  };
  const start = (claimed: ClaimedDelivery, startAt: number, onDisk: Promise<boolean>) => {
    const run = send(claimed, startAt, onDisk)
      .catch((error) => {
        // Not settled: after a while the claim counts as abandoned, and the delivery as unknown.
        const { broadcastId, subscriberId } = claimed;
        log.error({ broadcastId, subscriberId, ...describeError(error) }, 'a delivery not settled');
      })
      .finally(() => underWay.delete(run));
    underWay.add(run);
  };
  /** Begins what may be begun; milliseconds until the next look. */
  const begin = (): number => {
    const quiet = quietUntil(now());
    if (quiet !== undefined) return LOOK_MS;
    const pausedMs = pace.pausedForMs('bulk');
    if (pausedMs > 0) return Math.min(pausedMs, LOOK_MS);
    const places = UNDER_WAY_MAX - underWay.size;
    const waitMs = pace.bulkWaitMs();
    if (waitMs > 0) return Math.min(LOOK_MS, Math.max(SOONEST_MS, Math.ceil(waitMs)));
    /** Stays undefined when nothing is due. */
    let startAt: number | undefined;
    const claimed = store.deliveries.claim(channel.name, places, (wanted) => {
      const taken = pace.takeForBulk(wanted);
      startAt = taken.at;
      return taken.n;
    });
    if (startAt === undefined) return LOOK_MS;
    const onDisk = flushed(options);
    for (const each of claimed) start(each, startAt, onDisk);
    return Math.min(LOOK_MS, Math.max(SOONEST_MS, Math.ceil(pace.bulkWaitMs())));
  };
  const look = () => {
    clearTimeout(timer);
    if (isStopped) return;
    let nextMs = LOOK_MS;
    try {
      nextMs = begin();
    } catch (error) {
      log.error(describeError(error), 'the outbox could not be read or written');
    }
    timer = setTimeout(look, nextMs);
  };
  look();

  return {
    wake: look,
    async stop() {
      isStopped = true;
      clearTimeout(timer);
      await Promise.all(underWay);
    },
  };
}

async function flushed<Part>({ store, log }: BulkSenderOptions<Part>): Promise<boolean> {
  try {
    await store.flush();
    return true;
  } catch (error) {
    log.error(describeError(error), 'the disk did not take what is about to be sent');
    return false;
  }
}

function addressOf({ chatId, threadId, kind }: ClaimedDelivery): ChatAddress {
  return { chatId, kind, ...(threadId ? { threadId } : {}) };
}

async function attempt<Part>(
  { channel, store, timeZone, log }: BulkSenderOptions<Part>,
  { broadcastId, partsSent }: ClaimedDelivery,
  address: ChatAddress,
): Promise<{ outcome: SendOutcome; partsLeft: number }> {
  const broadcast = store.broadcasts.get(broadcastId);
  if (!broadcast) return { outcome: { outcome: 'refused', reason: 'no content' }, partsLeft: 0 };
  const parts = channel.format.layOut(announcementOf(broadcast, timeZone), address);
  const part = parts[partsSent];
  if (part === undefined) return { outcome: { outcome: 'sent', messageId: '' }, partsLeft: 0 };
  try {
    const outcome = await channel.sender.send(address, part, {});
    return { outcome, partsLeft: parts.length - partsSent - 1 };
  } catch (error) {
    log.error({ broadcastId, ...describeError(error) }, 'sending failed in an unforeseen way');
    return { outcome: { outcome: 'unknown', reason: 'error' }, partsLeft: 0 };
  }
}

/** What a send tells about the chat itself. */
function noteChat<Part>(
  { channel, store }: BulkSenderOptions<Part>,
  { chatId }: ChatAddress,
  outcome: SendOutcome,
): void {
  if (outcome.outcome === 'moved') store.chats.move(channel.name, chatId, outcome.toChatId);
  if (outcome.outcome !== 'unreachable' || !outcome.isLasting) return;
  store.chats.markUnreachable(channel.name, chatId);
  store.subscribers.deactivate(channel.name, chatId, 'unreachable');
}

/** Pauses when the platform says so, and with growing waits when it does not answer at all. */
function createHealth(pace: Pace) {
  let failures = 0;
  let downMs = DOWN_FIRST_MS;
  return {
    isDown: () => failures >= DOWN_AFTER_FAILURES,
    note(outcome: SendOutcome, kind: ChatAddress['kind']) {
      if (outcome.outcome === 'rate-limited' && outcome.scope !== 'chat') {
        // A group has a limit of its own, for which nobody's question should wait.
        const isForAll = outcome.scope === 'everyone' && kind === 'private';
        pace.pause(isForAll ? 'everyone' : 'bulk', outcome.retryAfterMs);
      }
      if (outcome.outcome !== 'unavailable') {
        failures = 0;
        downMs = DOWN_FIRST_MS;
        return;
      }
      failures += 1;
      if (failures % DOWN_AFTER_FAILURES !== 0) return;
      pace.pause('bulk', downMs);
      downMs = Math.min(downMs * 2, DOWN_MAX_MS);
    },
  };
}
