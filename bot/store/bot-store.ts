/**
 * Opens bot.db, which is precious: it is not rebuilt from anything. One object with a part per
 * kind of record; each part knows its own tables only.
 */
import { randomBytes } from 'node:crypto';
import { type Database, openDatabase } from '../../knowledge/corpus/database.ts';
import { type Alarms, createAlarms } from './alarms.ts';
import { type Audit, createAudit } from './audit.ts';
import { type Broadcasts, createBroadcasts } from './broadcasts.ts';
import { type Chats, createChats } from './chats.ts';
import { type Conversations, createConversations } from './conversations.ts';
import { createDeliveries, type Deliveries } from './deliveries.ts';
import { createFeedback, type Feedback } from './feedback.ts';
import { createFlush, type Flush } from './flush.ts';
import { createInbox, type Inbox } from './inbox.ts';
import { createLease, type Lease } from './leases.ts';
import { botMigrations } from './migrations.ts';
import { createPace, type Pace } from './paces.ts';
import { createProposals, type Proposals } from './proposals.ts';
import { createReminders, type Reminders } from './reminders.ts';
import { createReplies, type Replies } from './replies.ts';
import { createScreens, type Screens } from './screens.ts';
import { createStaff, type Staff } from './staff.ts';
import { createSubscribers, type Subscribers } from './subscribers.ts';
import { createSubscriptions, type Subscriptions } from './subscriptions.ts';
import { createUnanswered, type Unanswered } from './unanswered.ts';
import { createWatchers, type Watchers } from './watchers.ts';
import { createZaloOaStore, type ZaloOaStore } from './zalo-oa.ts';

export interface BotStore {
  readonly database: Database;
  readonly inbox: Inbox;
  readonly chats: Chats;
  readonly conversations: Conversations;
  readonly replies: Replies;
  readonly feedback: Feedback;
  readonly screens: Screens;
  readonly staff: Staff;
  readonly audit: Audit;
  readonly alarms: Alarms;
  readonly reminders: Reminders;
  readonly unanswered: Unanswered;
  readonly subscribers: Subscribers;
  readonly subscriptions: Subscriptions;
  readonly broadcasts: Broadcasts;
  readonly deliveries: Deliveries;
  /** Waits until all that was committed would outlast a power cut. */
  readonly flush: Flush;
  readonly watchers: Watchers;
  readonly proposals: Proposals;
  readonly zaloOa: ZaloOaStore;
  lease(name: string): Lease;
  /** The pace of one channel, shared by all processes. */
  pace(channel: string, perSecondMax: number): Pace;
  /** 32 random bytes that stay the same for the life of this bot.db. */
  key(name: string): Uint8Array;
  /** Deletes what is older than the retention, a bounded number of rows a call; returns how many went. */
  purge(): number;
  close(): void;
}

export interface BotStoreOptions {
  /** Path of bot.db, or ':memory:'. */
  file: string;
  turnsMax: number;
  retentionDays: number;
  /** Milliseconds since 1970. */
  now: () => number;
}

const KEY_BYTES = 32;
/** 16 MB. */
const CHECKPOINT_PAGES = 4_000;
const DAY_MS = 86_400_000;
/** Who did what must be known longer than what was said. */
const AUDIT_MS = 2 * 365 * DAY_MS;
// Keeps one purge far below the time a person would notice.
const PURGE_ROWS_MAX = 5_000;
const AGING: readonly (readonly [table: string, column: string])[] = [
  ['inbox', 'finished_at'],
  ['turns', 'said_at'],
  ['replies', 'created_at'],
  ['unanswered', 'last_asked_at'],
  ['screens', 'created_at'],
  ['dialogues', 'expires_at'],
  ['reminders', 'remind_at'],
];

/** Opens or creates bot.db. Throws NewerSchemaError when a newer release wrote it. */
export function openBotStore(options: BotStoreOptions): BotStore {
  const { now } = options;
  const database = openDatabase(options.file, botMigrations);
  // A checkpoint waits for the disk: rarely, and for more at a time.
  database.pragma(`wal_autocheckpoint = ${CHECKPOINT_PAGES}`);
  const conversations = createConversations({ database, now, turnsMax: options.turnsMax });
  const broadcasts = createBroadcasts(database, now);
  const purges = AGING.map(([table, column]) =>
    database.prepare(
      `DELETE FROM ${table} WHERE id IN
         (SELECT id FROM ${table} WHERE ${column} < ? ORDER BY ${column} LIMIT ${PURGE_ROWS_MAX})`,
    ),
  );
  const purgeDeliveries = database.prepare(
    `DELETE FROM deliveries WHERE (broadcast_id, subscriber_id) IN
       (SELECT broadcast_id, subscriber_id FROM deliveries WHERE broadcast_id IN
          (SELECT id FROM broadcasts WHERE finished_at < ?) LIMIT ${PURGE_ROWS_MAX})`,
  );
  const purgeDrafts = database.prepare(
    `DELETE FROM broadcasts WHERE id IN
       (SELECT id FROM broadcasts WHERE state = 'draft' AND created_at < ? LIMIT ${PURGE_ROWS_MAX})`,
  );
  const addKey = database.prepare('INSERT OR IGNORE INTO keys (name, value) VALUES (?, ?)');
  const readKey = database
    .prepare<[string], Buffer>('SELECT value FROM keys WHERE name = ?')
    .pluck();
  const key = (name: string) => {
    addKey.run(name, randomBytes(KEY_BYTES));
    return readKey.get(name)!; // the line above made sure of it
  };
  const purgeAudit = database.prepare(
    `DELETE FROM audit WHERE id IN
       (SELECT id FROM audit WHERE at < ? ORDER BY at LIMIT ${PURGE_ROWS_MAX})`,
  );
  const retentionMs = options.retentionDays * DAY_MS;
  return {
    database,
    inbox: createInbox(database, now),
    chats: createChats(database, now),
    conversations,
    replies: createReplies({ database, now, conversations }),
    feedback: createFeedback(database, now),
    screens: createScreens(database, now),
    staff: createStaff({ database, now, key: key('invites') }),
    audit: createAudit(database, now),
    alarms: createAlarms(database, now),
    reminders: createReminders(database, now),
    unanswered: createUnanswered(database, now),
    subscribers: createSubscribers(database, now),
    subscriptions: createSubscriptions(database),
    broadcasts,
    deliveries: createDeliveries(database, now),
    flush: createFlush(options.file),
    watchers: createWatchers(database, now),
    proposals: createProposals({ database, broadcasts, now }),
    zaloOa: createZaloOaStore(database),
    lease: (name) => createLease(database, name, now),
    pace: (channel, perSecondMax) => createPace({ database, channel, perSecondMax, now }),
    key,
    purge: () =>
      [...purges, purgeDeliveries, purgeDrafts]
        .map((purge) => purge.run(now() - retentionMs).changes)
        .reduce((sum, n) => sum + n, purgeAudit.run(now() - AUDIT_MS).changes),
    close: () => void database.close(),
  };
}
