/** What the web chat is given: the seams towards storage and conversation, its limits and its options. */
import type { Turn } from '../../../knowledge/answering/answer.ts';
import type { Assistant, Reply } from '../../assistant.ts';
import type { Log } from '../../log.ts';

/** The page's channel in bot.db. */
export const WEB = 'web';

/** One question with its reply, as the conversation remembers it. */
export interface Exchange {
  /** Names the reply; what a person thinks of it is recorded under this id. */
  replyId: string;
  question: string;
  reply: Reply;
  at: Date;
}

export interface ConversationStore {
  /** Earlier turns of this chat, oldest first, already bounded; empty for an unknown chat. */
  history(chatKey: string): readonly Turn[];
  append(chatKey: string, exchange: Exchange): void;
  /** After this, history(chatKey) is empty. Returns how many turns there were. */
  forget(chatKey: string): number;
}

export interface FeedbackStore {
  /** The last rating of a reply counts: a second one replaces the first. */
  record(feedback: { replyId: string; rating: 'up' | 'down'; at: Date }): void;
}

/** Something typed on the page. */
export interface TypedOnPage {
  text: string;
  chatKey: string;
  session: string;
  /** Names the reply to it. */
  replyId: string;
}

/** What is typed and is no question: a command, an option's number, a text that is waited for. */
export interface ScreensOfPage {
  /** Undefined for a question. */
  reply(typed: TypedOnPage): Promise<Reply | undefined>;
}

export interface WebLimits {
  /** UTF-16 characters of one question. */
  questionMaxCharacters: number;
  /** Of one session; the burst is half of it, so that a lively start is not punished. */
  questionsPerMinute: number;
  /** Of one network address, all sessions and all requests to the API together. */
  requestsPerMinutePerAddress: number;
  /** Questions being answered at the same moment, over all sessions. */
  questionsAtOnce: number;
  /** After this the person gets an apology and the assistant's signal is aborted. */
  answerTimeoutMs: number;
}

export interface WebChannelOptions {
  assistant: Assistant;
  conversations: ConversationStore;
  feedback: FeedbackStore;
  screens: ScreensOfPage;
  log: Log;
  clock: () => Date;
  /** Default: loopback, so that nothing is served to a network unless somebody says so. */
  host?: string;
  /** Default 8080; 0 takes any free port. */
  port?: number;
  /** What the page calls itself. */
  title?: string;
  /** Questions offered in an empty chat. */
  examples?: readonly string[];
  limits?: Partial<WebLimits>;
  /** Believe X-Forwarded-For and X-Forwarded-Proto: only behind a proxy that sets them. */
  trustProxy?: boolean;
  /** Signs what the page hands back (sources, reply ids). Default: random, so it ends with the process. */
  secret?: Uint8Array;
}

export type WebAppOptions = Omit<WebChannelOptions, 'limits'> & {
  limits: WebLimits;
  /** Aborts when the server gives up waiting for answers in progress. */
  stopping: AbortSignal;
};
