/**
 * Sends the parts of one reply in order and says how that ended, so that the inbox knows whether to
 * try again. Invariant: a part that is known to have been sent is not sent again.
 */
import type { Channel, ChatAddress, SendOutcome } from './channels/channel.ts';
import type { SendGate } from './send-gate.ts';

/** How working on one update ended. */
export type Settlement =
  | { end: 'done' }
  /** The platform wants a pause, or cannot be reached: nothing is wrong with the message. */
  | { end: 'wait'; afterMs: number; reason: string }
  /** An attempt failed; another one may succeed. */
  | { end: 'retry'; reason: string }
  | { end: 'give-up'; reason: string };

export const DONE: Settlement = { end: 'done' };

export interface Delivery<Part> {
  channel: Channel<Part>;
  gate: SendGate;
  address: ChatAddress;
  parts: readonly Part[];
  replyToMessageId?: string | undefined;
  /** Messages these parts are already (an interrupted reply). */
  sentMessageIds?: readonly string[];
  /** Messages to change into these parts, in order, instead of sending new ones (an edited question). */
  reviseMessageIds?: readonly string[];
  onSent?: (ordinal: number, messageId: string) => void;
  /** `isLasting`: not until the person or the group does something about it. */
  onUnreachable?: (isLasting: boolean) => void;
  onMoved?: (toChatId: string) => void;
}

const UNAVAILABLE_WAIT_MS = 3_000;

/** Sends what is not sent yet. Stops at the first part that cannot be sent now. */
export async function deliver<Part>(given: Delivery<Part>): Promise<Settlement> {
  const delivery = { ...given }; // the address changes when the chat turns out to have moved
  const sentBefore = delivery.sentMessageIds?.length ?? 0;
  for (const [ordinal, part] of delivery.parts.entries()) {
    if (ordinal < sentBefore) continue;
    // The note that it was sent belongs into the gate: a crash between the two repeats the message.
    const outcome = await delivery.gate.run(async () => {
      const pausedMs = delivery.gate.pausedForMs();
      if (pausedMs > 0) return paused(pausedMs);
      const outcome = await putWhereItIs(delivery, ordinal, part);
      if (outcome.outcome === 'sent') delivery.onSent?.(ordinal, outcome.messageId);
      if (outcome.outcome === 'rate-limited' && outcome.scope === 'everyone') {
        delivery.gate.refused(outcome.retryAfterMs);
      }
      return outcome;
    });
    if (outcome.outcome !== 'sent') return settlementOf(outcome, delivery);
  }
  return DONE;
}

/** The limit for all was hit: asking again before its end would only make it longer. */
function paused(retryAfterMs: number): SendOutcome {
  return { outcome: 'rate-limited', retryAfterMs, scope: 'everyone' };
}

async function putWhereItIs<Part>(
  delivery: Delivery<Part>,
  ordinal: number,
  part: Part,
): Promise<SendOutcome> {
  const outcome = await put(delivery, ordinal, part);
  if (outcome.outcome !== 'moved') return outcome;
  delivery.onMoved?.(outcome.toChatId);
  delivery.address = { ...delivery.address, chatId: outcome.toChatId };
  return put(delivery, ordinal, part);
}

async function put<Part>(
  { channel, address, reviseMessageIds, replyToMessageId }: Delivery<Part>,
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
      delivery.onUnreachable?.(outcome.isLasting);
      return DONE;
    case 'unknown':
      return { end: 'retry', reason: `unknown: ${outcome.reason}` };
    case 'moved':
      return { end: 'give-up', reason: 'moved twice' };
    case 'refused':
      return { end: 'give-up', reason: outcome.reason };
  }
}
