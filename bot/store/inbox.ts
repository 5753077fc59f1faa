/**
 * The durable inbox. An update is stored under its platform id before the platform is told that it
 * arrived, so a crash loses nothing and a second delivery is recognised. The table is the queue:
 * memory holds only what is being worked on.
 */
import type { Database } from '../../knowledge/corpus/database.ts';
import type { LaneSource } from '../lanes.ts';

export interface ReceivedUpdate {
  channel: string;
  /** The platform's own id of the update; unique within the channel. */
  updateId: string;
  /** Updates of one lane are worked off one at a time, in order of arrival: one lane a chat. */
  lane: string;
  /** As the platform sent it. */
  payload: unknown;
}

export interface InboxItem extends ReceivedUpdate {
  id: number;
  /** How often working on it has failed so far. */
  attempts: number;
  /** Milliseconds since 1970. */
  receivedAt: number;
}

export interface Inbox {
  /** Stores updates in one transaction; returns how many were new. */
  put(updates: readonly ReceivedUpdate[]): number;
  /** What waits to be worked off in one channel. */
  waiting(channel: string): LaneSource<InboxItem>;
  /** Answered. Only the id is kept, to recognise a second delivery; what the person wrote is not. */
  done(id: number): void;
  /** Tries again at the given time. A failed attempt counts; waiting for a platform's limit does not. */
  postpone(id: number, untilMs: number, countAttempt: boolean): void;
  /** Gives up; `failure` is a short code for staff, never a person's text. */
  fail(id: number, failure: string): void;
  counts(): Record<'received' | 'done' | 'failed', number>;
}

// How many waiting rows one look considers: enough for every lane of a busy day, and a look stays
// in the microseconds when a long outage left tens of thousands.
const WAITING_WINDOW = 2_000;

interface InboxRow {
  id: number;
  channel: string;
  update_id: string;
  lane: string;
  payload: string;
  attempts: number;
  received_at: number;
}

/** The inbox of one bot.db. */
export function createInbox(database: Database, now: () => number): Inbox {
  const insert = database.prepare(
    `INSERT INTO inbox (channel, update_id, lane, payload, received_at) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT (channel, update_id) DO NOTHING`,
  );
  const heads = `
    SELECT MIN(id) AS id FROM
      (SELECT id, lane FROM inbox WHERE channel = ? AND state = 'received'
       ORDER BY id LIMIT ${WAITING_WINDOW})
    WHERE lane NOT IN (SELECT value FROM json_each(?)) GROUP BY lane`;
  const due = database.prepare<[string, string, number, number], InboxRow>(
    `SELECT inbox.* FROM inbox JOIN (${heads}) USING (id)
     WHERE not_before <= ? ORDER BY id LIMIT ?`,
  );
  const earliest = database
    .prepare<[string, string], number | null>(
      `SELECT MIN(not_before) FROM inbox JOIN (${heads}) USING (id)`,
    )
    .pluck();
  const finish = database.prepare(
    `UPDATE inbox SET state = ?, failure = ?, finished_at = ?,
       payload = CASE ? WHEN 'done' THEN '{}' ELSE payload END
     WHERE id = ? AND state = 'received'`,
  );
  const later = database.prepare(
    'UPDATE inbox SET not_before = ?, attempts = attempts + ? WHERE id = ?',
  );
  const count = database.prepare<[], { state: 'received' | 'done' | 'failed'; n: number }>(
    'SELECT state, COUNT(*) AS n FROM inbox GROUP BY state',
  );
  const busyList = (busy: ReadonlySet<string>) => JSON.stringify([...busy]);
  const putAll = database.transaction((updates: readonly ReceivedUpdate[]) => {
    let added = 0;
    for (const { channel, updateId, lane, payload } of updates) {
      added += insert.run(channel, updateId, lane, JSON.stringify(payload), now()).changes;
    }
    return added;
  });

  return {
    put: (updates) => durably(database, () => putAll.immediate(updates)),
    waiting: (channel) => ({
      next: (busy, limit) => due.all(channel, busyList(busy), now(), limit).map(itemOf),
      nextDueAt: (busy) => earliest.get(channel, busyList(busy)) ?? undefined,
    }),
    done: (id) => void finish.run('done', null, now(), 'done', id),
    postpone: (id, untilMs, countAttempt) => void later.run(untilMs, countAttempt ? 1 : 0, id),
    fail: (id, failure) => void finish.run('failed', failure, now(), 'failed', id),
    counts() {
      const counts = { received: 0, done: 0, failed: 0 };
      for (const { state, n } of count.all()) counts[state] = n;
      return counts;
    },
  };
}

/**
 * Commits so that a power cut does not undo it either; a crash of the process never does. Waiting for
 * the disk costs milliseconds, so only what a platform is told about afterwards is written like this.
 */
export function durably<Result>(database: Database, write: () => Result): Result {
  database.pragma('synchronous = FULL');
  try {
    return write();
  } finally {
    database.pragma('synchronous = NORMAL');
  }
}

function itemOf(row: InboxRow): InboxItem {
  return {
    id: row.id,
    channel: row.channel,
    updateId: row.update_id,
    lane: row.lane,
    payload: JSON.parse(row.payload),
    attempts: row.attempts,
    receivedAt: row.received_at,
  };
}
