/**
 * The fields of a Telegram update that the bot reads, checked: what Telegram adds later is let
 * through, and an update that lacks what is needed is not understood instead of failing half-way.
 */
import { z } from 'zod';

const chat = z.looseObject({
  id: z.int(),
  type: z.enum(['private', 'group', 'supergroup', 'channel']),
});
const user = z.looseObject({ id: z.int(), is_bot: z.boolean().default(false) });
const entity = z.looseObject({
  type: z.string(),
  offset: z.int(),
  length: z.int(),
  user: user.optional(),
});

const message = z.looseObject({
  message_id: z.int(),
  date: z.int(),
  edit_date: z.int().optional(),
  chat,
  from: user.optional(),
  via_bot: user.optional(),
  text: z.string().optional(),
  caption: z.string().optional(),
  entities: z.array(entity).optional(),
  caption_entities: z.array(entity).optional(),
  message_thread_id: z.int().optional(),
  is_topic_message: z.boolean().optional(),
  reply_to_message: z.looseObject({ from: user.optional() }).optional(),
  migrate_to_chat_id: z.int().optional(),
  migrate_from_chat_id: z.int().optional(),
});

const callbackQuery = z.looseObject({
  id: z.string(),
  from: user,
  data: z.string().optional(),
  // A message too old to be shown in full has no more than its place.
  message: z
    .looseObject({
      message_id: z.int(),
      chat,
      message_thread_id: z.int().optional(),
      is_topic_message: z.boolean().optional(),
    })
    .optional(),
});

const membership = z.looseObject({
  chat,
  new_chat_member: z.looseObject({ status: z.string() }),
});

/** One update; kinds that are not asked for are dropped. */
export const updateSchema = z.object({
  update_id: z.int(),
  message: message.optional(),
  edited_message: message.optional(),
  callback_query: callbackQuery.optional(),
  my_chat_member: membership.optional(),
});

export type ReadableMessage = z.infer<typeof message>;
export type ReadableChat = z.infer<typeof chat>;
export type ReadableQuery = z.infer<typeof callbackQuery>;
export type ReadableMembership = z.infer<typeof membership>;
