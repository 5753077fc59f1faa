/**
 * What the bot does about one update of a chat: it answers, shows a source, notes a rating, or says
 * why not. Knows no platform; the steps stand in answering.ts, button-press.ts,
 * typed-choice.ts and commands.ts.
 */
import { answerMessage } from './answering.ts';
import type { Assistant } from './assistant.ts';
import { answerPress } from './button-press.ts';
import type { Channel, ChannelEvent, ChatAddress, Content } from './channels/channel.ts';
import { type Delivery, DONE, deliver, type Settlement } from './delivery.ts';
import type { InboxHandler } from './inbox-worker.ts';
import { createRateLimit, type RateLimit } from './limits.ts';
import type { RelatedQuestions } from './related-questions.ts';
import type { Profile } from './replies/chat.ts';
import * as words from './replies/chat.ts';
import type { SendGate } from './send-gate.ts';
import type { BotStore } from './store/bot-store.ts';
import type { ConversationKey } from './store/conversations.ts';
import type { InboxItem } from './store/inbox.ts';
import { answerChoice } from './typed-choice.ts';

export interface ConversationLimits {
  /** A question that waited longer than this gets an apology. */
  questionMaxAgeMs: number;
  questionMaxCharacters: number;
  questionsPerMinute: number;
  groupQuestionsPerMinute: number;
}

export interface ConversationOptions<Part> {
  channel: Channel<Part>;
  gate: SendGate;
  assistant: Assistant;
  store: Pick<BotStore, 'chats' | 'conversations' | 'replies' | 'feedback'>;
  /** Absent: no related questions are offered. */
  related?: RelatedQuestions | undefined;
  limits: ConversationLimits;
  profile: Profile;
  /** Milliseconds since 1970. */
  now: () => number;
  /** Aborted when the program has to end without waiting any longer. */
  signal: AbortSignal;
}

/** What the steps of a conversation share. */
export interface ConversationContext<Part> extends ConversationOptions<Part> {
  rates: { person: RateLimit; group: RateLimit };
  keyOf(address: ChatAddress): ConversationKey;
  /** Lays a content out and sends it. */
  say(
    address: ChatAddress,
    content: Content,
    options?: Omit<Partial<Delivery<Part>>, 'channel' | 'gate' | 'address' | 'parts'>,
  ): Promise<Settlement>;
}

/** Handles the stored updates of one channel, one call at a time per chat. */
export function createConversation<Part>(options: ConversationOptions<Part>): InboxHandler {
  const context = contextOf(options);
  return (item) => handle(context, options.channel.format.read(item.payload), item);
}

function contextOf<Part>(options: ConversationOptions<Part>): ConversationContext<Part> {
  const { channel, gate, store, limits } = options;
  return {
    ...options,
    rates: {
      person: createRateLimit(limits.questionsPerMinute),
      group: createRateLimit(limits.groupQuestionsPerMinute),
    },
    keyOf: ({ chatId, threadId }) => ({ channel: channel.name, chatId, threadId }),
    say: (address, content, more) =>
      deliver({
        channel,
        gate,
        address,
        parts: channel.format.layOut(content, address),
        onUnreachable: () => store.chats.markUnreachable(channel.name, address.chatId),
        onMoved: (toChatId) => store.chats.move(channel.name, address.chatId, toChatId),
        ...more,
      }),
  };
}

async function handle<Part>(
  context: ConversationContext<Part>,
  event: ChannelEvent,
  item: InboxItem,
): Promise<Settlement> {
  const { store, channel } = context;
  switch (event.kind) {
    case 'message':
      store.chats.markReachable(channel.name, event.address.chatId);
      return answerMessage(context, event, item);
    case 'press':
      return answerPress(context, event, item);
    case 'choice':
      store.chats.markReachable(channel.name, event.address.chatId);
      return answerChoice(context, event, item);
    case 'wordless':
      if (context.rates.person.ask(event.personId, event.sentAt) !== 'allow') return DONE;
      return context.say(event.address, { kind: 'notice', text: words.wordsOnly });
    case 'reachability':
      if (event.isReachable) store.chats.markReachable(channel.name, event.address.chatId);
      else store.chats.markUnreachable(channel.name, event.address.chatId);
      return DONE;
    case 'moved':
      store.chats.move(channel.name, event.fromChatId, event.toChatId);
      return DONE;
    case 'ignored':
      return DONE;
  }
}
