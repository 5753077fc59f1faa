/**
 * The last turns of every conversation, which follow-up questions lean on. Bounded per
 * conversation; a person can have them forgotten, and they end with the retention.
 */

import type { Turn } from '../../knowledge/answering/answer.ts';
import type { Database } from '../../knowledge/corpus/database.ts';

/** Where a conversation takes place; a forum topic of a group is one of its own. */
export interface ConversationKey {
  channel: string;
  chatId: string;
  threadId?: string | undefined;
}

export interface Conversations {
  /** Oldest first; at most the configured number of question-and-answer turns. */
  history(key: ConversationKey): Turn[];
  append(key: ConversationKey, turns: readonly Turn[]): void;
  /**
   * Forgets the conversation and the questions beside its recorded replies, whose buttons go on
   * working; returns how many turns there were.
   */
  forget(key: ConversationKey): number;
}

interface ConversationOptions {
  database: Database;
  now: () => number;
  /** Question-and-answer pairs kept per conversation. */
  turnsMax: number;
}

/** A long answer is cut in memory: follow-ups lean on its beginning, and prompts have a limit. */
const TURN_CHARACTERS_MAX = 1_200;

/** The conversations of one bot.db. */
export function createConversations(options: ConversationOptions): Conversations {
  const { database, now } = options;
  const messagesMax = options.turnsMax * 2;
  const where = 'channel = ? AND chat_id = ? AND thread_id = ?';
  const last = database.prepare<[string, string, string, number], Turn>(
    `SELECT role, content FROM turns WHERE ${where} ORDER BY id DESC LIMIT ?`,
  );
  const insert = database.prepare(
    'INSERT INTO turns (channel, chat_id, thread_id, role, content, said_at) VALUES (?, ?, ?, ?, ?, ?)',
  );
  const trim = database.prepare(
    `DELETE FROM turns WHERE ${where} AND id NOT IN
       (SELECT id FROM turns WHERE ${where} ORDER BY id DESC LIMIT ?)`,
  );
  const clear = database.prepare(`DELETE FROM turns WHERE ${where}`);
  const blank = database.prepare(`UPDATE replies SET question = '' WHERE ${where}`);
  const columns = (key: ConversationKey) => [key.channel, key.chatId, key.threadId ?? ''] as const;

  const append = database.transaction((key: ConversationKey, turns: readonly Turn[]) => {
    for (const { role, content } of turns) {
      insert.run(
        ...columns(key),
        role,
        content.slice(0, TURN_CHARACTERS_MAX).toWellFormed(),
        now(),
      );
    }
    trim.run(...columns(key), ...columns(key), messagesMax);
  });

  return {
    history: (key) => last.all(...columns(key), messagesMax).reverse(),
    append: (key, turns) => append(key, turns),
    forget: database.transaction((key: ConversationKey) => {
      blank.run(...columns(key));
      return clear.run(...columns(key)).changes;
    }),
  };
}
