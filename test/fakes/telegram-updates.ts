/**
 * The update queue of the fake Bot API: long polling confirmed by `offset`, or pushes to a webhook
 * that are repeated until a 2xx comes. An update stays until it is confirmed, as at Telegram.
 */
import type { Update } from 'grammy/types';
import { Refusal } from './telegram-refusal.ts';

export interface Webhook {
  url: string;
  secret: string | undefined;
  connectionsMax: number;
}

export interface UpdateQueue {
  add(update: Omit<Update, 'update_id'>): number;
  /** One getUpdates call. `signal` ends the wait when the client goes away. */
  poll(request: PollRequest, signal: AbortSignal): Promise<Update[]>;
  setWebhook(webhook: Webhook | undefined): void;
  setAllowed(kinds: readonly string[] | undefined): void;
  webhook(): Webhook | undefined;
  pending(): readonly Update[];
  /** The last failure of a push, as getWebhookInfo reports it. */
  lastPushError(): string | undefined;
  pushes(): number;
  /** Milliseconds each successful push took to be acknowledged. */
  acknowledgeTimes(): readonly number[];
  close(): void;
}

export interface PollRequest {
  offset: number;
  limit: number;
  timeoutSeconds: number;
}

const UPDATES_KEPT_MAX = 100_000;
const PUSH_TIMEOUT_MS = 10_000;
const FIRST_UPDATE_ID = 1_000;

/** `pushRetryMs`: the first wait after a failed push; it doubles up to 16 times that. */
export function createUpdateQueue(options: { pushRetryMs: number }): UpdateQueue {
  const queue: Update[] = [];
  const pushing = new Set<number>();
  let nextId = FIRST_UPDATE_ID;
  let allowed: ReadonlySet<string> | undefined;
  let webhook: Webhook | undefined;
  let waiting: { settle: (conflict: boolean) => void } | undefined;
  let lastPushError: string | undefined;
  let pushes = 0;
  const acknowledgeTimes: number[] = [];
  let isClosed = false;

  const confirm = (offset: number) => {
    // A negative offset means "the last n", and forgets what came before.
    const from = offset < 0 ? Math.max(0, queue.length + offset) : undefined;
    const first = from ?? queue.findIndex(({ update_id }) => update_id >= offset);
    queue.splice(0, first === -1 ? queue.length : first);
  };

  async function poll({ offset, limit, timeoutSeconds }: PollRequest, signal: AbortSignal) {
    if (webhook) {
      throw new Refusal(
        409,
        "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first",
      );
    }
    waiting?.settle(true);
    if (offset !== 0) confirm(offset);
    if (queue.length === 0 && timeoutSeconds > 0) await news(timeoutSeconds * 1_000, signal);
    return queue.slice(0, limit);
  }

  function news(timeoutMs: number, signal: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      const mine = {
        settle(conflict: boolean) {
          clearTimeout(timer);
          if (waiting === mine) waiting = undefined;
          if (!conflict) return resolve();
          reject(
            new Refusal(
              409,
              'Conflict: terminated by other getUpdates request; make sure that only one bot instance is running',
            ),
          );
        },
      };
      const timer = setTimeout(() => mine.settle(false), timeoutMs);
      signal.addEventListener('abort', () => mine.settle(false), { once: true });
      waiting = mine;
    });
  }

  function push() {
    if (!webhook || isClosed) return;
    for (const update of queue) {
      if (pushing.size >= webhook.connectionsMax) return;
      if (pushing.has(update.update_id)) continue;
      pushing.add(update.update_id);
      void pushOne(update, webhook, options.pushRetryMs);
    }
  }

  async function pushOne(update: Update, to: Webhook, waitMs: number): Promise<void> {
    if (isClosed || webhook !== to) return void pushing.delete(update.update_id);
    pushes += 1;
    const pushedAt = performance.now();
    const failure = await postUpdate(update, to);
    if (failure === undefined) {
      acknowledgeTimes.push(performance.now() - pushedAt);
      // A push from before a new setWebhook may have delivered it already.
      const index = queue.findIndex(({ update_id }) => update_id === update.update_id);
      if (index !== -1) queue.splice(index, 1);
      pushing.delete(update.update_id);
      return push();
    }
    lastPushError = failure;
    const longer = Math.min(waitMs * 2, options.pushRetryMs * 16);
    setTimeout(() => void pushOne(update, to, longer), waitMs).unref();
  }

  return {
    add(update) {
      const kinds = Object.keys(update);
      if (allowed && !kinds.some((kind) => allowed?.has(kind))) return 0;
      const update_id = nextId;
      nextId += 1;
      queue.push({ update_id, ...update } as Update); // the one kind that was given
      if (queue.length > UPDATES_KEPT_MAX) queue.shift();
      waiting?.settle(false);
      push();
      return update_id;
    },
    poll,
    setWebhook(next) {
      webhook = next;
      pushing.clear();
      push();
    },
    setAllowed(kinds) {
      if (kinds) allowed = kinds.length > 0 ? new Set(kinds) : undefined;
    },
    webhook: () => webhook,
    pending: () => queue,
    lastPushError: () => lastPushError,
    pushes: () => pushes,
    acknowledgeTimes: () => acknowledgeTimes,
    close() {
      isClosed = true;
      waiting?.settle(false);
    },
  };
}

/** Undefined when the bot took it, else what went wrong. */
async function postUpdate(update: Update, { url, secret }: Webhook): Promise<string | undefined> {
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        ...(secret ? { 'x-telegram-bot-api-secret-token': secret } : {}),
      },
      body: JSON.stringify(update),
      signal: AbortSignal.timeout(PUSH_TIMEOUT_MS),
    });
    await response.arrayBuffer();
    return response.ok ? undefined : `Wrong response from the webhook: ${response.status}`;
  } catch (error) {
    return error instanceof Error ? error.message : 'Connection failed';
  }
}
