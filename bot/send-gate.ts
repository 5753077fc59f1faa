/**
 * The one door through which a channel replies. It lets one send be under way at a time, so that a
 * crash leaves at most one message of which nobody knows whether it arrived, and a replay repeats at
 * most that one; and it keeps to the channel's pace, so that a crowd is not answered with refusals.
 * A slow network does not stop it: who has waited for `patienceMs` goes beside a send that is late.
 * What is sent to many does not pass here, but shares the pace and lets replies go first.
 */
import { setTimeout as delay } from 'node:timers/promises';
import type { Pace } from './store/paces.ts';

export interface SendGate {
  /** Runs `send` in its turn; what it resolves or rejects with is passed on. */
  run<Result>(send: () => Promise<Result>): Promise<Result>;
  /** How long the platform still wants nothing at all; 0 when it takes messages. */
  pausedForMs(): number;
  /**
   * The platform refused a reply for its limits. It may be the chat's own limit, so other replies go
   * on; what is sent to many waits in any case.
   */
  refused(retryAfterMs: number): void;
}

export interface SendGateOptions {
  now: () => number;
  pace: Pick<Pace, 'takeForReply' | 'answered' | 'pausedForMs' | 'pause'>;
  /** How long the next in line waits for a late send, counted from its own arrival. */
  patienceMs?: number;
  /** A network that takes this long for every send is slow: then a send that has is late. */
  lateAfterMs?: number;
}

/** What a person does not yet notice beside the time an answer takes. */
const PATIENCE_MS = 1_000;
/** With the patience gone, ten a second still leave over a slow network. */
const LATE_AFTER_MS = 100;
/** Over a quick one a late send is an exception, for which the order is kept longer. */
const EXCEPTION_WAIT_MS = 1_000;
/** The quickest of so many sends tells how quick the network is, however busy the machines are. */
const SENDS_REMEMBERED = 8;
/** How finely a late send is told from a busy process. */
const LOOK_INTERVAL_MS = 20;
/** A timer of an idle process is this late. */
const TIMER_SLACK_MS = 5;

export function createSendGate(options: SendGateOptions): SendGate {
  const { now, pace, patienceMs = PATIENCE_MS, lateAfterMs = LATE_AFTER_MS } = options;
  let tail: Promise<void> = Promise.resolve();
  /** The send under way that the next in line waits for. */
  let current = { startedAt: 0, ended: Promise.resolve() };
  const tookMs: number[] = [];
  const lateAfter = () =>
    Math.min(...tookMs) >= lateAfterMs && tookMs.length > 0 ? lateAfterMs : EXCEPTION_WAIT_MS;

  return {
    async run(send) {
      const arrivedAt = performance.now();
      const before = tail;
      let passOn = () => {};
      tail = new Promise((resolve) => {
        passOn = resolve;
      });
      await before;
      let startAt: number;
      try {
        const lateAt = Math.max(arrivedAt + patienceMs, current.startedAt + lateAfter());
        await endOrTime(current.ended, lateAt);
        startAt = pace.takeForReply();
      } catch (error) {
        passOn(); // a full disk must not close the door for good
        throw error;
      }
      const waitMs = startAt - now();
      if (waitMs > 0) await delay(waitMs);
      let end = () => {};
      const ended = new Promise<void>((resolve) => {
        end = resolve;
      });
      const startedAt = performance.now();
      current = { startedAt, ended };
      passOn();
      try {
        return await send();
      } finally {
        end();
        tookMs.push(performance.now() - startedAt);
        if (tookMs.length > SENDS_REMEMBERED) tookMs.shift();
        pace.answered(startAt);
      }
    },
    pausedForMs: () => pace.pausedForMs('reply'),
    refused: (retryAfterMs) => pace.pause('bulk', retryAfterMs),
  };
}

/**
 * Resolves when `ended` does, or at `atMs`. A process that was busy itself reads an answer late that
 * came in time: what it slept longer than it meant to is not counted.
 */
async function endOrTime(ended: Promise<void>, atMs: number): Promise<void> {
  let hasEnded = false;
  const end = ended.then(() => {
    hasEnded = true;
  });
  let lateAt = atMs;
  for (let now = performance.now(); now < lateAt && !hasEnded; now = performance.now()) {
    const stepMs = Math.min(LOOK_INTERVAL_MS, lateAt - now);
    await endOrTimer(end, stepMs);
    lateAt += Math.max(0, performance.now() - now - stepMs - TIMER_SLACK_MS);
  }
}

async function endOrTimer(ended: Promise<void>, ms: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const time = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, ms);
  });
  await Promise.race([ended, time]);
  clearTimeout(timer);
}
