/**
 * A Bot Platform update: its checked fields, its identity, and what it means to the conversation.
 * It comes wrapped ({ok, result: {event_name, message}}) or bare; both are accepted.
 */
import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { ReceivedUpdate } from '../../store/inbox.ts';
import type { ChannelEvent, ChatAddress } from '../channel.ts';
import { understand, type WordsContext } from '../zalo/understand.ts';

export const ZALO_BOT = 'zalo-bot';

const id = z.union([z.string().min(1), z.number()]).transform(String);
const message = z.looseObject({
  message_id: id,
  date: z.number(),
  from: z.looseObject({ id, is_bot: z.boolean().default(false) }),
  chat: z.looseObject({ id, chat_type: z.string().default('PRIVATE') }),
  text: z.string().optional(),
  caption: z.string().optional(),
});
const bare = z.looseObject({ event_name: z.string(), message: z.looseObject({}).optional() });
const understood = z.looseObject({ event_name: z.string(), message });
const wrapped = z.looseObject({ result: bare });

/** An update of whatever event, still unread. */
export type ZaloBotUpdate = z.infer<typeof bare>;

const IGNORED: ChannelEvent = { kind: 'ignored' };
const EVENT = /^message\.(?:text|image|sticker|voice|unsupported)\.received$/;

/** Takes the wrapping off; undefined for what is no update at all. */
export function updateOf(body: unknown): ZaloBotUpdate | undefined {
  return wrapped.safeParse(body).data?.result ?? bare.safeParse(body).data;
}

/** As the inbox stores it. An update without a message id is known by its content. */
export function receivedOf(update: ZaloBotUpdate): ReceivedUpdate {
  const read = understood.safeParse(update).data?.message;
  const hash = () => createHash('sha256').update(JSON.stringify(update)).digest('hex');
  return {
    channel: ZALO_BOT,
    updateId: read?.message_id ?? hash(),
    lane: `${ZALO_BOT} ${read?.chat.id ?? 'unread'}`,
    payload: update,
  };
}

/** Never throws: what is unknown or malformed is ignored. */
export function readUpdate(payload: unknown, context: WordsContext): ChannelEvent {
  const update = understood.safeParse(payload).data;
  if (!update || !EVENT.test(update.event_name) || update.message.from.is_bot) return IGNORED;
  const { message_id: messageId, chat, from, date: sentAt, text, caption } = update.message;
  const isGroup = chat.chat_type.toUpperCase() === 'GROUP';
  const address: ChatAddress = { chatId: chat.id, kind: isGroup ? 'group' : 'private' };
  const event = { address, personId: from.id, messageId, sentAt };
  const said = text ?? caption;
  if (said === undefined || said.trim() === '') {
    return isGroup ? IGNORED : { kind: 'wordless', ...event };
  }
  const meant = understand(said, isGroup, context);
  if (!meant) return IGNORED;
  return meant.kind === 'choice'
    ? { kind: 'choice', ...event, choice: meant.choice, text: meant.text }
    : { kind: 'message', ...event, text: meant.text, command: meant.command, isEdit: false };
}
