/**
 * Receives updates that Telegram pushes. Invariant: 200 is said only after the inbox has the update,
 * since Telegram repeats everything else; and nothing is read without the secret.
 */
import { createHash, timingSafeEqual } from 'node:crypto';
import type { Update } from 'grammy/types';
import { z } from 'zod';
import { describeError, type Log } from '../../log.ts';
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
  let refused = 0;
  const refuse = (status: number, reason: string) => {
    refused += 1;
    log.warn({ status, reason, refused }, 'a webhook request was refused');
    return new Response(null, { status });
  };

  return async (request) => {
    if (!isEqual(request.headers.get(SECRET_HEADER) ?? '', secret)) return refuse(401, 'secret');
    if (!/^application\/json\b/i.test(request.headers.get('content-type') ?? '')) {
      return refuse(415, 'content type');
    }
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

/** Equal hashes have equal length, so the comparison tells nothing about the secret's. */
function isEqual(given: string, secret: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(given), digest(secret));
}

async function readAtMost(request: Request, bytesMax: number): Promise<string | undefined> {
  if (Number(request.headers.get('content-length') ?? 0) > bytesMax) return undefined;
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of request.body ?? []) {
    bytes += chunk.byteLength;
    if (bytes > bytesMax) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function parse(body: string): Update | undefined {
  try {
    const parsed = updateSchema.safeParse(JSON.parse(body));
    return parsed.success ? (parsed.data as unknown as Update) : undefined; // read.ts checks the rest
  } catch {
    return undefined; // not JSON: the caller answers 400
  }
}
