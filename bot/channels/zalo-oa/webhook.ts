/**
 * Receives the Official Account's events. Invariant: 200 is said only after the inbox has the event;
 * nothing is stored without a fresh signature over these very bytes; a refused request is counted.
 * A repetition of a request is recognised by the inbox and changes nothing.
 */
import { z } from 'zod';
import { describeError, type Log } from '../../log.ts';
import { isJsonRequest, parseJson, readAtMost } from '../webhook-guard.ts';
import { createRefusals } from '../webhook-refusals.ts';
import type { WebhookReceiver } from '../webhook-server.ts';
import { eventOf, isOfInterest, type OaEvent, ZALO_OA } from './event.ts';
import { type SignatureVariant, signatureVariant } from './signature.ts';

const SIGNATURE_HEADER = 'x-zevent-signature';
/** Real events are a few kilobytes. */
const BODY_BYTES_MAX = 1 << 20;
/** Zalo's last repetition comes 1 h 50 min 30 s after the event. */
const AGE_MAX_MS = 3 * 3_600_000;
const CLOCKS_DIFFER_MAX_MS = 10 * 60_000;

const signedPart = z.looseObject({
  timestamp: z.union([z.string(), z.number()]).transform(String),
});

export interface OaReceiverOptions {
  appId: string;
  oaSecret: string;
  /** Writes durably and rejects when it cannot. */
  store: (event: OaEvent) => Promise<void>;
  now: () => number;
  log: Log;
}

export function createOaReceiver(options: OaReceiverOptions): WebhookReceiver {
  const { store, now, log } = options;
  let lastVariant: SignatureVariant | undefined;
  const refuse = createRefusals(ZALO_OA, log);

  return async (request) => {
    const header = request.headers.get(SIGNATURE_HEADER);
    if (header === null) return refuse(401, 'no signature');
    if (!isJsonRequest(request)) return refuse(415, 'content type');
    const body = await readAtMost(request, BODY_BYTES_MAX);
    if (body === undefined) return refuse(413, 'too large');
    const parsed = parseJson(body);
    const variant = variantOf(header, body, parsed, options);
    if (!variant) return refuse(401, 'signature');
    if (variant !== lastVariant) log.info({ variant }, 'how Zalo signs events');
    lastVariant = variant;
    const event = eventOf(parsed);
    if (!event) return refuse(400, 'not an event');
    const ageMs = now() - event.timestamp;
    if (ageMs > AGE_MAX_MS || ageMs < -CLOCKS_DIFFER_MAX_MS) return refuse(401, 'too old');
    if (!isOfInterest(event)) return new Response(null, { status: 200 });
    try {
      await store(event);
    } catch (error) {
      log.error(describeError(error), 'a pushed event could not be stored');
      return new Response(null, { status: 503 }); // it is pushed again
    }
    return new Response(null, { status: 200 });
  };
}

function variantOf(
  header: string,
  body: Buffer,
  parsed: unknown,
  secrets: { appId: string; oaSecret: string },
): SignatureVariant | undefined {
  const timestamp = signedPart.safeParse(parsed).data?.timestamp;
  if (timestamp === undefined) return undefined;
  const event = eventOf(parsed);
  const accountIds = [event?.oa_id, event?.recipient?.id].filter((id) => id !== undefined);
  return signatureVariant(header, { body, timestamp, accountIds }, secrets);
}
