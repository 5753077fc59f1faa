/**
 * What the Bot API's refusals and a network's failures mean for a message. Invariant: 'rate-limited',
 * 'unreachable', 'unavailable' and 'refused' mean that nothing was sent; when that is not certain the
 * outcome is 'unknown'.
 */
import { GrammyError, HttpError } from 'grammy';
import type { SendOutcome } from '../channel.ts';

// When Telegram limits without saying for how long.
const RETRY_AFTER_DEFAULT_MS = 5_000;
const ALREADY_SO = /message is not modified/i;
// The far side of these was never reached.
const NOT_CONNECTED = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH']);
const GONE =
  /bot was blocked|user is deactivated|chat not found|bot was kicked|bot can't initiate|not enough rights|have no rights|CHAT_WRITE_FORBIDDEN|group chat was deleted|PEER_ID_INVALID|TOPIC_CLOSED/i;

/** A Bot API server from before a method says 404; some that stand in for one say 400. */
export function isUnknownMethod({ error_code: code, description }: GrammyError): boolean {
  return code === 404 || (code === 400 && /method (?:not found|is not)/i.test(description));
}

/** What a failed call means. `messageId` is given when the call changed a message. */
export function outcomeOf(error: unknown, messageId?: string): SendOutcome {
  if (error instanceof GrammyError) return refusalOf(error, messageId);
  if (error instanceof HttpError) {
    const reason = networkReason(error);
    return { outcome: NOT_CONNECTED.has(reason) ? 'unavailable' : 'unknown', reason };
  }
  throw error;
}

/** ECONNREFUSED and the like; the rest of such an error can hold the address with the token. */
export function networkReason({ error }: HttpError): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'no response';
}

function refusalOf(error: GrammyError, messageId: string | undefined): SendOutcome {
  const { error_code: code, description, parameters } = error;
  if (parameters.migrate_to_chat_id !== undefined) {
    return { outcome: 'moved', toChatId: String(parameters.migrate_to_chat_id) };
  }
  if (code === 429) {
    const seconds = parameters.retry_after;
    return {
      outcome: 'rate-limited',
      retryAfterMs: seconds === undefined ? RETRY_AFTER_DEFAULT_MS : seconds * 1_000,
      scope: 'everyone',
    };
  }
  if (code >= 500) return { outcome: 'unavailable', reason: `${code}` };
  if (messageId !== undefined && ALREADY_SO.test(description))
    return { outcome: 'sent', messageId };
  if (code === 403 || GONE.test(description))
    return { outcome: 'unreachable', reason: description, isLasting: true };
  // 401: the token was revoked while the bot runs. Nothing is wrong with the message.
  if (code === 401 || code === 404) return { outcome: 'unavailable', reason: `${code}` };
  return { outcome: 'refused', reason: description };
}
