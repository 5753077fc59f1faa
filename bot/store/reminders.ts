/**
 * Who wants to be reminded of which event, and what became of it. A reminder is claimed before it is
 * sent: one that a crash left half sent is 'unknown' and is never sent again.
 */
import type { Database } from '../../knowledge/corpus/database.ts';
import type { ChatAddress } from '../channels/channel.ts';

/** An event as the person saw it; its title and day name it. */
export interface RemindedEvent {
  title: string;
  /** ISO day. */
  startsOn: string;
  /** '' when unknown. */
  place: string;
}

export interface Reminder extends RemindedEvent {
  id: number;
  channel: string;
  address: ChatAddress;
}

/**
 * late: the event is over. gone: no source speaks of it any more. waiting: it was certainly not sent,
 * and is tried again.
 */
export type ReminderEnd = 'told' | 'unknown' | 'failed' | 'late' | 'gone' | 'waiting';

export interface Reminders {
  /** False, and nothing is noted, when the chat has REMINDERS_MAX already. */
  ask(channel: string, address: ChatAddress, event: RemindedEvent, remindAt: number): boolean;
  /** The wish ends, if it still waits. */
  drop(channel: string, address: ChatAddress, event: RemindedEvent): void;
  /** Titles and days the chat waits to be reminded of. */
  waiting(channel: string, address: ChatAddress): Pick<RemindedEvent, 'title' | 'startsOn'>[];
  /** Claims what is due, the earliest first. */
  claim(limit: number): Reminder[];
  settle(id: number, end: ReminderEnd): void;
  /** Calls what a process that died left claimed unknown; returns how many. */
  recover(): number;
}

/** More than a person can attend; and a bound on what one chat can store. */
export const REMINDERS_MAX = 30;
/** Far longer than a handful of messages take, however slow the platform. */
const CLAIM_MAX_MS = 600_000;

interface Row {
  id: number;
  channel: string;
  chat_id: string;
  thread_id: string;
  kind: ChatAddress['kind'];
  title: string;
  starts_on: string;
  place: string;
}

/** The reminders of one bot.db. */
export function createReminders(database: Database, now: () => number): Reminders {
  const chat = 'channel = @channel AND chat_id = @chatId AND thread_id = @threadId';
  const count = database
    .prepare<object, number>(`SELECT COUNT(*) FROM reminders WHERE ${chat} AND state = 'waiting'`)
    .pluck();
  const insert = database.prepare(
    `INSERT INTO reminders (channel, chat_id, thread_id, kind, title, starts_on, place, remind_at, asked_at)
     VALUES (@channel, @chatId, @threadId, @kind, @title, @startsOn, @place, @remindAt, @now)
     ON CONFLICT (channel, chat_id, thread_id, starts_on, title) DO NOTHING`,
  );
  const remove = database.prepare(
    `DELETE FROM reminders WHERE ${chat} AND title = @title AND starts_on = @startsOn
       AND state = 'waiting'`,
  );
  const list = database.prepare<object, { title: string; startsOn: string }>(
    `SELECT title, starts_on AS startsOn FROM reminders WHERE ${chat} AND state = 'waiting'
     ORDER BY remind_at, id`,
  );
  const claim = database.prepare<object, Row>(
    `UPDATE reminders SET state = 'sending', claimed_at = @now WHERE id IN
       (SELECT id FROM reminders WHERE state = 'waiting' AND remind_at <= @now
        ORDER BY remind_at, id LIMIT @limit)
     RETURNING id, channel, chat_id, thread_id, kind, title, starts_on, place`,
  );
  const settle = database.prepare(
    `UPDATE reminders SET state = ? WHERE id = ? AND state = 'sending'`,
  );
  const abandon = database.prepare(
    `UPDATE reminders SET state = 'unknown' WHERE state = 'sending' AND claimed_at < ?`,
  );
  const keyOf = (channel: string, { chatId, threadId, kind }: ChatAddress) => ({
    channel,
    chatId,
    threadId: threadId ?? '',
    kind,
  });

  return {
    ask: database.transaction((channel, address, event, remindAt) => {
      const key = keyOf(channel, address);
      if ((count.get(key) ?? 0) >= REMINDERS_MAX) return false;
      insert.run({ ...key, ...event, remindAt, now: now() });
      return true;
    }),
    drop(channel, address, { title, startsOn }) {
      remove.run({ ...keyOf(channel, address), title, startsOn });
    },
    waiting: (channel, address) => list.all(keyOf(channel, address)),
    claim: (limit) => claim.all({ now: now(), limit }).map(reminderOf),
    settle: (id, end) => void settle.run(end, id),
    recover: () => abandon.run(now() - CLAIM_MAX_MS).changes,
  };
}

function reminderOf(row: Row): Reminder {
  const { id, channel, title, place } = row;
  const thread = row.thread_id === '' ? {} : { threadId: row.thread_id };
  const address = { chatId: row.chat_id, kind: row.kind, ...thread };
  return { id, channel, address, title, startsOn: row.starts_on, place };
}
