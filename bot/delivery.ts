/**
 * Sends the parts of one reply in order and says how that ended, so that the inbox knows whether to
 * try again. Invariant: a part that is known to have been sent is not sent again.
 */
import type { Channel, ChatAddress, SendOutcome } from './channels/channel.ts';

/** How working on one update ended. */
export type Settlement =
  | { end: 'done' }
  /** The platform wants a pause, or cannot be reached: nothing is wrong with the message. */
  | { end: 'wait'; afterMs: number; reason: string }
  /** An attempt failed; another one may succeed. */
  | { end: 'retry'; reason: string }
  | { end: 'give-up'; reason: string };

export interface Delivery<Part> {
  channel: Channel<Part>;
  address: ChatAddress;
  parts: readonly Part[];
  replyToMessageId?: string | undefined;
  /** Messages these parts are already (an interrupted reply). */
  sentMessageIds?: readonly string[];
  /** Messages to change into these parts, in order, instead of sending new ones (an edited question). */
  reviseMessageIds?: readonly string[];
  onSent?: (ordinal: number, messageId: string) => void;
  onUnreachable?: () => void;
  onMoved?: (toChatId: string) => void;
}

const UNAVAILABLE_WAIT_MS = 3_000;

/** Sends what is not sent yet. Stops at the first part that cannot be sent now. */
export async function deliver<Part>(delivery: Delivery<Part>): Promise<Settlement> {
  let { address } = delivery;
  const sentBefore = delivery.sentMessageIds?.length ?? 0;
  for (const [ordinal, part] of delivery.parts.entries()) {
    if (ordinal < sentBefore) continue;
    let outcome = await put(delivery, address, ordinal, part);
    if (outcome.outcome === 'moved') {
      delivery.onMoved?.(outcome.toChatId);
      address = { ...address, chatId: outcome.toChatId };
      outcome = await put(delivery, address, ordinal, part);
    }
    if (outcome.outcome !== 'sent') return settlementOf(outcome, delivery);
    delivery.onSent?.(ordinal, outcome.messageId);
  }
  return { end: 'done' };
}

async function put<Part>(
  { channel, reviseMessageIds, replyToMessageId }: Delivery<Part>,
  address: ChatAddress,
  ordinal: number,
  part: Part,
): Promise<SendOutcome> {
  const earlier = reviseMessageIds?.[ordinal];
  if (earlier !== undefined) {
    const revised = await channel.sender.revise(address, earlier, part);
    // The earlier message may be deleted or too old to change: then a new one says it.
    if (revised.outcome !== 'refused') return revised;
  }
  return channel.sender.send(address, part, ordinal === 0 ? { replyToMessageId } : {});
}

function settlementOf<Part>(
  outcome: Exclude<SendOutcome, { outcome: 'sent' }>,
  delivery: Delivery<Part>,
): Settlement {
  switch (outcome.outcome) {
    case 'rate-limited':
      return { end: 'wait', afterMs: outcome.retryAfterMs, reason: 'rate-limited' };
    case 'unavailable':
      return { end: 'wait', afterMs: UNAVAILABLE_WAIT_MS, reason: outcome.reason };
    case 'unreachable':
      delivery.onUnreachable?.();
      return { end: 'done' };
    case 'unknown':
      return { end: 'retry', reason: `unknown: ${outcome.reason}` };
    case 'moved':
      return { end: 'give-up', reason: 'moved twice' };
    case 'refused':
      return { end: 'give-up', reason: outcome.reason };
  }
}
