/** The chat of the staff member who sent a broadcast, and what it was told so far. */
import type { Database } from '../../knowledge/corpus/database.ts';
import type { ChatAddress } from '../channels/channel.ts';

export interface Watcher {
  broadcastId: number;
  channel: string;
  address: ChatAddress;
  /** The message that shows the progress; undefined before the first. */
  messageId: string | undefined;
  /** The last milestone told of. */
  toldPercent: number;
}

export interface Watchers {
  /** Who watched before is told no more; a finished broadcast is told of anew when it ends again. */
  watch(broadcastId: number, chat: { channel: string; address: ChatAddress }): void;
  /** Those who were not told of the end yet. */
  open(): Watcher[];
  told(broadcastId: number, messageId: string | undefined, percent: number): void;
  toldEnd(broadcastId: number): void;
}

interface WatcherRow {
  broadcast_id: number;
  channel: string;
  chat_id: string;
  thread_id: string;
  kind: 'private' | 'group';
  message_id: string;
  told_percent: number;
}

/** The watchers of one bot.db. */
export function createWatchers(database: Database, now: () => number): Watchers {
  const watch = database.prepare(
    `INSERT INTO broadcast_watchers (broadcast_id, channel, chat_id, thread_id, kind)
     VALUES (?, ?, ?, ?, ?)
     ON CONFLICT (broadcast_id) DO UPDATE SET channel = excluded.channel,
       chat_id = excluded.chat_id, thread_id = excluded.thread_id, kind = excluded.kind,
       message_id = '', told_percent = 0, told_end_at = NULL`,
  );
  const open = database.prepare<[], WatcherRow>(
    'SELECT * FROM broadcast_watchers WHERE told_end_at IS NULL ORDER BY broadcast_id',
  );
  const told = database.prepare(
    'UPDATE broadcast_watchers SET message_id = ?, told_percent = ? WHERE broadcast_id = ?',
  );
  const end = database.prepare(
    'UPDATE broadcast_watchers SET told_end_at = ? WHERE broadcast_id = ?',
  );
  return {
    watch: (id, { channel, address: { chatId, threadId, kind } }) =>
      void watch.run(id, channel, chatId, threadId ?? '', kind),
    open: () => open.all().map(watcherOf),
    told: (id, messageId, percent) => void told.run(messageId ?? '', percent, id),
    toldEnd: (id) => void end.run(now(), id),
  };
}

function watcherOf(row: WatcherRow): Watcher {
  return {
    broadcastId: row.broadcast_id,
    channel: row.channel,
    address: { chatId: row.chat_id, threadId: row.thread_id || undefined, kind: row.kind },
    messageId: row.message_id || undefined,
    toldPercent: row.told_percent,
  };
}
