/**
 * Does one piece of work at once and then again and again: never twice at the same time, and a look
 * that fails is logged and the next one comes all the same.
 */
import { describeError, type Log } from './log.ts';

export interface Lookout {
  /** Looks now, or right after the look that is under way. Resolves when that look is over. */
  look(): Promise<void>;
  /** No further look begins. Resolves when the one under way is over. */
  stop(): Promise<void>;
}

export interface LookoutOptions {
  everyMs: number;
  /** `isStopped` tells a long work to come to its end. */
  work: (isStopped: () => boolean) => Promise<void>;
  log: Log;
  /** What the log says of a look that failed. */
  failure: string;
}

/** Starts at once. */
export function startLookout({ everyMs, work, log, failure }: LookoutOptions): Lookout {
  let current = Promise.resolve();
  let isStopped = false;
  const look = () => {
    current = current
      .then(() => (isStopped ? undefined : work(() => isStopped)))
      .catch((error) => log.error(describeError(error), failure));
    return current;
  };
  const timer = setInterval(() => void look(), everyMs);
  void look();
  return {
    look,
    async stop() {
      isStopped = true;
      clearInterval(timer);
      await current;
    },
  };
}
