/**
 * One delivery per recipient of a broadcast. Invariants: a delivery is marked 'sending', and that
 * flushed to the disk, before the platform is called, so that what was begun is never begun again;
 * only a worker's own claim is settled by it; a recipient who unsubscribed is not begun.
 */
import type { Database } from '../../knowledge/corpus/database.ts';
import { type Audience, conditionOf } from './audience.ts';
import type { Broadcast, Tally } from './broadcasts.ts';
import { createWorkerId, isDeadWorker } from './workers.ts';

/** What this process is to send now. */
export interface ClaimedDelivery {
  broadcastId: number;
  subscriberId: number;
  chatId: string;
  threadId: string;
  kind: 'private' | 'group';
  /** Messages of this broadcast the chat has already. */
  partsSent: number;
  attempts: number;
}

/** What became of a claimed delivery. */
export type DeliveryEnd =
  | { state: 'delivered' }
  | { state: 'retry'; afterMs: number; countsAttempt: boolean; reason: string }
  /** One message arrived, the next one of this broadcast follows. */
  | { state: 'next-part'; afterMs: number }
  | { state: 'unreachable' | 'unknown' | 'failed'; reason: string };

export interface Deliveries {
  /**
   * Adds the next deliveries of a scheduled broadcast; with the last of them it runs, in one
   * transaction, so that no part of a broadcast is ever sent before all of it stands. 'more': call
   * again. A crash in between, or a second process, goes on where this ended.
   */
  enqueue(broadcast: Broadcast): 'more' | 'running' | 'not-scheduled';
  /**
   * Marks due deliveries of a channel as being sent by this process and returns them; flush before
   * sending. `places` is asked within the transaction how many of the wanted may start now.
   */
  claim(
    channel: string,
    wanted: number,
    places: (wanted: number) => number,
  ): readonly ClaimedDelivery[];
  /** Is it still to be sent? Somebody may have left, or staff paused, since the claim. */
  isWanted(claimed: ClaimedDelivery): boolean;
  settle(claimed: ClaimedDelivery, end: DeliveryEnd): void;
  /** How many active subscribers of each channel an audience has. */
  matching(audience: Audience): { channel: string; n: number }[];
  /** What a dead process was sending becomes 'unknown'. Returns how many. */
  recover(): number;
  /** Fails a bounded number of deliveries not begun yet; returns how many. */
  giveUp(broadcastId: number, reason: string): number;
  /** Is anything not in a final state? */
  hasOpen(broadcastId: number): boolean;
  /** Staff decides: what is unknown is sent again. Returns how many. */
  sendUnknownAgain(broadcastId: number): number;
  tally(broadcastId: number): Tally;
  /** One row per recipient, for the report's file. */
  rows(broadcastId: number): IterableIterator<DeliveryRow>;
}

export interface DeliveryRow {
  channel: string;
  state: string;
  reason: string | null;
  finishedAt: number | null;
  /** A number that stands for the chat, so that the file holds nobody's address. */
  subscriberId: number;
}

/** One transaction of this many rows takes some 5 ms, which no one who asks will notice. */
const ENQUEUED_AT_ONCE = 1_000;
const GIVEN_UP_AT_ONCE = 1_000;
/** About one message a second to a chat, and 20 a minute to a group. */
const CHAT_GAP_MS = 1_000;
const GROUP_GAP_MS = 3_100;
/** Who unsubscribed is passed over; a look at the queue does not get stuck on them. */
const LOOKS_MAX = 20;
/** Far longer than any call lasts: a claim this old belongs to a process that hangs. */
const CLAIM_MS = 5 * 60_000;

interface DueRow extends ClaimedDelivery {
  isActive: 0 | 1;
}

/** The deliveries of one bot.db; each call makes a worker of its own. */
export function createDeliveries(database: Database, now: () => number): Deliveries {
  const worker = createWorkerId();
  const enqueue = createEnqueue(database, now);
  const running = database
    .prepare<[], number>("SELECT id FROM broadcasts WHERE state = 'running' ORDER BY id")
    .pluck();
  const due = database.prepare<Record<string, string | number>, DueRow>(
    `SELECT d.broadcast_id AS broadcastId, d.subscriber_id AS subscriberId,
       d.parts_sent AS partsSent, d.attempts,
       s.chat_id AS chatId, s.thread_id AS threadId, s.kind, s.is_active AS isActive
     FROM deliveries d JOIN subscribers s ON s.id = d.subscriber_id
     WHERE d.broadcast_id = @broadcastId AND d.channel = @channel
       AND d.state IN ('pending', 'retry') AND d.not_before <= @now
       AND (s.is_active = 0 OR s.sent_at > @now
         OR s.sent_at <= @now - CASE s.kind WHEN 'group' THEN ${GROUP_GAP_MS} ELSE ${CHAT_GAP_MS} END)
     ORDER BY d.not_before DESC, d.subscriber_id LIMIT @limit`,
  );
  const begin = database.prepare(
    `UPDATE deliveries SET state = 'sending', claimed_by = @worker, claimed_at = @now
     WHERE broadcast_id = @broadcastId AND subscriber_id = @subscriberId`,
  );
  const noteSent = database.prepare('UPDATE subscribers SET sent_at = ? WHERE id = ?');
  const passOver = database.prepare(
    `UPDATE deliveries SET state = CASE parts_sent WHEN 0 THEN 'unreachable' ELSE 'delivered' END,
       reason = 'unsubscribed', finished_at = @now
     WHERE broadcast_id = @broadcastId AND subscriber_id = @subscriberId`,
  );

  /** Rows of one broadcast that may be sent; those of people who left are settled on the way. */
  const dueOf = (broadcastId: number, channel: string, limit: number): DueRow[] => {
    for (let look = 0; look < LOOKS_MAX; look += 1) {
      const rows = due.all({ broadcastId, channel, limit, now: now() });
      const gone = rows.filter(({ isActive }) => isActive === 0);
      for (const { subscriberId } of gone) passOver.run({ broadcastId, subscriberId, now: now() });
      if (gone.length < rows.length || rows.length === 0) {
        return rows.filter(({ isActive }) => isActive === 1);
      }
    }
    return [];
  };
  let turn = 0;
  /** From every running broadcast in turn, so that a correction does not wait behind a large one. */
  const dueOfAll = (channel: string, limit: number): DueRow[] => {
    const ids = running.all();
    turn += 1;
    const rows: DueRow[] = [];
    for (let i = 0; i < ids.length && rows.length < limit; i += 1) {
      const id = ids[(turn + i) % ids.length]!; // the index is within ids
      const share = Math.ceil((limit - rows.length) / (ids.length - i));
      const isNew = ({ chatId }: DueRow) => rows.every((row) => row.chatId !== chatId);
      rows.push(...dueOf(id, channel, share).filter(isNew));
    }
    return rows;
  };
  const claim = database.transaction(
    (channel: string, wanted: number, places: (wanted: number) => number) => {
      const rows = dueOfAll(channel, wanted);
      const claimed = rows.slice(0, rows.length === 0 ? 0 : places(rows.length));
      for (const { broadcastId, subscriberId } of claimed) {
        begin.run({ broadcastId, subscriberId, worker, now: now() });
        noteSent.run(now(), subscriberId);
      }
      return claimed;
    },
  );
  const wanted = database
    .prepare<[number, number], number>(
      `SELECT 1 FROM broadcasts b JOIN subscribers s ON s.id = ?
       WHERE b.id = ? AND b.state = 'running' AND s.is_active = 1`,
    )
    .pluck();
  const hasDue = database
    .prepare<[string, number], number>(
      `SELECT 1 FROM broadcasts b WHERE b.state = 'running' AND EXISTS
         (SELECT 1 FROM deliveries d WHERE d.broadcast_id = b.id AND d.channel = ?
            AND d.state IN ('pending', 'retry') AND d.not_before <= ?)`,
    )
    .pluck();

  return {
    enqueue,
    claim(channel, wanted, places) {
      if (wanted < 1 || hasDue.get(channel, now()) === undefined) return [];
      return claim.immediate(channel, wanted, places);
    },
    isWanted: ({ subscriberId, broadcastId }) => wanted.get(subscriberId, broadcastId) === 1,
    settle: createSettle(database, worker, now),
    matching(audience) {
      const { sql, parameters } = conditionOf(audience);
      return database
        .prepare<Record<string, string | number>, { channel: string; n: number }>(
          `SELECT s.channel, COUNT(*) AS n FROM subscribers s
           WHERE s.is_active = 1 AND ${sql} GROUP BY s.channel ORDER BY s.channel`,
        )
        .all(parameters);
    },
    ...createUpkeep(database, worker, now),
    ...createReading(database),
  };
}

function createEnqueue(database: Database, now: () => number): Deliveries['enqueue'] {
  const isScheduled = database
    .prepare<[number], number>("SELECT 1 FROM broadcasts WHERE id = ? AND state = 'scheduled'")
    .pluck();
  const start = database.prepare(
    "UPDATE broadcasts SET state = 'running', started_at = ? WHERE id = ? AND state = 'scheduled'",
  );
  const lastOf = database
    .prepare<[number], number | null>(
      'SELECT MAX(subscriber_id) FROM deliveries WHERE broadcast_id = ?',
    )
    .pluck();
  const add = database.transaction((broadcast: Broadcast) => {
    if (isScheduled.get(broadcast.id) === undefined) return 'not-scheduled';
    const { sql, parameters } = conditionOf(broadcast.audience);
    const afterId = lastOf.get(broadcast.id) ?? 0;
    const { changes } = database
      .prepare(
        `INSERT INTO deliveries (broadcast_id, subscriber_id, channel)
         SELECT @broadcastId, s.id, s.channel FROM subscribers s
         WHERE s.id > @afterId AND s.is_active = 1 AND ${sql}
         ORDER BY s.id LIMIT ${ENQUEUED_AT_ONCE}`,
      )
      .run({ broadcastId: broadcast.id, afterId, ...parameters });
    if (changes === ENQUEUED_AT_ONCE) return 'more';
    start.run(now(), broadcast.id);
    return 'running';
  });
  return (broadcast) => add.immediate(broadcast);
}

function createSettle(database: Database, worker: string, now: () => number): Deliveries['settle'] {
  // 'unknown' too: an answer that came after all, when the claim was already given up.
  const mine = `WHERE broadcast_id = @broadcastId AND subscriber_id = @subscriberId
    AND claimed_by = @worker AND state IN ('sending', 'unknown')`;
  const finish = database.prepare(
    `UPDATE deliveries SET state = @state, reason = @reason, finished_at = @now,
       parts_sent = parts_sent + @sent ${mine}`,
  );
  const later = database.prepare(
    `UPDATE deliveries SET state = 'retry', not_before = @notBefore, reason = @reason,
       attempts = attempts + @failed, parts_sent = parts_sent + @sent, finished_at = NULL ${mine}`,
  );
  return ({ broadcastId, subscriberId }, end) => {
    const key = { broadcastId, subscriberId, worker };
    if (end.state === 'retry' || end.state === 'next-part') {
      const isNext = end.state === 'next-part';
      later.run({
        ...key,
        notBefore: now() + end.afterMs,
        reason: isNext ? null : end.reason,
        failed: !isNext && end.countsAttempt ? 1 : 0,
        sent: isNext ? 1 : 0,
      });
      return;
    }
    const { state } = end;
    const reason = state === 'delivered' ? null : end.reason;
    finish.run({ ...key, state, reason, sent: state === 'delivered' ? 1 : 0, now: now() });
  };
}

function createUpkeep(database: Database, worker: string, now: () => number) {
  const sending = database.prepare<[], { claimed_by: string; since: number }>(
    `SELECT claimed_by, MIN(claimed_at) AS since FROM deliveries
     WHERE state = 'sending' GROUP BY claimed_by`,
  );
  const abandon = database.prepare(
    `UPDATE deliveries SET state = 'unknown', reason = 'interrupted', finished_at = @now
     WHERE state = 'sending' AND claimed_by = @claimedBy AND claimed_at <= @until`,
  );
  const giveUp = database.prepare(
    `UPDATE deliveries SET state = CASE parts_sent WHEN 0 THEN 'failed' ELSE 'delivered' END,
       reason = @reason, finished_at = @now
     WHERE broadcast_id = @broadcastId AND subscriber_id IN
       (SELECT subscriber_id FROM deliveries
        WHERE broadcast_id = @broadcastId AND state IN ('pending', 'retry') LIMIT ${GIVEN_UP_AT_ONCE})`,
  );
  const again = database.prepare(
    `UPDATE deliveries SET state = 'pending', reason = NULL, finished_at = NULL, claimed_by = NULL
     WHERE broadcast_id = ? AND state = 'unknown'`,
  );
  const reopen = database.prepare(
    `UPDATE broadcasts SET state = 'running', send_at = ?, finished_at = NULL, report = NULL
     WHERE id = ? AND state IN ('done', 'stopped')`,
  );
  const sendAgain = database.transaction((broadcastId: number) => {
    const { changes } = again.run(broadcastId);
    if (changes > 0) reopen.run(now(), broadcastId);
    return changes;
  });

  return {
    recover() {
      let abandoned = 0;
      for (const { claimed_by: claimedBy, since } of sending.all()) {
        const until = isDeadWorker(claimedBy, worker) ? Number.MAX_SAFE_INTEGER : now() - CLAIM_MS;
        if (since > until) continue;
        abandoned += abandon.run({ claimedBy, until, now: now() }).changes;
      }
      return abandoned;
    },
    giveUp: (broadcastId: number, reason: string) =>
      giveUp.run({ broadcastId, reason, now: now() }).changes,
    sendUnknownAgain: (broadcastId: number) => sendAgain.immediate(broadcastId),
  };
}

function createReading(database: Database) {
  const open = database
    .prepare<[number, number], number>(
      `SELECT EXISTS (SELECT 1 FROM deliveries WHERE broadcast_id = ? AND state IN ('pending', 'retry'))
         OR EXISTS (SELECT 1 FROM deliveries WHERE broadcast_id = ? AND state = 'sending')`,
    )
    .pluck();
  const tally = database.prepare<[number], Tally[number]>(
    `SELECT channel, state, COALESCE(reason, '') AS reason, COUNT(*) AS n FROM deliveries
     WHERE broadcast_id = ? GROUP BY 1, 2, 3 ORDER BY 1, 2, 4 DESC`,
  );
  const rows = database.prepare<[number], DeliveryRow>(
    `SELECT channel, state, reason, finished_at AS finishedAt, subscriber_id AS subscriberId
     FROM deliveries WHERE broadcast_id = ? ORDER BY subscriber_id`,
  );
  return {
    hasOpen: (broadcastId: number) => open.get(broadcastId, broadcastId) === 1,
    tally: (broadcastId: number) => tally.all(broadcastId),
    rows: (broadcastId: number) => rows.iterate(broadcastId),
  };
}
