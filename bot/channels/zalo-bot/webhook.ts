/**
 * Receives updates that the Bot Platform pushes. Invariant: 200 is said only after the inbox has the
 * update; nothing is read without the secret; a refused request is counted and leaves no trace else.
 */
import { describeError, type Log } from '../../log.ts';
import { isJsonRequest, isSameSecret, parseJson, readAtMost } from '../webhook-guard.ts';
import { createRefusals } from '../webhook-refusals.ts';
import type { WebhookReceiver } from '../webhook-server.ts';
import { updateOf, ZALO_BOT, type ZaloBotUpdate } from './update.ts';

const SECRET_HEADER = 'x-bot-api-secret-token';
/** Real updates are a few kilobytes. */
const BODY_BYTES_MAX = 1 << 20;

/** `store` writes durably and rejects when it cannot. */
export function createZaloBotReceiver(options: {
  secret: string;
  store: (updates: readonly ZaloBotUpdate[]) => Promise<void>;
  log: Log;
}): WebhookReceiver {
  const { secret, store, log } = options;
  const refuse = createRefusals(ZALO_BOT, log);

  return async (request) => {
    if (!isSameSecret(request.headers.get(SECRET_HEADER) ?? '', secret)) {
      return refuse(401, 'secret');
    }
    if (!isJsonRequest(request)) return refuse(415, 'content type');
    const body = await readAtMost(request, BODY_BYTES_MAX);
    if (body === undefined) return refuse(413, 'too large');
    const update = updateOf(parseJson(body));
    if (!update) return refuse(400, 'not an update');
    try {
      await store([update]);
    } catch (error) {
      log.error(describeError(error), 'a pushed update could not be stored');
      return new Response(null, { status: 503 }); // it is pushed again
    }
    return new Response(null, { status: 200 });
  };
}
