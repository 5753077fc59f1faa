/**
 * Sends to Telegram and says what became of it. Every refusal the Bot API documents is a value of
 * SendOutcome; nothing rejects. Invariant: 'rate-limited', 'unreachable', 'unavailable' and 'refused'
 * mean that nothing was sent; when that is not certain the outcome is 'unknown'.
 */
import { setMaxListeners } from 'node:events';
import { type Api, GrammyError, HttpError } from 'grammy';
import { describeError, type Log } from '../../log.ts';
import type { ChannelSender, ChatAddress, SendOutcome } from '../channel.ts';
import type { TelegramPart } from './layout.ts';
import { MESSAGE_CHARACTERS_MAX } from './split.ts';

type Signal = NonNullable<Parameters<Api['getMe']>[0]>;

const CALLS_AT_ONCE_MAX = 200;
// When Telegram limits without saying for how long.
const RETRY_AFTER_DEFAULT_MS = 5_000;
const ALREADY_SO = /message is not modified/i;
const ENTITIES_REFUSED = /can't parse entities|ENTITY_|entity/i;
// The far side of these was never reached.
const NOT_CONNECTED = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH']);
const GONE =
  /bot was blocked|user is deactivated|chat not found|bot was kicked|bot can't initiate|not enough rights|have no rights|CHAT_WRITE_FORBIDDEN|group chat was deleted|PEER_ID_INVALID|TOPIC_CLOSED/i;

/** A sender over a connected Api. `signal` aborts what is under way when the program must end. */
export function createTelegramSender(options: {
  api: Api;
  log: Log;
  signal: AbortSignal;
}): ChannelSender<TelegramPart> {
  const { api, log } = options;
  // Every call under way listens to the one signal; that many are no leak.
  setMaxListeners(CALLS_AT_ONCE_MAX, options.signal);
  const signal = asGrammySignal(options.signal);

  const send = async (
    address: ChatAddress,
    part: TelegramPart,
    replyToMessageId: string | undefined,
  ): Promise<SendOutcome> => {
    const call = async (entities: TelegramPart['entities']): Promise<SendOutcome> => {
      const message = await api.sendMessage(
        Number(address.chatId),
        part.text,
        {
          ...(entities.length > 0 ? { entities } : {}),
          ...(address.threadId ? { message_thread_id: Number(address.threadId) } : {}),
          ...(part.keyboard.length > 0 ? { reply_markup: keyboardOf(part) } : {}),
          ...(replyToMessageId ? { reply_parameters: replyTo(replyToMessageId) } : {}),
          link_preview_options: { is_disabled: true },
        },
        signal,
      );
      return { outcome: 'sent', messageId: String(message.message_id) };
    };
    return withoutEntitiesIfRefused(part, call);
  };

  const revise = async (address: ChatAddress, messageId: string, part: TelegramPart) => {
    const call = async (entities: TelegramPart['entities']): Promise<SendOutcome> => {
      await api.editMessageText(
        Number(address.chatId),
        Number(messageId),
        part.text,
        {
          ...(entities.length > 0 ? { entities } : {}),
          ...(part.keyboard.length > 0 ? { reply_markup: keyboardOf(part) } : {}),
          link_preview_options: { is_disabled: true },
        },
        signal,
      );
      return { outcome: 'sent', messageId };
    };
    return withoutEntitiesIfRefused(part, call, messageId);
  };

  /** Entities are built, not parsed, so a refusal is a surprise; the words must still arrive. */
  const withoutEntitiesIfRefused = async (
    part: TelegramPart,
    call: (entities: TelegramPart['entities']) => Promise<SendOutcome>,
    messageId?: string,
  ): Promise<SendOutcome> => {
    const first = await call(part.entities).catch((error) => outcomeOf(error, messageId));
    if (first.outcome !== 'refused' || !ENTITIES_REFUSED.test(first.reason)) return first;
    log.error({ reason: first.reason }, 'Telegram refused the entities of a message');
    return call([]).catch((error) => outcomeOf(error, messageId));
  };

  /** For what is only a nicety: a failure is logged and nothing more. */
  const quietly = async (what: string, call: Promise<unknown>) => {
    try {
      await call;
    } catch (error) {
      log.debug({ what, ...describeError(error) }, 'a side call to Telegram failed');
    }
  };

  let hasDrafts = true;
  const showDraft = async (address: ChatAddress, draftId: number, text: string) => {
    // Telegram shows drafts in private chats only, and an older Bot API server not at all.
    if (!hasDrafts || address.kind !== 'private') return;
    const shown = text.slice(0, MESSAGE_CHARACTERS_MAX).toWellFormed();
    try {
      await api.sendMessageDraft(Number(address.chatId), draftId, shown, {}, signal);
    } catch (error) {
      if (error instanceof GrammyError && error.error_code === 404) hasDrafts = false;
      log.debug(describeError(error), 'a draft was not shown');
    }
  };

  return {
    send: (address, part, { replyToMessageId }) => send(address, part, replyToMessageId),
    revise,
    acknowledge: (pressId, note) =>
      quietly(
        'answerCallbackQuery',
        api.answerCallbackQuery(pressId, note ? { text: note } : {}, signal),
      ),
    showTyping: (address) =>
      quietly(
        'sendChatAction',
        api.sendChatAction(
          Number(address.chatId),
          'typing',
          address.threadId ? { message_thread_id: Number(address.threadId) } : {},
          signal,
        ),
      ),
    showDraft,
  };
}

/** grammY's Node build types AbortSignal by a polyfill that lacks the newest members; at run time any will do. */
export function asGrammySignal(signal: AbortSignal): Signal {
  return signal as unknown as Signal;
}

function keyboardOf(part: TelegramPart) {
  return { inline_keyboard: part.keyboard };
}

/** The question may have been deleted meanwhile: then the reply stands alone. */
function replyTo(messageId: string) {
  return { message_id: Number(messageId), allow_sending_without_reply: true };
}

/** What a failed call means. `messageId` is given when the call changed a message. */
function outcomeOf(error: unknown, messageId?: string): SendOutcome {
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
    };
  }
  if (code >= 500) return { outcome: 'unavailable', reason: `${code}` };
  if (messageId !== undefined && ALREADY_SO.test(description))
    return { outcome: 'sent', messageId };
  if (code === 403 || GONE.test(description))
    return { outcome: 'unreachable', reason: description };
  // 401: the token was revoked while the bot runs. Nothing is wrong with the message.
  if (code === 401 || code === 404) return { outcome: 'unavailable', reason: `${code}` };
  return { outcome: 'refused', reason: description };
}
