/**
 * The commands about the conversation itself, for whoever types on the page what works in the other
 * channels. The page has a button for each; lists and help are the assistant's.
 */
import type { Reply } from '../../assistant.ts';
import * as words from '../../replies/chat.ts';
import type { ConversationStore } from './server.ts';

/** What a command says, or undefined when the text is none. */
export function typedCommand(
  text: string,
  chatKey: string,
  conversations: Pick<ConversationStore, 'forget' | 'newest'>,
): Reply | undefined {
  switch (text.trim().toLowerCase()) {
    case '/quen':
      return said(words.forgotten(conversations.forget(chatKey)));
    case '/nguon':
      return said(words.sourcesOf(conversations.newest(chatKey)));
    default:
      return undefined;
  }
}

function said(text: string): Reply {
  return { kind: 'courtesy', text, citations: [] };
}
