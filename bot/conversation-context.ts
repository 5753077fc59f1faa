/**
 * What the steps of a conversation share: the channel it takes place in, what the bot knows and
 * remembers, its limits, and its voice.
 */
import type { Assistant } from './assistant.ts';
import type { Channel, ChatAddress } from './channels/channel.ts';
import { createRateLimit, type RateLimit } from './limits.ts';
import type { RelatedQuestions } from './related-questions.ts';
import type { Roles } from './roles.ts';
import type { Desk } from './screens/desk.ts';
import type { Visit } from './screens/screen.ts';
import type { BotStore } from './store/bot-store.ts';
import type { ConversationKey } from './store/conversations.ts';
import type { Voice } from './voice.ts';

export interface ConversationLimits {
  /** A question that waited longer than this gets an apology. */
  questionMaxAgeMs: number;
  questionMaxCharacters: number;
  questionsPerMinute: number;
  groupQuestionsPerMinute: number;
}

export interface ConversationOptions<Part> {
  channel: Channel<Part>;
  voice: Voice;
  assistant: Assistant;
  desk: Desk;
  roles: Pick<Roles, 'of'>;
  store: Pick<
    BotStore,
    'chats' | 'conversations' | 'replies' | 'feedback' | 'screens' | 'subscribers'
  >;
  /** Absent: no related questions are offered. */
  related?: RelatedQuestions | undefined;
  limits: ConversationLimits;
  /** Milliseconds since 1970. */
  now: () => number;
  /** Aborted when the program has to end without waiting any longer. */
  signal: AbortSignal;
}

export interface ConversationContext<Part> extends ConversationOptions<Part> {
  rates: { person: RateLimit; group: RateLimit; options: RateLimit };
  keyOf(address: ChatAddress): ConversationKey;
  visitOf(from: { address: ChatAddress; personId: string }): Visit;
  say: Voice['say'];
}

/** Choosing costs next to nothing, and a choice of several places takes many taps. */
const OPTIONS_PER_MINUTE = 60;

export function contextOf<Part>(options: ConversationOptions<Part>): ConversationContext<Part> {
  const { channel, voice, limits, roles } = options;
  return {
    ...options,
    rates: {
      person: createRateLimit(limits.questionsPerMinute),
      group: createRateLimit(limits.groupQuestionsPerMinute),
      options: createRateLimit(OPTIONS_PER_MINUTE),
    },
    keyOf: ({ chatId, threadId }) => ({ channel: channel.name, chatId, threadId }),
    visitOf({ address, personId }) {
      const person = { channel: channel.name, personId };
      return { ...person, address, role: roles.of(person) };
    },
    say: voice.say,
  };
}
