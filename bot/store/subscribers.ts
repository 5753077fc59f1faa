/**
 * The chats that wish to be told of news. What they wish to be told about stands in tables of its
 * own; here is whether they may be written to at all. Invariant: only a wish activates.
 */
import type { Database } from '../../knowledge/corpus/database.ts';

export interface Subscriber {
  id: number;
  channel: string;
  chatId: string;
  /** A group's forum topic; '' elsewhere. */
  threadId: string;
  kind: 'private' | 'group';
  isActive: boolean;
  /** When the present wish was made, milliseconds since 1970. */
  consentedAt: number;
}

export interface SubscribingChat {
  channel: string;
  chatId: string;
  threadId?: string | undefined;
  kind: 'private' | 'group';
}

/** By the person's wish, or because the platform says that the chat cannot be written to. */
export type DeactivationReason = 'wish' | 'unreachable';

export interface Subscribers {
  /** The chat wishes to be told: recorded with the time. Returns the subscriber's id. */
  activate(chat: SubscribingChat): number;
  /** Nothing is sent to the chat from now on. False when it was not active. */
  deactivate(channel: string, chatId: string, because: DeactivationReason): boolean;
  of(channel: string, chatId: string): Subscriber | undefined;
}

interface SubscriberRow {
  id: number;
  channel: string;
  chat_id: string;
  thread_id: string;
  kind: 'private' | 'group';
  is_active: 0 | 1;
  consented_at: number;
}

/** The subscribers of one bot.db. */
export function createSubscribers(database: Database, now: () => number): Subscribers {
  // A wish repeated while active keeps the time at which consent began.
  const activate = database
    .prepare<[string, string, string, string, number], number>(
      `INSERT INTO subscribers (channel, chat_id, thread_id, kind, is_active, consented_at)
       VALUES (?, ?, ?, ?, 1, ?)
       ON CONFLICT (channel, chat_id) DO UPDATE SET
         consented_at = CASE is_active WHEN 1 THEN consented_at ELSE excluded.consented_at END,
         thread_id = excluded.thread_id, kind = excluded.kind,
         is_active = 1, deactivated_at = NULL, deactivated_because = NULL
       RETURNING id`,
    )
    .pluck();
  const deactivate = database.prepare(
    `UPDATE subscribers SET is_active = 0, deactivated_at = ?, deactivated_because = ?
     WHERE channel = ? AND chat_id = ? AND is_active = 1`,
  );
  const read = database.prepare<[string, string], SubscriberRow>(
    'SELECT * FROM subscribers WHERE channel = ? AND chat_id = ?',
  );

  return {
    activate: ({ channel, chatId, threadId, kind }) =>
      activate.get(channel, chatId, threadId ?? '', kind, now())!, // an upsert always returns a row
    deactivate: (channel, chatId, because) =>
      deactivate.run(now(), because, channel, chatId).changes > 0,
    of(channel, chatId) {
      const row = read.get(channel, chatId);
      return row && subscriberOf(row);
    },
  };
}

function subscriberOf(row: SubscriberRow): Subscriber {
  return {
    id: row.id,
    channel: row.channel,
    chatId: row.chat_id,
    threadId: row.thread_id,
    kind: row.kind,
    isActive: row.is_active === 1,
    consentedAt: row.consented_at,
  };
}
