/**
 * How the bot speaks in one channel: everything it says there goes through one gate, and what a send
 * tells about a chat (blocked, moved) is noted.
 */
import type { Channel, ChannelSender, ChatAddress, Content } from './channels/channel.ts';
import { type Delivery, deliver, type Settlement } from './delivery.ts';
import type { SendGate } from './send-gate.ts';
import type { BotStore } from './store/bot-store.ts';

export interface Voice {
  /** The channel's name in bot.db. */
  channel: string;
  /** Can what was said be changed? */
  revises: boolean;
  /** The messages a content would become in a private chat, in words. */
  preview(content: Content): string[];
  /** Lays a content out and sends it. */
  say(address: ChatAddress, content: Content, options?: SayOptions): Promise<Settlement>;
  /** See ChannelSender.offerCommands. */
  offerCommands: ChannelSender<unknown>['offerCommands'];
}

/** By the channel's name, once it is connected. */
export type Voices = Map<string, Voice>;

export type SayOptions = Pick<
  Delivery<unknown>,
  'replyToMessageId' | 'sentMessageIds' | 'reviseMessageIds' | 'onSent'
>;

/** One per channel and process: two gates would not wait for one another. */
export function createVoice<Part>(
  channel: Channel<Part>,
  gate: SendGate,
  { chats, subscribers }: Pick<BotStore, 'chats' | 'subscribers'>,
): Voice {
  return {
    channel: channel.name,
    revises: channel.revises,
    preview: (content) =>
      channel.format
        .layOut(content, { chatId: '', kind: 'private' })
        .map((part) => channel.format.wordsOf(part)),
    say: (address, content, options) =>
      deliver({
        channel,
        gate,
        address,
        parts: channel.format.layOut(content, address),
        onUnreachable(isLasting) {
          chats.markUnreachable(channel.name, address.chatId);
          if (isLasting) subscribers.deactivate(channel.name, address.chatId, 'unreachable');
        },
        onMoved: (toChatId) => chats.move(channel.name, address.chatId, toChatId),
        ...options,
      }),
    offerCommands: channel.sender.offerCommands,
  };
}
