/**
 * What the bot knows of a chat whatever was said in it: whether it can be reached, and when the bot
 * last apologised for a late answer. A chat that moved to a new id takes everything with it.
 */
import type { Database } from '../../knowledge/corpus/database.ts';

export interface Chats {
  /** The platform refused a message because the person blocked the bot or the group is gone. */
  markUnreachable(channel: string, chatId: string): void;
  markReachable(channel: string, chatId: string): void;
  isReachable(channel: string, chatId: string): boolean;
  /** True, and noted, unless an apology was noted within the last `withinMs`. */
  apologise(channel: string, chatId: string, withinMs: number): boolean;
  /** A group became a supergroup: its conversations, screens and subscription follow it to the new id. */
  move(channel: string, fromId: string, toId: string): void;
}

/** The chats of one bot.db. */
export function createChats(database: Database, now: () => number): Chats {
  const ensure = database.prepare('INSERT OR IGNORE INTO chats (channel, chat_id) VALUES (?, ?)');
  const unreachable = database.prepare(
    `UPDATE chats SET unreachable_since = ? WHERE channel = ? AND chat_id = ?
       AND unreachable_since IS NULL`,
  );
  const reachable = database.prepare(
    'UPDATE chats SET unreachable_since = NULL WHERE channel = ? AND chat_id = ?',
  );
  const since = database
    .prepare<[string, string], number | null>(
      'SELECT unreachable_since FROM chats WHERE channel = ? AND chat_id = ?',
    )
    .pluck();
  const apologise = database.prepare(
    `UPDATE chats SET apologised_at = @now WHERE channel = @channel AND chat_id = @chatId
       AND (apologised_at IS NULL OR apologised_at < @now - @withinMs)`,
  );
  const renames = ['turns', 'replies', 'screens', 'dialogues', 'reminders'].map((table) =>
    // What the new id has already (a text waited for) gives way to what comes along.
    database.prepare(
      `UPDATE OR REPLACE ${table} SET chat_id = ? WHERE channel = ? AND chat_id = ?`,
    ),
  );
  // A subscription made under the new id already is the newer wish: it stays, and the old one ends.
  const moveSubscriber = database.prepare(
    'UPDATE OR IGNORE subscribers SET chat_id = ? WHERE channel = ? AND chat_id = ?',
  );
  const endSubscriber = database.prepare(
    `UPDATE subscribers SET is_active = 0, deactivated_at = ?, deactivated_because = 'moved'
     WHERE channel = ? AND chat_id = ? AND is_active = 1`,
  );
  const drop = database.prepare('DELETE FROM chats WHERE channel = ? AND chat_id = ?');

  return {
    markUnreachable(channel, chatId) {
      ensure.run(channel, chatId);
      unreachable.run(now(), channel, chatId);
    },
    markReachable: (channel, chatId) => void reachable.run(channel, chatId),
    isReachable: (channel, chatId) => (since.get(channel, chatId) ?? null) === null,
    apologise(channel, chatId, withinMs) {
      ensure.run(channel, chatId);
      return apologise.run({ channel, chatId, withinMs, now: now() }).changes > 0;
    },
    move: database.transaction((channel: string, fromId: string, toId: string) => {
      for (const rename of renames) rename.run(toId, channel, fromId);
      moveSubscriber.run(toId, channel, fromId);
      endSubscriber.run(now(), channel, fromId);
      drop.run(channel, fromId);
    }),
  };
}
