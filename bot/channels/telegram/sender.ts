/**
 * Sends to Telegram and says what became of it. Every refusal the Bot API documents is a value of
 * SendOutcome (see outcome.ts); nothing rejects.
 */
import { setMaxListeners } from 'node:events';
import { type Api, GrammyError, InputFile } from 'grammy';
import type { InputRichMessage } from 'grammy/types';
import { describeError, type Log } from '../../log.ts';
import type { ChannelSender, ChatAddress, SendOutcome } from '../channel.ts';
import type { FormattedText } from './formatted-text.ts';
import type { TelegramPart } from './layout.ts';
import { isUnknownMethod, outcomeOf } from './outcome.ts';
import { MESSAGE_CHARACTERS_MAX } from './split.ts';

type Signal = NonNullable<Parameters<Api['getMe']>[0]>;

const CALLS_AT_ONCE_MAX = 200;
const ENTITIES_REFUSED = /can't parse entities|ENTITY_|entity/i;

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
    const chatId = Number(address.chatId);
    const place = {
      ...(address.threadId ? { message_thread_id: Number(address.threadId) } : {}),
      ...(part.keyboard.length > 0 ? { reply_markup: keyboardOf(part) } : {}),
      ...(replyToMessageId ? { reply_parameters: replyTo(replyToMessageId) } : {}),
    };
    if (part.file) return sendFile(chatId, part, part.file, place);
    return inAnyForm(part, async (form) => {
      const { message_id } = isRich(form)
        ? await api.sendRichMessage(chatId, form.rich, place, signal)
        : await api.sendMessage(chatId, form.text, { ...plainly(form), ...place }, signal);
      return { outcome: 'sent', messageId: String(message_id) };
    });
  };

  const sendFile = async (
    chatId: number,
    { text, entities }: FormattedText,
    { fileName, bytes }: NonNullable<TelegramPart['file']>,
    place: object,
  ): Promise<SendOutcome> => {
    const caption = text === '' ? {} : { caption: text, caption_entities: entities };
    try {
      const document = new InputFile(bytes, fileName);
      const sent = await api.sendDocument(chatId, document, { ...caption, ...place }, signal);
      return { outcome: 'sent', messageId: String(sent.message_id) };
    } catch (error) {
      return outcomeOf(error);
    }
  };

  const revise = async (
    address: ChatAddress,
    messageId: string,
    part: TelegramPart,
  ): Promise<SendOutcome> => {
    if (part.file) return { outcome: 'refused', reason: 'a file is a message of its own' };
    const chatId = Number(address.chatId);
    const markup = part.keyboard.length > 0 ? { reply_markup: keyboardOf(part) } : {};
    const call = async (form: Form): Promise<SendOutcome> => {
      const content = isRich(form) ? form.rich : form.text;
      const other = isRich(form) ? markup : { ...plainly(form), ...markup };
      await api.editMessageText(chatId, Number(messageId), content, other, signal);
      return { outcome: 'sent', messageId };
    };
    return inAnyForm(part, call, messageId);
  };

  /** Undefined until the server has shown whether it knows rich messages. */
  let knowsRich: boolean | undefined;

  /** Rich where the server knows that, else with entities; the words must arrive in any case. */
  const inAnyForm = async (
    part: TelegramPart,
    call: (form: Form) => Promise<SendOutcome>,
    messageId?: string,
  ): Promise<SendOutcome> => {
    const attempt = (form: Form) => call(form).catch((error) => outcomeOf(error, messageId));
    const { rich, text, entities, picture } = part;
    const formatted = { text, entities, picture };
    if (!rich || knowsRich === false) return withoutEntitiesIfRefused(formatted, attempt);
    try {
      const sent = await call({ rich });
      knowsRich = true;
      return sent;
    } catch (error) {
      const isUnknown = error instanceof GrammyError && isUnknownMethod(error);
      const outcome = outcomeOf(error, messageId);
      if (!isUnknown && outcome.outcome !== 'refused') return outcome;
      if (!isUnknown) log.warn({ ...outcome }, 'Telegram refused a rich message');
      const plain = await withoutEntitiesIfRefused(formatted, attempt);
      // 404 is also the answer to a revoked token: only what then works tells the two apart.
      if (isUnknown && plain.outcome === 'sent') knowsRich = false;
      return plain;
    }
  };

  /** Entities are built, not parsed, so a refusal is a surprise. */
  const withoutEntitiesIfRefused = async (
    { text, entities, picture }: PlainForm,
    attempt: (form: Form) => Promise<SendOutcome>,
  ): Promise<SendOutcome> => {
    const first = await attempt({ text, entities, picture });
    if (first.outcome !== 'refused' || !ENTITIES_REFUSED.test(first.reason)) return first;
    log.error({ reason: first.reason }, 'Telegram refused the entities of a message');
    return attempt({ text, entities: [], picture });
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
      if (error instanceof GrammyError && isUnknownMethod(error)) hasDrafts = false;
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
    offerCommands: ({ chatId }, menu) =>
      quietly(
        'setMyCommands',
        api.setMyCommands(menu, { scope: { type: 'chat', chat_id: Number(chatId) } }, signal),
      ),
  };
}

/** One message in one of the forms it can be sent in. */
type Form = { rich: InputRichMessage } | PlainForm;

interface PlainForm extends FormattedText {
  picture: string | undefined;
}

function isRich(form: Form): form is { rich: InputRichMessage } {
  return 'rich' in form;
}

function plainly({ entities, picture }: PlainForm) {
  const preview = picture
    ? { url: picture, prefer_large_media: true, show_above_text: true }
    : { is_disabled: true };
  return { ...(entities.length > 0 ? { entities } : {}), link_preview_options: preview };
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
