/**
 * The seam between the conversation and a chat platform. A channel turns what its platform sends
 * into events, lays out what the bot says, and sends it; it decides nothing about what is said.
 * Expected refusals of a platform are values here, not exceptions.
 */
import type { Citation } from '../../knowledge/answering/answer.ts';
import type { CitationContext, Reply } from '../assistant.ts';
import type { Verdict } from '../store/feedback.ts';

/** Where a message goes. */
export interface ChatAddress {
  chatId: string;
  /** A group's forum topic. */
  threadId?: string | undefined;
  kind: 'private' | 'group';
}

interface FromPerson {
  address: ChatAddress;
  /** The platform's id of the person; the same in every chat. */
  personId: string;
}

/** Words meant for the bot. */
export interface IncomingMessage extends FromPerson {
  kind: 'message';
  messageId: string;
  /** Cleaned text without the bot's mention; '' when there was none. */
  text: string;
  /** "/quen" arrives as { name: 'quen', argument: '' }. */
  command: { name: string; argument: string } | undefined;
  /** Milliseconds since 1970, by the platform's clock. */
  sentAt: number;
  /** The person changed a message that may have been answered already. */
  isEdit: boolean;
}

/** What a button does; a channel without buttons never reports one. */
export type ButtonAction =
  | { do: 'show-source'; replyId: number; n: number }
  | { do: 'rate'; replyId: number; verdict: Verdict }
  /** Offers questions that go on from the reply. */
  | { do: 'show-related'; replyId: number }
  /** Asks the reply's offered question of this index. */
  | { do: 'ask-related'; replyId: number; index: number }
  /** Chooses the option of this index of a menu. */
  | { do: 'choose'; menuId: number; index: number };

export interface ButtonPress extends FromPerson {
  kind: 'press';
  pressId: string;
  /** The message that carries the button. */
  messageId: string;
  /** Undefined for a button this release does not know. */
  action: ButtonAction | undefined;
}

/** Where there are no buttons, a person types what a button would do, about the chat's newest answer. */
export type Choice =
  | { do: 'show-sources'; numbers: readonly number[] }
  | { do: 'show-related' }
  /** Asks the offered question of this index. */
  | { do: 'ask-related'; index: number }
  | { do: 'rate'; verdict: Verdict };

export interface TypedChoice extends FromPerson {
  kind: 'choice';
  messageId: string;
  sentAt: number;
  choice: Choice;
  /** As it was typed, cleaned: "1" can also choose from a menu, or be a text that is waited for. */
  text: string;
}

/** A picture, a voice message, a sticker: meant for the bot, but not words. */
export interface WordlessMessage extends FromPerson {
  kind: 'wordless';
  messageId: string;
  sentAt: number;
}

/** The person blocked or unblocked the bot, or it was removed from or added to a group. */
export interface ReachabilityChange {
  kind: 'reachability';
  address: ChatAddress;
  isReachable: boolean;
}

export interface ChatMoved {
  kind: 'moved';
  fromChatId: string;
  toChatId: string;
}

/** Talk that is not for the bot, or a kind of update this release does not know. */
export interface IgnoredUpdate {
  kind: 'ignored';
}

export type ChannelEvent =
  | IncomingMessage
  | ButtonPress
  | TypedChoice
  | WordlessMessage
  | ReachabilityChange
  | ChatMoved
  | IgnoredUpdate;

/** Something the bot says, before layout. */
export type Content =
  | { kind: 'notice'; text: string }
  | {
      kind: 'answer';
      replyId: number;
      reply: Reply;
      ratings: Record<Verdict, number>;
      /** True when there is a button to see questions that go on from here. */
      offersRelated?: boolean;
    }
  | { kind: 'source'; citation: Citation; context: CitationContext | undefined }
  /** News for many. The picture is an address. */
  | {
      kind: 'announcement';
      heading: string;
      text: string;
      link: string | undefined;
      picture: string | undefined;
      /** An appointment as a file, where a channel takes files; it follows the text. */
      calendar: { fileName: string; bytes: Uint8Array } | undefined;
    }
  /** Words with options, by their labels; one is chosen by its index. */
  | { kind: 'menu'; menuId: number; text: string; options: readonly string[] }
  /** A channel that takes no files says where to get it. */
  | { kind: 'file'; fileName: string; mediaType: string; bytes: Uint8Array; caption: string };

/** Who has to pause: all that is sent, all that is sent to many, or what goes to this chat. */
export type PauseScope = 'everyone' | 'bulk' | 'chat';

export type SendOutcome =
  | { outcome: 'sent'; messageId: string }
  /** Not sent; the platform wants a pause, from whom `scope` says. */
  | { outcome: 'rate-limited'; retryAfterMs: number; scope: PauseScope }
  /** Not sent. `isLasting`: blocked, deleted, left; otherwise until the person writes again. */
  | { outcome: 'unreachable'; reason: string; isLasting: boolean }
  /** Not sent; the chat has another id now. */
  | { outcome: 'moved'; toChatId: string }
  /** Not sent: the platform could not be reached, or failed. */
  | { outcome: 'unavailable'; reason: string }
  /** The response was lost: it may have been sent or not. */
  | { outcome: 'unknown'; reason: string }
  /** Not sent: the platform does not accept this message. */
  | { outcome: 'refused'; reason: string };

/** Understands a platform's updates and lays messages out. Pure. `Part` is one message of the platform. */
export interface ChannelFormat<Part> {
  /** Never throws for an unknown or malformed update: that one is ignored. */
  read(payload: unknown): ChannelEvent;
  /** At least one part, each within the platform's size. The same content gives the same parts. */
  layOut(content: Content, address: ChatAddress): readonly Part[];
  /** What a person sees of a part, in words: for a preview in another channel. */
  wordsOf(part: Part): string;
}

/** Speaks to the platform. No method rejects; an aborted signal gives 'unknown'. */
export interface ChannelSender<Part> {
  send(
    address: ChatAddress,
    part: Part,
    options: { replyToMessageId?: string | undefined },
  ): Promise<SendOutcome>;
  /** Replaces a message of the bot's own; 'sent' also when it already looked so. */
  revise(address: ChatAddress, messageId: string, part: Part): Promise<SendOutcome>;
  /** Ends the waiting sign of a pressed button, with a short note when there is one. */
  acknowledge(pressId: string, note: string | undefined): Promise<void>;
  /** Shows once that the bot is at work; how long that shows is the platform's business. */
  showTyping(address: ChatAddress): Promise<void>;
  /** Shows a growing reply where the platform can; the same `draftId` (not 0) replaces it. */
  showDraft(address: ChatAddress, draftId: number, text: string): Promise<void>;
  /** Shows another menu of commands than the usual one in this chat, where the platform has menus. */
  offerCommands(
    address: ChatAddress,
    menu: readonly { command: string; description: string }[],
  ): Promise<void>;
}

export interface Channel<Part> {
  /** "telegram"; the channel's name in bot.db. */
  readonly name: string;
  /** Can a message be changed after it was sent? */
  readonly revises: boolean;
  readonly format: ChannelFormat<Part>;
  readonly sender: ChannelSender<Part>;
}
