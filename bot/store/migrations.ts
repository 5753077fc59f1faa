/** The schema of bot.db, step by step. Append-only. Times are milliseconds since 1970. */
import type { Migration } from '../../knowledge/corpus/database.ts';

export const botMigrations: readonly Migration[] = [
  {
    name: 'inbox, chats, conversations, replies, feedback, unanswered questions, leases',
    sql: `
      -- Every update a platform delivered, written down before it is acknowledged.
      CREATE TABLE inbox (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        channel TEXT NOT NULL,
        update_id TEXT NOT NULL,
        lane TEXT NOT NULL,
        payload TEXT NOT NULL CHECK (json_valid(payload)),
        state TEXT NOT NULL DEFAULT 'received' CHECK (state IN ('received', 'done', 'failed')),
        attempts INTEGER NOT NULL DEFAULT 0 CHECK (attempts >= 0),
        not_before INTEGER NOT NULL DEFAULT 0,
        received_at INTEGER NOT NULL,
        finished_at INTEGER,
        failure TEXT,
        UNIQUE (channel, update_id)
      ) STRICT;
      CREATE INDEX inbox_waiting ON inbox (channel, id, lane) WHERE state = 'received';
      CREATE INDEX inbox_finished ON inbox (finished_at) WHERE finished_at IS NOT NULL;

      -- What is known of a chat whatever was said in it.
      CREATE TABLE chats (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        channel TEXT NOT NULL,
        chat_id TEXT NOT NULL,
        unreachable_since INTEGER,
        apologised_at INTEGER,
        UNIQUE (channel, chat_id)
      ) STRICT;

      -- A reply as it was given, so that its buttons work after a restart and a replay sends the
      -- same words. One update is answered at most once.
      CREATE TABLE replies (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        channel TEXT NOT NULL,
        chat_id TEXT NOT NULL,
        thread_id TEXT NOT NULL DEFAULT '',
        update_id TEXT NOT NULL,
        question_message_id TEXT NOT NULL,
        question TEXT NOT NULL,
        kind TEXT NOT NULL CHECK (kind IN ('answer', 'abstention', 'courtesy', 'error')),
        text TEXT NOT NULL,
        citations TEXT NOT NULL CHECK (json_valid(citations)),
        created_at INTEGER NOT NULL,
        UNIQUE (channel, update_id)
      ) STRICT;
      CREATE INDEX replies_by_question ON replies (channel, chat_id, question_message_id);
      CREATE INDEX replies_by_age ON replies (created_at);

      -- The platform's messages that a reply became, in order.
      CREATE TABLE reply_parts (
        reply_id INTEGER NOT NULL REFERENCES replies (id) ON DELETE CASCADE,
        ordinal INTEGER NOT NULL CHECK (ordinal >= 0),
        message_id TEXT NOT NULL,
        PRIMARY KEY (reply_id, ordinal)
      ) STRICT, WITHOUT ROWID;

      -- The last turns of a conversation; a group's forum topic is a conversation of its own.
      CREATE TABLE turns (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        channel TEXT NOT NULL,
        chat_id TEXT NOT NULL,
        thread_id TEXT NOT NULL DEFAULT '',
        role TEXT NOT NULL CHECK (role IN ('user', 'assistant')),
        content TEXT NOT NULL,
        said_at INTEGER NOT NULL
      ) STRICT;
      CREATE INDEX turns_by_conversation ON turns (channel, chat_id, thread_id, id);
      CREATE INDEX turns_by_age ON turns (said_at);

      CREATE TABLE feedback (
        reply_id INTEGER NOT NULL REFERENCES replies (id) ON DELETE CASCADE,
        person TEXT NOT NULL,
        verdict TEXT NOT NULL CHECK (verdict IN ('up', 'down')),
        given_at INTEGER NOT NULL,
        PRIMARY KEY (reply_id, person)
      ) STRICT, WITHOUT ROWID;

      -- What the bot could not answer, counted, for staff; nobody's name stands beside it.
      CREATE TABLE unanswered (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        question_key TEXT NOT NULL UNIQUE,
        question TEXT NOT NULL,
        times INTEGER NOT NULL DEFAULT 1 CHECK (times > 0),
        first_asked_at INTEGER NOT NULL,
        last_asked_at INTEGER NOT NULL
      ) STRICT;
      CREATE INDEX unanswered_by_time ON unanswered (last_asked_at);

      -- Values the bot made for itself and must keep, such as keys it signs with.
      CREATE TABLE keys (
        name TEXT PRIMARY KEY,
        value BLOB NOT NULL
      ) STRICT, WITHOUT ROWID;

      -- Work that only one process of several may do at a time.
      CREATE TABLE leases (
        name TEXT PRIMARY KEY,
        holder TEXT NOT NULL,
        host TEXT NOT NULL,
        pid INTEGER NOT NULL,
        expires_at INTEGER NOT NULL
      ) STRICT, WITHOUT ROWID;
    `,
  },
  {
    name: 'tokens and people of the Zalo Official Account',
    sql: `
      -- The newest pair of an app. The refresh token works once: a pair is written down before any
      -- of it is used. seed_hash tells with which configured refresh token the chain of pairs began.
      CREATE TABLE zalo_oa_tokens (
        app_id TEXT PRIMARY KEY,
        access_token TEXT NOT NULL,
        refresh_token TEXT NOT NULL,
        seed_hash TEXT NOT NULL,
        expires_at INTEGER NOT NULL,
        refreshed_at INTEGER NOT NULL
      ) STRICT, WITHOUT ROWID;

      -- Who follows the account, and when a person last wrote: replies are free and allowed for a
      -- limited time after that.
      CREATE TABLE zalo_oa_people (
        user_id TEXT PRIMARY KEY,
        followed_at INTEGER,
        unfollowed_at INTEGER,
        last_interaction_at INTEGER
      ) STRICT, WITHOUT ROWID;
    `,
  },
  {
    name: 'questions offered under a reply',
    sql: `ALTER TABLE replies ADD COLUMN related TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(related));`,
  },
  {
    name: 'subscribers',
    sql: `
      -- A chat that wishes to be told of news. A row is never deleted: deliveries refer to it, and
      -- the time of consent must stay provable. Only a new wish sets is_active again.
      CREATE TABLE subscribers (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        channel TEXT NOT NULL,
        chat_id TEXT NOT NULL,
        -- A group's forum topic in which the wish was made; '' elsewhere.
        thread_id TEXT NOT NULL DEFAULT '',
        kind TEXT NOT NULL CHECK (kind IN ('private', 'group')),
        is_active INTEGER NOT NULL CHECK (is_active IN (0, 1)),
        consented_at INTEGER NOT NULL,
        deactivated_at INTEGER,
        deactivated_because TEXT CHECK (deactivated_because IN ('wish', 'unreachable', 'moved')),
        UNIQUE (channel, chat_id),
        CHECK (is_active = (deactivated_at IS NULL)),
        CHECK ((deactivated_at IS NULL) = (deactivated_because IS NULL))
      ) STRICT;
    `,
  },
  {
    name: 'broadcasts and their deliveries',
    sql: `
      -- When a broadcast was last begun to be sent to this chat: no chat gets two at once.
      ALTER TABLE subscribers ADD COLUMN sent_at INTEGER NOT NULL DEFAULT 0;

      CREATE TABLE broadcasts (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        state TEXT NOT NULL CHECK
          (state IN ('draft', 'scheduled', 'running', 'paused', 'stopped', 'done')),
        -- What is sent, and to whom.
        content TEXT NOT NULL CHECK (json_valid(content)),
        audience TEXT NOT NULL CHECK (json_valid(audience)),
        -- "telegram:123", never a name.
        created_by TEXT NOT NULL,
        created_at INTEGER NOT NULL,
        send_at INTEGER,
        started_at INTEGER,
        finished_at INTEGER,
        correction_of INTEGER REFERENCES broadcasts (id),
        -- Counts by state and reason, written when it ended: deliveries go with the retention.
        report TEXT CHECK (json_valid(report)),
        CHECK (state = 'draft' OR send_at IS NOT NULL),
        CHECK (state NOT IN ('running', 'paused', 'done') OR started_at IS NOT NULL)
      ) STRICT;
      CREATE INDEX broadcasts_open ON broadcasts (state, id) WHERE finished_at IS NULL;

      -- One row per recipient. 'sending' is written down before the platform is called: found after a
      -- crash, it means that nobody knows, and it is not sent again.
      CREATE TABLE deliveries (
        broadcast_id INTEGER NOT NULL REFERENCES broadcasts (id) ON DELETE CASCADE,
        subscriber_id INTEGER NOT NULL REFERENCES subscribers (id),
        channel TEXT NOT NULL,
        state TEXT NOT NULL DEFAULT 'pending' CHECK
          (state IN ('pending', 'retry', 'sending', 'delivered', 'unreachable', 'unknown', 'failed')),
        -- Messages of this broadcast the chat has already.
        parts_sent INTEGER NOT NULL DEFAULT 0 CHECK (parts_sent >= 0),
        attempts INTEGER NOT NULL DEFAULT 0 CHECK (attempts >= 0),
        not_before INTEGER NOT NULL DEFAULT 0,
        claimed_by TEXT,
        claimed_at INTEGER,
        reason TEXT,
        finished_at INTEGER,
        PRIMARY KEY (broadcast_id, subscriber_id),
        CHECK (state <> 'sending' OR (claimed_by IS NOT NULL AND claimed_at IS NOT NULL))
      ) STRICT, WITHOUT ROWID;
      CREATE INDEX deliveries_due ON deliveries
        (broadcast_id, channel, not_before DESC, subscriber_id) WHERE state IN ('pending', 'retry');
      CREATE INDEX deliveries_sending ON deliveries (broadcast_id, claimed_by)
        WHERE state = 'sending';

      -- What a channel has just sent, and until when its platform wants nothing.
      CREATE TABLE paces (
        channel TEXT PRIMARY KEY,
        state TEXT NOT NULL CHECK (json_valid(state)),
        paused_until INTEGER NOT NULL DEFAULT 0,
        bulk_paused_until INTEGER NOT NULL DEFAULT 0
      ) STRICT, WITHOUT ROWID;
    `,
  },
  {
    name: 'screens with options, and texts that are waited for',
    sql: `
      -- A screen as it was shown. Its words are deleted when they are sent; its options ({label,
      -- action}) work for the person it was made for. One update leads to at most one screen.
      CREATE TABLE screens (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        channel TEXT NOT NULL,
        chat_id TEXT NOT NULL,
        thread_id TEXT NOT NULL DEFAULT '',
        person_id TEXT NOT NULL,
        update_id TEXT NOT NULL,
        text TEXT NOT NULL,
        options TEXT NOT NULL CHECK (json_valid(options)),
        message_ids TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(message_ids)),
        created_at INTEGER NOT NULL,
        UNIQUE (channel, update_id)
      ) STRICT;
      CREATE INDEX screens_by_person ON screens (channel, chat_id, thread_id, person_id, id);
      CREATE INDEX screens_by_age ON screens (created_at);

      -- What a person's next text is for.
      CREATE TABLE dialogues (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        channel TEXT NOT NULL,
        chat_id TEXT NOT NULL,
        thread_id TEXT NOT NULL DEFAULT '',
        person_id TEXT NOT NULL,
        name TEXT NOT NULL,
        state TEXT NOT NULL CHECK (json_valid(state)),
        expires_at INTEGER NOT NULL,
        UNIQUE (channel, chat_id, thread_id, person_id)
      ) STRICT;
      CREATE INDEX dialogues_by_age ON dialogues (expires_at);
    `,
  },
  {
    name: 'staff, invitations, audit log',
    sql: `
      -- Who may do more than a member. Owners are not here: they stand in the configuration.
      CREATE TABLE staff (
        channel TEXT NOT NULL,
        person_id TEXT NOT NULL,
        -- What the owner calls the person.
        label TEXT NOT NULL,
        -- "telegram:123".
        added_by TEXT NOT NULL,
        since INTEGER NOT NULL,
        PRIMARY KEY (channel, person_id)
      ) STRICT, WITHOUT ROWID;

      -- One-time codes, as keyed hashes. A used code is deleted.
      CREATE TABLE invites (
        code_hash TEXT PRIMARY KEY,
        label TEXT NOT NULL,
        invited_by TEXT NOT NULL,
        expires_at INTEGER NOT NULL
      ) STRICT, WITHOUT ROWID;

      CREATE TABLE audit (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        who TEXT NOT NULL,
        what TEXT NOT NULL,
        target TEXT NOT NULL,
        outcome TEXT NOT NULL CHECK (outcome IN ('allowed', 'refused')),
        at INTEGER NOT NULL
      ) STRICT;
      CREATE INDEX audit_by_age ON audit (at);
    `,
  },
  {
    name: 'places and topics that subscribers chose',
    sql: `
      -- No row of a subscriber: every place. No district: the whole province.
      CREATE TABLE subscription_places (
        subscriber_id INTEGER NOT NULL REFERENCES subscribers (id) ON DELETE CASCADE,
        province TEXT NOT NULL,
        district TEXT NOT NULL,
        -- The province of today that it belongs to.
        area TEXT NOT NULL,
        UNIQUE (subscriber_id, province, district)
      ) STRICT;

      -- No row of a subscriber: every topic.
      CREATE TABLE subscription_topics (
        subscriber_id INTEGER NOT NULL REFERENCES subscribers (id) ON DELETE CASCADE,
        topic TEXT NOT NULL CHECK
          (topic IN ('events', 'policies', 'training', 'finance', 'trade', 'digital')),
        UNIQUE (subscriber_id, topic)
      ) STRICT;
    `,
  },
  {
    name: 'who is told how a broadcast goes',
    sql: `
      CREATE TABLE broadcast_watchers (
        broadcast_id INTEGER PRIMARY KEY REFERENCES broadcasts (id) ON DELETE CASCADE,
        channel TEXT NOT NULL,
        chat_id TEXT NOT NULL,
        thread_id TEXT NOT NULL DEFAULT '',
        kind TEXT NOT NULL CHECK (kind IN ('private', 'group')),
        -- The message that shows the progress, where it can be changed; '' before the first.
        message_id TEXT NOT NULL DEFAULT '',
        -- The last milestone told of where it cannot: a share of all in percent.
        told_percent INTEGER NOT NULL DEFAULT 0 CHECK (told_percent BETWEEN 0 AND 100),
        told_end_at INTEGER
      ) STRICT;
      CREATE INDEX broadcast_watchers_open ON broadcast_watchers (broadcast_id)
        WHERE told_end_at IS NULL;
    `,
  },
  {
    name: 'news that was proposed as a broadcast',
    sql: `
      -- Up to which document the corpus was looked through for news.
      CREATE TABLE news_mark (
        only_row INTEGER PRIMARY KEY CHECK (only_row = 1),
        mark INTEGER NOT NULL CHECK (mark >= 0)
      ) STRICT;

      -- Each event and policy once, whichever documents tell of it.
      CREATE TABLE proposals (
        news_key TEXT PRIMARY KEY,
        proposed_at INTEGER NOT NULL
      ) STRICT, WITHOUT ROWID;
    `,
  },
  {
    name: 'troubles that staff was told of',
    sql: `
      CREATE TABLE alarms (
        name TEXT PRIMARY KEY,
        told_at INTEGER NOT NULL
      ) STRICT, WITHOUT ROWID;
    `,
  },
  {
    name: 'reminders of events',
    sql: `
      -- The event stands here as the person saw it: its row in the corpus may be made anew meanwhile.
      CREATE TABLE reminders (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        channel TEXT NOT NULL,
        chat_id TEXT NOT NULL,
        thread_id TEXT NOT NULL DEFAULT '',
        kind TEXT NOT NULL CHECK (kind IN ('private', 'group')),
        title TEXT NOT NULL,
        starts_on TEXT NOT NULL,
        place TEXT NOT NULL DEFAULT '',
        remind_at INTEGER NOT NULL,
        asked_at INTEGER NOT NULL,
        state TEXT NOT NULL DEFAULT 'waiting'
          CHECK (state IN ('waiting', 'sending', 'told', 'unknown', 'failed', 'late', 'gone')),
        claimed_at INTEGER,
        UNIQUE (channel, chat_id, thread_id, starts_on, title)
      ) STRICT;
      CREATE INDEX reminders_waiting ON reminders (remind_at) WHERE state = 'waiting';
      CREATE INDEX reminders_sending ON reminders (claimed_at) WHERE state = 'sending';
      CREATE INDEX reminders_by_time ON reminders (remind_at);
    `,
  },
];
