/** What the web channel remembers, in memory: the faithful counterpart of the stores on bot.db. */
import type { ConversationStore, Exchange, FeedbackStore } from '../../bot/channels/web/options.ts';
import type { Turn } from '../../knowledge/answering/answer.ts';

export interface MemoryConversations extends ConversationStore {
  /** Every exchange not forgotten, by chat key. */
  readonly exchanges: Map<string, Exchange[]>;
}

export function createMemoryConversations(turnsMax = 6): MemoryConversations {
  const exchanges = new Map<string, Exchange[]>();
  return {
    exchanges,
    history: (chatKey) =>
      (exchanges.get(chatKey) ?? [])
        .flatMap(({ question, reply }): Turn[] => [
          { role: 'user', content: question },
          { role: 'assistant', content: reply.text },
        ])
        .slice(-turnsMax),
    append(chatKey, exchange) {
      exchanges.set(chatKey, [...(exchanges.get(chatKey) ?? []), exchange]);
    },
    forget(chatKey) {
      const turns = (exchanges.get(chatKey)?.length ?? 0) * 2;
      exchanges.delete(chatKey);
      return turns;
    },
  };
}

export interface MemoryFeedback extends FeedbackStore {
  readonly ratings: Map<string, 'up' | 'down'>;
}

export function createMemoryFeedback(): MemoryFeedback {
  const ratings = new Map<string, 'up' | 'down'>();
  return { ratings, record: ({ replyId, rating }) => void ratings.set(replyId, rating) };
}
