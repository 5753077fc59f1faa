/**
 * Lets one send of a channel be under way at a time, so that a crash leaves at most one message of
 * which nobody knows whether it arrived, and a replay repeats at most that one. A send that the
 * network makes slow does not hold up the others: after `holdMaxMs` the next one starts beside it.
 */

export interface SendGate {
  /** Runs `send` in its turn; what it resolves or rejects with is passed on. */
  run<Result>(send: () => Promise<Result>): Promise<Result>;
}

/** On a usual connection a send takes less than this, and at least ten a second leave in any case. */
const HOLD_MAX_MS = 100;

export function createSendGate(holdMaxMs = HOLD_MAX_MS): SendGate {
  let previous: Promise<void> = Promise.resolve();

  return {
    async run(send) {
      const before = previous;
      let release = () => {};
      previous = new Promise((resolve) => {
        release = resolve;
      });
      await before;
      const timer = setTimeout(release, holdMaxMs);
      try {
        return await send();
      } finally {
        clearTimeout(timer);
        release();
      }
    },
  };
}
