/**
 * Replies as they were given. Recording one writes, in one transaction, everything that answering
 * an update changes (the reply and the conversation), so that a replay after a crash finds all of it
 * or nothing and sends the same words.
 */

import type { Citation } from '../../knowledge/answering/answer.ts';
import type { Database } from '../../knowledge/corpus/database.ts';
import type { Reply } from '../assistant.ts';
import type { ConversationKey, Conversations } from './conversations.ts';

export interface RecordedReply {
  id: number;
  key: ConversationKey;
  question: string;
  questionMessageId: string;
  reply: Reply;
  /** Milliseconds since 1970. */
  createdAt: number;
  /** The platform's ids of the messages already sent, in order. */
  messageIds: string[];
}

export interface NewReply {
  key: ConversationKey;
  updateId: string;
  questionMessageId: string;
  question: string;
  reply: Reply;
}

export interface Replies {
  /** Records a reply with its conversation turns. Call once per update. */
  record(reply: NewReply): RecordedReply;
  get(id: number): RecordedReply | undefined;
  /** The reply an update already got, when working on it was interrupted. */
  ofUpdate(channel: string, updateId: string): RecordedReply | undefined;
  /** The newest reply to a message, when the person edits the question; `beforeId` looks further back. */
  ofQuestion(
    key: ConversationKey,
    questionMessageId: string,
    beforeId?: number,
  ): RecordedReply | undefined;
  /** The conversation's newest answer or abstention, to which "1" or "+" refers. */
  newest(key: ConversationKey): RecordedReply | undefined;
  /** The conversation's newest reply that offers related questions, to which "a" refers. */
  newestOffer(key: ConversationKey): RecordedReply | undefined;
  /** Remembers that part `ordinal` of a reply became a message. */
  sentPart(id: number, ordinal: number, messageId: string): void;
}

interface ReplyRow {
  id: number;
  channel: string;
  chat_id: string;
  thread_id: string;
  question_message_id: string;
  question: string;
  kind: Reply['kind'];
  text: string;
  citations: string;
  related: string;
  created_at: number;
}

/** The replies of one bot.db. */
export function createReplies(options: {
  database: Database;
  now: () => number;
  conversations: Conversations;
}): Replies {
  const { database, now, conversations } = options;
  const insert = database.prepare(
    `INSERT INTO replies (channel, chat_id, thread_id, update_id, question_message_id, question,
       kind, text, citations, related, created_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const byId = database.prepare<[number], ReplyRow>('SELECT * FROM replies WHERE id = ?');
  const byUpdate = database.prepare<[string, string], ReplyRow>(
    'SELECT * FROM replies WHERE channel = ? AND update_id = ?',
  );
  const byQuestion = database.prepare<[string, string, string, number], ReplyRow>(
    `SELECT * FROM replies WHERE channel = ? AND chat_id = ? AND question_message_id = ? AND id < ?
     ORDER BY id DESC LIMIT 1`,
  );
  const newest = database.prepare<[string, string, string], ReplyRow>(
    `SELECT * FROM replies WHERE channel = ? AND chat_id = ? AND thread_id = ?
       AND kind IN ('answer', 'abstention') ORDER BY id DESC LIMIT 1`,
  );
  const newestOffer = database.prepare<[string, string, string], ReplyRow>(
    `SELECT * FROM replies WHERE channel = ? AND chat_id = ? AND thread_id = ?
       AND related <> '[]' ORDER BY id DESC LIMIT 1`,
  );
  const parts = database
    .prepare<[number], string>(
      'SELECT message_id FROM reply_parts WHERE reply_id = ? ORDER BY ordinal',
    )
    .pluck();
  const addPart = database.prepare(
    `INSERT INTO reply_parts (reply_id, ordinal, message_id) VALUES (?, ?, ?)
     ON CONFLICT (reply_id, ordinal) DO UPDATE SET message_id = excluded.message_id`,
  );

  const withParts = (row: ReplyRow | undefined) => row && recordedOf(row, parts.all(row.id));
  const record = database.transaction((added: NewReply, createdAt: number) => {
    const { key, reply } = added;
    const { lastInsertRowid } = insert.run(
      ...[key.channel, key.chatId, key.threadId ?? '', added.updateId, added.questionMessageId],
      ...[added.question, reply.kind, reply.text, JSON.stringify(reply.citations)],
      ...[JSON.stringify(reply.related ?? []), createdAt],
    );
    if (reply.kind === 'answer' || reply.kind === 'abstention') {
      conversations.append(key, [
        { role: 'user', content: added.question },
        { role: 'assistant', content: reply.text },
      ]);
    }
    return Number(lastInsertRowid);
  });

  return {
    record(added) {
      const createdAt = now();
      const id = record.immediate(added, createdAt);
      const { key, question, questionMessageId, reply } = added;
      return { id, key, question, questionMessageId, reply, createdAt, messageIds: [] };
    },
    get: (id) => withParts(byId.get(id)),
    ofUpdate: (channel, updateId) => withParts(byUpdate.get(channel, updateId)),
    ofQuestion: (key, messageId, beforeId = Number.MAX_SAFE_INTEGER) =>
      withParts(byQuestion.get(key.channel, key.chatId, messageId, beforeId)),
    newest: (key) => withParts(newest.get(key.channel, key.chatId, key.threadId ?? '')),
    newestOffer: (key) => withParts(newestOffer.get(key.channel, key.chatId, key.threadId ?? '')),
    sentPart: (id, ordinal, messageId) => void addPart.run(id, ordinal, messageId),
  };
}

function recordedOf(row: ReplyRow, messageIds: string[]): RecordedReply {
  return {
    id: row.id,
    key: { channel: row.channel, chatId: row.chat_id, threadId: row.thread_id || undefined },
    question: row.question,
    questionMessageId: row.question_message_id,
    reply: {
      kind: row.kind,
      text: row.text,
      citations: JSON.parse(row.citations) as Citation[],
      related: JSON.parse(row.related) as string[],
    },
    createdAt: row.created_at,
    messageIds,
  };
}
