/**
 * Pushes of a fake Zalo server to the bot's webhook, in order of time and repeated after the
 * documented delays until a 2xx comes. The clock is injected, so that a test need not wait an hour.
 */

/** Zalo's waits before it repeats a push; after the last one it gives up. */
export const PUSH_RETRY_DELAYS_MS = [30_000, 300_000, 900_000, 1_800_000, 3_600_000];

export interface PushClock {
  /** Calls back after `ms` of whatever time the test keeps. */
  after(ms: number, callback: () => void): void;
}

export const REAL_CLOCK: PushClock = {
  after: (ms, callback) => void setTimeout(callback, ms).unref(),
};

/** Time that only passes when told to. */
export function createManualClock() {
  let now = 0;
  let waiting: { at: number; callback: () => void }[] = [];
  return {
    after(ms: number, callback: () => void) {
      waiting.push({ at: now + ms, callback });
    },
    pass(ms: number) {
      now += ms;
      const due = waiting.filter(({ at }) => at <= now);
      waiting = waiting.filter(({ at }) => at > now);
      for (const { callback } of due) callback();
    },
    /** Milliseconds until each waiting call, soonest first. */
    waits: () => waiting.map(({ at }) => at - now).sort((a, b) => a - b),
  };
}

export interface Pushed {
  body: string;
  /** HTTP status of every attempt; 0 when there was no answer. */
  statuses: number[];
  /** How long every attempt took. */
  tookMs: number[];
}

export interface Pusher {
  /** First attempts of one lane (a chat) are made one after the other. */
  push(lane: string, body: string, headers: Record<string, string>): Pushed;
  all: Pushed[];
  stop(): void;
}

const ANSWER_WITHIN_MS = 2_000;

/** `url` is asked at every attempt; undefined counts as an unreachable bot. */
export function createPusher(options: {
  url: () => string | undefined;
  clock: PushClock;
  delaysMs?: readonly number[];
  /** Later pushes of a lane wait until an earlier one is taken, repetitions included. */
  inOrder?: boolean;
}): Pusher {
  const { url, clock, delaysMs = PUSH_RETRY_DELAYS_MS, inOrder = false } = options;
  const all: Pushed[] = [];
  const lanes = new Map<string, Promise<void>>();
  let isStopped = false;

  const attempt = async (pushed: Pushed, headers: Record<string, string>): Promise<void> => {
    if (isStopped) return;
    const startedAt = performance.now();
    const status = await postTo(url(), pushed.body, headers);
    pushed.tookMs.push(performance.now() - startedAt);
    const failures = pushed.statuses.push(status);
    const delayMs = delaysMs[failures - 1];
    const isTaken = status >= 200 && status < 300;
    if (isTaken || delayMs === undefined) return;
    const again = new Promise<void>((resolve) => {
      clock.after(delayMs, () => void attempt(pushed, headers).then(resolve));
    });
    if (inOrder) await again;
  };

  return {
    all,
    push(lane, body, headers) {
      const pushed: Pushed = { body, statuses: [], tookMs: [] };
      all.push(pushed);
      const before = lanes.get(lane);
      lanes.set(
        lane,
        before ? before.then(() => attempt(pushed, headers)) : attempt(pushed, headers),
      );
      return pushed;
    },
    stop() {
      isStopped = true;
    },
  };
}

async function postTo(
  url: string | undefined,
  body: string,
  headers: Record<string, string>,
): Promise<number> {
  if (url === undefined) return 0;
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body,
      signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
    });
    await response.arrayBuffer();
    return response.status;
  } catch {
    return 0; // no connection, or no answer in time
  }
}
