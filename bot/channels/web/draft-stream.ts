/**
 * A reply over one HTTP response: plain JSON when the reply comes at once, and lines of JSON
 * ({"draft": …} …, then {"reply": …}) when a chat model is still writing. Drafts are the whole text
 * so far, so those that come faster than they are sent are simply skipped.
 */
import type { Context } from 'hono';
import { stream } from 'hono/streaming';
import type { PageReply } from './ask.ts';

/** About as often as a person sees text grow; each draft repeats the whole text. */
const DRAFT_INTERVAL_MS = 80;

export interface DraftFeed {
  push(text: string): void;
  /** The newest draft not yet taken; waits for one. */
  next(): Promise<string>;
}

export function createDraftFeed(): DraftFeed {
  let newest: string | undefined;
  let wake: (() => void) | undefined;
  return {
    push(text) {
      newest = text;
      wake?.();
    },
    async next() {
      while (newest === undefined) {
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
      const text = newest;
      newest = undefined;
      return text;
    },
  };
}

type Step = { reply: PageReply } | { draft: string };

/** Answers the request with `reply`, streaming when a draft comes first. */
export async function sendReply(
  c: Context,
  reply: Promise<PageReply>,
  drafts: DraftFeed,
): Promise<Response> {
  const finished = reply.then((value): Step => ({ reply: value }));
  const nextStep = () => Promise.race([finished, drafts.next().then((draft): Step => ({ draft }))]);

  let step = await nextStep();
  if ('reply' in step) return c.json(step);
  c.header('content-type', 'application/x-ndjson; charset=utf-8');
  c.header('x-accel-buffering', 'no'); // asks a proxy in front to pass each line on at once
  return stream(c, async (out) => {
    while (!out.aborted) {
      await out.write(`${JSON.stringify(step)}\n`);
      if ('reply' in step) return;
      await out.sleep(DRAFT_INTERVAL_MS);
      step = await nextStep();
    }
  });
}
