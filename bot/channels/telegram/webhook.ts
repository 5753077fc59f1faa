/**
 * Receives updates that Telegram pushes. Invariant: 200 is said only after the inbox has the update,
 * since Telegram repeats everything else; and nothing is read without the secret.
 */
import type { Update } from 'grammy/types';
import { z } from 'zod';
import { describeError, type Log } from '../../log.ts';
import { isJsonRequest, isSameSecret, parseJson, readAtMost } from '../webhook-guard.ts';
import { createRefusals } from '../webhook-refusals.ts';
import type { WebhookReceiver } from '../webhook-server.ts';

const SECRET_HEADER = 'x-telegram-bot-api-secret-token';

/** Real updates are a few kilobytes. */
const BODY_BYTES_MAX = 1 << 20;
const updateSchema = z.looseObject({ update_id: z.int().nonnegative() });

/** `store` writes durably and rejects when it cannot. */
export function createTelegramReceiver(options: {
  secret: string;
  store: (updates: readonly Update[]) => Promise<void>;
  log: Log;
}): WebhookReceiver {
  const { secret, store, log } = options;
  const refuse = createRefusals('telegram', log);

  return async (request) => {
    if (!isSameSecret(request.headers.get(SECRET_HEADER) ?? '', secret)) {
      return refuse(401, 'secret');
    }
    if (!isJsonRequest(request)) return refuse(415, 'content type');
    const body = await readAtMost(request, BODY_BYTES_MAX);
    if (body === undefined) return refuse(413, 'too large');
    const update = parse(body);
    if (!update) return refuse(400, 'not an update');
    try {
      await store([update]);
    } catch (error) {
      log.error(describeError(error), 'a pushed update could not be stored');
      return new Response(null, { status: 503 }); // Telegram will push it again
    }
    return new Response(null, { status: 200 });
  };
}

function parse(body: Buffer): Update | undefined {
  const parsed = updateSchema.safeParse(parseJson(body));
  return parsed.success ? (parsed.data as unknown as Update) : undefined; // read.ts checks the rest
}
