/**
 * Shows a reply while a chat model writes it. The model is quicker than a platform lets a bot be, so
 * only the newest text is shown, at most once a second, and never after the reply itself.
 */

export interface Draft {
  /** The reply as far as it is written. Never waits. */
  push(text: string): void;
  /** Shows nothing more; resolves when nothing is under way. */
  stop(): Promise<void>;
}

const SHOW_INTERVAL_MS = 1_000;

/** `show` must not reject. */
export function createDraft(show: (text: string) => Promise<void>): Draft {
  let newest: string | undefined;
  let showing: Promise<void> | undefined;
  let rest: NodeJS.Timeout | undefined;
  let isStopped = false;

  const next = () => {
    rest = undefined;
    if (isStopped || newest === undefined) return;
    const text = newest;
    newest = undefined;
    showing = show(text).then(() => {
      showing = undefined;
      rest = setTimeout(next, SHOW_INTERVAL_MS);
    });
  };

  return {
    push(text) {
      newest = text;
      if (!showing && !rest) next();
    },
    async stop() {
      isStopped = true;
      await showing;
      clearTimeout(rest);
    },
  };
}
