/**
 * Shows that the bot is at work while a person waits: not for an answer that comes at once, where the
 * sign would only cost the platform a call and the person time, and again before a platform lets the
 * sign go out.
 */

/** A person who sees nothing for longer begins to wonder; answers without a chat model are faster. */
const FIRST_AFTER_MS = 300;
// Telegram shows a chat action for at most 5 s.
const REPEAT_INTERVAL_MS = 4_500;
/** The sign is a nicety: an answer does not wait longer than this for it. */
const LAST_SIGN_WAIT_MS = 500;

export interface Typing {
  /** Ends the repetition; resolves when no sign is under way that could arrive after the answer. */
  stop(): Promise<void>;
}

/** `show` must not reject. */
export function keepTyping(show: () => Promise<void>): Typing {
  let last: Promise<void> | undefined;
  let timer = setTimeout(showNow, FIRST_AFTER_MS);
  function showNow() {
    last = show();
    timer = setTimeout(showNow, REPEAT_INTERVAL_MS);
  }
  return {
    async stop() {
      clearTimeout(timer);
      if (!last) return;
      let waiting: NodeJS.Timeout | undefined;
      const limit = new Promise<void>((resolve) => {
        waiting = setTimeout(resolve, LAST_SIGN_WAIT_MS);
      });
      await Promise.race([last, limit]);
      clearTimeout(waiting);
    },
  };
}
