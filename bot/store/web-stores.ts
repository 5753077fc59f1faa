/**
 * The web channel's storage seams on bot.db. The page's reply ids are the update ids of channel
 * 'web', so a reply given there is recorded, rated and forgotten like any other.
 */
import { type ConversationStore, type FeedbackStore, WEB } from '../channels/web/options.ts';
import type { BotStore } from './bot-store.ts';

/** A web page's visitor has no platform identity, so a reply there has one rating. */
const VISITOR = 'visitor';

/** What startWebChannel needs of storage. */
export function createWebStores(store: Pick<BotStore, 'conversations' | 'replies' | 'feedback'>): {
  conversations: ConversationStore;
  feedback: FeedbackStore;
} {
  const keyOf = (chatKey: string) => ({ channel: WEB, chatId: chatKey });
  return {
    conversations: {
      history: (chatKey) => store.conversations.history(keyOf(chatKey)),
      append(chatKey, { replyId, question, reply }) {
        store.replies.record({
          key: keyOf(chatKey),
          updateId: replyId,
          questionMessageId: replyId,
          question,
          reply,
        });
      },
      forget: (chatKey) => store.conversations.forget(keyOf(chatKey)),
    },
    feedback: {
      record({ replyId, rating }) {
        const reply = store.replies.ofUpdate(WEB, replyId);
        if (reply) store.feedback.give(reply.id, VISITOR, rating);
      },
    },
  };
}
