/**
 * Screens that were shown, for their options and for a replay, and the one text a chat is waited for
 * in. Recording a screen writes both in one transaction. The words of a screen are kept only until
 * they are sent; options only until newer ones push them out.
 */
import { z } from 'zod';
import type { Database } from '../../knowledge/corpus/database.ts';
import {
  type Action,
  type AwaitedText,
  type LastingScreen,
  OPTIONS_MAX,
  type Option,
} from '../screens/screen.ts';
import type { ConversationKey } from './conversations.ts';

/** A screen belongs to one person in one conversation. */
export interface ScreenKey extends ConversationKey {
  personId: string;
}

export interface RecordedScreen {
  id: number;
  key: ScreenKey;
  /** '' once it was sent. */
  text: string;
  options: readonly Option[];
  createdAt: number;
  /** The platform's ids of the messages already sent, in order. */
  messageIds: string[];
}

export interface Screens {
  /** Records a screen and what it waits for. Call once per update. Throws ZodError for too many options. */
  record(key: ScreenKey, updateId: string, screen: LastingScreen): RecordedScreen;
  get(id: number): RecordedScreen | undefined;
  /** The screen an update already led to, when working on it was interrupted. */
  ofUpdate(channel: string, updateId: string): RecordedScreen | undefined;
  /** The person's newest screen with options, to which a typed number refers. */
  newestMenu(key: ScreenKey): RecordedScreen | undefined;
  sentPart(id: number, messageId: string): void;
  /** All of it was sent: its words are deleted. */
  sent(id: number): void;
  /** What the person's next text is for; undefined when nothing waits or it waited too long. */
  awaited(key: ScreenKey): AwaitedText | undefined;
  /** Waits for nothing any more. */
  stopAwaiting(key: ScreenKey): void;
}

/** Who has not gone on by then has turned to something else, and asks a question. */
const AWAITED_MS = 3_600_000;
/** A person scrolls back to the last few menus, not to hundreds. */
const MENUS_PER_PERSON_MAX = 20;
/** What a phone shows of a button; the rest would be cut by the app. */
const LABEL_CHARACTERS_MAX = 60;

const storedOptions = z
  .array(
    z.object({
      label: z.string().min(1),
      action: z.object({ name: z.string().min(1), data: z.unknown() }),
    }),
  )
  .max(OPTIONS_MAX);
const storedIds = z.array(z.string());

interface ScreenRow {
  id: number;
  channel: string;
  chat_id: string;
  thread_id: string;
  person_id: string;
  text: string;
  options: string;
  message_ids: string;
  created_at: number;
}

/** The screens of one bot.db. */
export function createScreens(database: Database, now: () => number): Screens {
  const whose = 'channel = ? AND chat_id = ? AND thread_id = ? AND person_id = ?';
  const insert = database.prepare(
    `INSERT INTO screens (channel, chat_id, thread_id, person_id, update_id, text, options, created_at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const byId = database.prepare<[number], ScreenRow>('SELECT * FROM screens WHERE id = ?');
  const byUpdate = database.prepare<[string, string], ScreenRow>(
    'SELECT * FROM screens WHERE channel = ? AND update_id = ?',
  );
  const newest = database.prepare<[string, string, string, string], ScreenRow>(
    `SELECT * FROM screens WHERE ${whose} AND options <> '[]' ORDER BY id DESC LIMIT 1`,
  );
  const trim = database.prepare(
    `DELETE FROM screens WHERE ${whose} AND text = '' AND id NOT IN
       (SELECT id FROM screens WHERE ${whose} ORDER BY id DESC LIMIT ${MENUS_PER_PERSON_MAX})`,
  );
  const addPart = database.prepare(
    "UPDATE screens SET message_ids = json_insert(message_ids, '$[#]', ?) WHERE id = ?",
  );
  const blank = database.prepare("UPDATE screens SET text = '' WHERE id = ?");
  const wait = database.prepare(
    `INSERT INTO dialogues (channel, chat_id, thread_id, person_id, name, state, expires_at)
     VALUES (?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (channel, chat_id, thread_id, person_id) DO UPDATE SET
       name = excluded.name, state = excluded.state, expires_at = excluded.expires_at`,
  );
  const waited = database.prepare<
    [string, string, string, string, number],
    { name: string; state: string }
  >(`SELECT name, state FROM dialogues WHERE ${whose} AND expires_at > ?`);
  const stopWaiting = database.prepare(`DELETE FROM dialogues WHERE ${whose}`);

  const record = database.transaction((key: ScreenKey, updateId: string, screen: LastingScreen) => {
    const { text, options = [], awaits } = screen;
    const columns = columnsOf(key);
    const json = JSON.stringify(storedOptions.parse(options.map(storable)));
    const { lastInsertRowid } = insert.run(...columns, updateId, text, json, now());
    trim.run(...columns, ...columns);
    if (awaits) {
      wait.run(...columns, awaits.dialogue, JSON.stringify(awaits.state), now() + AWAITED_MS);
    } else {
      stopWaiting.run(...columns);
    }
    return Number(lastInsertRowid);
  });
  const read = (row: ScreenRow | undefined) => row && recordedOf(row);

  return {
    record(key, updateId, screen) {
      return recordedOf(byId.get(record.immediate(key, updateId, screen))!); // just written
    },
    get: (id) => read(byId.get(id)),
    ofUpdate: (channel, updateId) => read(byUpdate.get(channel, updateId)),
    newestMenu: (key) => read(newest.get(...columnsOf(key))),
    sentPart: (id, messageId) => void addPart.run(messageId, id),
    sent: (id) => void blank.run(id),
    awaited(key) {
      const row = waited.get(...columnsOf(key), now());
      return row && { dialogue: row.name, state: JSON.parse(row.state) };
    },
    stopAwaiting: (key) => void stopWaiting.run(...columnsOf(key)),
  };
}

function columnsOf({ channel, chatId, threadId, personId }: ScreenKey) {
  return [channel, chatId, threadId ?? '', personId] as const;
}

function storable({ label, action }: Option): { label: string; action: Action } {
  const characters = [...label];
  const cut = characters.slice(0, LABEL_CHARACTERS_MAX - 1).join('');
  return { label: characters.length > LABEL_CHARACTERS_MAX ? `${cut}…` : label, action };
}

function recordedOf(row: ScreenRow): RecordedScreen {
  return {
    id: row.id,
    key: {
      channel: row.channel,
      chatId: row.chat_id,
      threadId: row.thread_id || undefined,
      personId: row.person_id,
    },
    text: row.text,
    options: storedOptions.parse(JSON.parse(row.options)),
    createdAt: row.created_at,
    messageIds: storedIds.parse(JSON.parse(row.message_ids)),
  };
}
