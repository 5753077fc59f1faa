/**
 * An event of the Official Account's webhook: its checked fields, its identity, what it says about a
 * person, and what it means to the conversation. Echoes of the bot's own messages and "seen" notes
 * are not even stored.
 */
import { z } from 'zod';
import type { ReceivedUpdate } from '../../store/inbox.ts';
import type { ZaloOaStore } from '../../store/zalo-oa.ts';
import type { ChannelEvent, ChatAddress } from '../channel.ts';
import { understand, type WordsContext } from '../zalo/understand.ts';

export const ZALO_OA = 'zalo-oa';

const id = z.union([z.string().min(1), z.number()]).transform(String);
const party = z.looseObject({ id });
const eventSchema = z.looseObject({
  event_name: z.string(),
  timestamp: z.coerce.number().positive(),
  oa_id: id.optional(),
  group_id: id.optional(),
  sender: party.optional(),
  recipient: party.optional(),
  follower: party.optional(),
  message: z.looseObject({ text: z.string().optional(), msg_id: id.optional() }).optional(),
});

/** One event of the webhook, still unread. */
export type OaEvent = z.infer<typeof eventSchema>;

const IGNORED: ChannelEvent = { kind: 'ignored' };
const WRITES = /^user_send_/;
const WRITES_IN_GROUP = /^user_send_group_/;

/** Undefined for what is no event at all. */
export function eventOf(body: unknown): OaEvent | undefined {
  return eventSchema.safeParse(body).data;
}

/** True when the bot acts on it. */
export function isOfInterest({ event_name: name }: OaEvent): boolean {
  return WRITES.test(name) || name === 'follow' || name === 'unfollow';
}

/** As the inbox stores it. */
export function receivedOf(event: OaEvent): ReceivedUpdate {
  const { event_name: name, message, timestamp } = event;
  const person = personOf(event) ?? '';
  const messageId = WRITES.test(name) ? message?.msg_id : undefined;
  return {
    channel: ZALO_OA,
    updateId: messageId ?? `${name} ${person} ${timestamp}`,
    lane: `${ZALO_OA} ${addressOf(event)?.chatId ?? person}`,
    payload: event,
  };
}

/** Notes when a person wrote, followed or left. */
export function notePerson(
  event: OaEvent,
  people: Pick<ZaloOaStore, 'interacted' | 'followed' | 'unfollowed'>,
): void {
  const { event_name: name, timestamp } = event;
  const person = personOf(event);
  if (person === undefined) return;
  if (name === 'follow') people.followed(person, timestamp);
  else if (name === 'unfollow') people.unfollowed(person, timestamp);
  else if (WRITES.test(name) && !WRITES_IN_GROUP.test(name)) people.interacted(person, timestamp);
}

/** Never throws: what is unknown or malformed is ignored. */
export function readEvent(payload: unknown, context: WordsContext): ChannelEvent {
  const event = eventOf(payload);
  const address = event && addressOf(event);
  const personId = event && personOf(event);
  if (!event || !address || personId === undefined) return IGNORED;
  const { event_name: name, message, timestamp: sentAt } = event;
  if (name === 'follow' || name === 'unfollow') {
    return { kind: 'reachability', address, isReachable: name === 'follow' };
  }
  if (!WRITES.test(name)) return IGNORED;
  const about = { address, personId, messageId: message?.msg_id ?? '', sentAt };
  const isGroup = address.kind === 'group';
  // A picture's or a link's text is a caption or a preview, but it is words.
  const said = message?.text?.trim() ?? '';
  if (said === '') return isGroup ? IGNORED : { kind: 'wordless', ...about };
  const meant = understand(said, isGroup, context);
  if (!meant) return IGNORED;
  return meant.kind === 'choice'
    ? { kind: 'choice', ...about, choice: meant.choice, text: meant.text }
    : { kind: 'message', ...about, text: meant.text, command: meant.command, isEdit: false };
}

function personOf({ sender, follower }: OaEvent): string | undefined {
  return sender?.id ?? follower?.id;
}

function addressOf(event: OaEvent): ChatAddress | undefined {
  const isGroup = WRITES_IN_GROUP.test(event.event_name);
  const chatId = isGroup ? (event.group_id ?? event.recipient?.id) : personOf(event);
  return chatId === undefined ? undefined : { chatId, kind: isGroup ? 'group' : 'private' };
}
