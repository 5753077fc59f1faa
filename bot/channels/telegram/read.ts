/**
 * A Telegram update as the conversation understands it. In a group only what is meant for the bot
 * counts: a mention, a reply to one of its messages, or a command.
 */
import type { Update, UserFromGetMe } from 'grammy/types';
import { cleanText } from '../../../knowledge/text/normalise.ts';
import type { ChannelEvent, ChatAddress, IncomingMessage } from '../channel.ts';
import { readAction } from './buttons.ts';
import {
  type ReadableChat,
  type ReadableMembership,
  type ReadableMessage,
  type ReadableQuery,
  updateSchema,
} from './update-schema.ts';

export interface ReadContext {
  bot: Pick<UserFromGetMe, 'id' | 'username'>;
  /** Commands that are answered in a group without naming the bot. */
  isKnownCommand: (name: string) => boolean;
}

const IGNORED: ChannelEvent = { kind: 'ignored' };
const SECOND_MS = 1_000;
/** A group's administrator who writes in the group's name is shown as this bot. */
const ANONYMOUS_ADMIN_ID = 1_087_968_824;

/** The kinds of update this file reads; Telegram is asked for these only. */
export const ALLOWED_UPDATES = [
  'message',
  'edited_message',
  'callback_query',
  'my_chat_member',
  'inline_query',
] as const satisfies readonly Exclude<keyof Update, 'update_id'>[];

/** The chat an update belongs to: updates of one chat are worked off in order. */
export function laneOf(payload: Update): string {
  const update = updateSchema.safeParse(payload).data;
  const message = update?.message ?? update?.edited_message ?? update?.callback_query?.message;
  const chat = message?.chat ?? update?.my_chat_member?.chat;
  return chat ? String(chat.id) : `update ${payload.update_id}`;
}

/** Never throws: what is unknown or malformed is ignored. */
export function readUpdate(payload: unknown, context: ReadContext): ChannelEvent {
  const update = updateSchema.safeParse(payload).data;
  if (update?.message) return readMessage(update.message, { ...context, isEdit: false });
  if (update?.edited_message)
    return readMessage(update.edited_message, { ...context, isEdit: true });
  if (update?.callback_query) return readPress(update.callback_query);
  if (update?.my_chat_member) return readMembership(update.my_chat_member);
  return IGNORED;
}

function readMessage(
  message: ReadableMessage,
  context: ReadContext & { isEdit: boolean },
): ChannelEvent {
  if (message.migrate_to_chat_id !== undefined) {
    return moved(message.chat.id, message.migrate_to_chat_id);
  }
  if (message.migrate_from_chat_id !== undefined) {
    return moved(message.migrate_from_chat_id, message.chat.id);
  }
  const from = message.from;
  if (!from || (from.is_bot && from.id !== ANONYMOUS_ADMIN_ID) || message.via_bot) return IGNORED;
  const address = addressOf(message.chat, message);
  if (!address) return IGNORED;
  const event = {
    address,
    personId: String(from.id),
    messageId: String(message.message_id),
    sentAt: (message.edit_date ?? message.date) * SECOND_MS,
    isEdit: context.isEdit,
  };
  const words = message.text ?? message.caption;
  if (words === undefined) {
    return address.kind === 'private' && isContent(message)
      ? { kind: 'wordless', ...event }
      : IGNORED;
  }
  return readWords(words, message, event, context);
}

function readWords(
  raw: string,
  message: ReadableMessage,
  event: Omit<IncomingMessage, 'kind' | 'text' | 'command'>,
  context: ReadContext,
): ChannelEvent {
  const command = commandOf(raw, context.bot.username);
  if (command === 'for another bot') return IGNORED;
  const mention = withoutMention(raw, message, context.bot);
  const isForBot =
    event.address.kind === 'private' ||
    mention.isMentioned ||
    message.reply_to_message?.from?.id === context.bot.id ||
    (command !== undefined && (command.isNamed || context.isKnownCommand(command.name)));
  if (!isForBot) return IGNORED;
  return {
    kind: 'message',
    ...event,
    text: tidy(mention.text),
    command: command && { name: command.name, argument: tidy(command.argument) },
  };
}

/** "/hoi@hoptac_bot câu hỏi": Telegram puts a command's entity at the start of the text. */
function commandOf(text: string, username: string) {
  const match = /^\/([a-z0-9_]{1,32})(?:@(\w+))?(?:\s+([\s\S]*))?$/i.exec(text);
  if (!match) return undefined;
  const [, name = '', addressee, argument = ''] = match;
  const isNamed = addressee?.toLowerCase() === username.toLowerCase();
  if (addressee !== undefined && !isNamed) return 'for another bot';
  return { name: name.toLowerCase(), argument, isNamed };
}

function withoutMention(raw: string, message: ReadableMessage, bot: ReadContext['bot']) {
  const entities = message.entities ?? message.caption_entities ?? [];
  const own = entities.filter((entity) => {
    const text = raw.slice(entity.offset, entity.offset + entity.length).toLowerCase();
    return (
      (entity.type === 'mention' && text === `@${bot.username.toLowerCase()}`) ||
      (entity.type === 'text_mention' && entity.user?.id === bot.id)
    );
  });
  let text = raw;
  for (const { offset, length } of own.sort((a, b) => b.offset - a.offset)) {
    text = `${text.slice(0, offset)} ${text.slice(offset + length)}`;
  }
  return { text, isMentioned: own.length > 0 };
}

/** "@bot, câu hỏi" leaves a comma and spaces behind. */
function tidy(text: string): string {
  return cleanText(text)
    .replace(/[ ]{2,}/g, ' ')
    .replace(/^[\s,:;.–-]+/, '')
    .trim();
}

function readPress(query: ReadableQuery): ChannelEvent {
  const address = query.message && addressOf(query.message.chat, query.message);
  if (!query.message || !address) return IGNORED;
  return {
    kind: 'press',
    address,
    personId: String(query.from.id),
    pressId: query.id,
    messageId: String(query.message.message_id),
    action: readAction(query.data),
  };
}

function readMembership(change: ReadableMembership): ChannelEvent {
  const address = addressOf(change.chat, {});
  if (!address) return IGNORED;
  const { status } = change.new_chat_member;
  return { kind: 'reachability', address, isReachable: status !== 'kicked' && status !== 'left' };
}

function addressOf(
  chat: ReadableChat,
  message: Partial<Pick<ReadableMessage, 'message_thread_id' | 'is_topic_message'>>,
): ChatAddress | undefined {
  if (chat.type === 'channel') return undefined;
  return {
    chatId: String(chat.id),
    // Without is_topic_message the field names a thread of replies, which cannot be written to.
    threadId: message.is_topic_message ? String(message.message_thread_id) : undefined,
    kind: chat.type === 'private' ? 'private' : 'group',
  };
}

function moved(from: number, to: number): ChannelEvent {
  return { kind: 'moved', fromChatId: String(from), toChatId: String(to) };
}

/** Something a person sent, as against "Lan joined the group" and other notes of the platform. */
function isContent(message: ReadableMessage): boolean {
  const kinds = ['photo', 'voice', 'audio', 'video', 'video_note', 'animation'] as const;
  const others = ['sticker', 'document', 'contact', 'location', 'venue', 'poll', 'dice'] as const;
  return [...kinds, ...others].some((kind) => message[kind] !== undefined);
}
