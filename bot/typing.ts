/** Shows that the bot is at work for as long as it is: platforms let the sign go out after seconds. */

// Telegram shows a chat action for at most 5 s.
const REPEAT_INTERVAL_MS = 4_500;
/** The sign is a nicety: an answer does not wait longer than this for it. */
const LAST_SIGN_WAIT_MS = 500;

export interface Typing {
  /** Ends the repetition; resolves when no sign is under way that could arrive after the answer. */
  stop(): Promise<void>;
}

/** Starts at once. `show` must not reject. */
export function keepTyping(show: () => Promise<void>): Typing {
  let last = show();
  const timer = setInterval(() => {
    last = show();
  }, REPEAT_INTERVAL_MS);
  return {
    async stop() {
      clearInterval(timer);
      let waiting: NodeJS.Timeout | undefined;
      const limit = new Promise<void>((resolve) => {
        waiting = setTimeout(resolve, LAST_SIGN_WAIT_MS);
      });
      await Promise.race([last, limit]);
      clearTimeout(waiting);
    },
  };
}
