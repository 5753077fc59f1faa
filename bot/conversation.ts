/**
 * What the bot does about one update of a chat: it answers, shows a source or a screen, notes a
 * rating, or says why not. Knows no platform; the steps stand in answering.ts, button-press.ts,
 * typed-choice.ts and screens/.
 */
import { answerMessage } from './answering.ts';
import { answerPress } from './button-press.ts';
import type { ChannelEvent } from './channels/channel.ts';
import {
  type ConversationContext,
  type ConversationOptions,
  contextOf,
} from './conversation-context.ts';
import { DONE, type Settlement } from './delivery.ts';
import type { InboxHandler } from './inbox-worker.ts';
import * as words from './replies/refusals.ts';
import type { InboxItem } from './store/inbox.ts';
import { answerChoice } from './typed-choice.ts';

/** Handles the stored updates of one channel, one call at a time per chat. */
export function createConversation<Part>(options: ConversationOptions<Part>): InboxHandler {
  const context = contextOf(options);
  return (item) => handle(context, options.channel.format.read(item.payload), item);
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
      else {
        store.chats.markUnreachable(channel.name, event.address.chatId);
        store.subscribers.deactivate(channel.name, event.address.chatId, 'unreachable');
      }
      return DONE;
    case 'moved':
      store.chats.move(channel.name, event.fromChatId, event.toChatId);
      return DONE;
    case 'ignored':
      return DONE;
  }
}
