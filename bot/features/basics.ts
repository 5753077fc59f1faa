/** The commands about the conversation itself: greeting, help, sources of the newest answer, forgetting. */
import * as words from '../replies/chat.ts';
import type { Feature } from '../screens/feature.ts';
import type { Visit } from '../screens/screen.ts';
import type { BotStore } from '../store/bot-store.ts';

export interface BasicsDeps {
  store: Pick<BotStore, 'conversations' | 'replies'>;
  profile: words.Profile;
}

export function basicsFeature({ store, profile }: BasicsDeps): Feature {
  return {
    commands: {
      start: () => ({ text: words.welcome(profile) }),
      help: () => ({ text: words.help(profile) }),
      [words.HELP_COMMAND]: () => ({ text: words.help(profile) }),
      nguon: (visit) => ({ text: words.sourcesOf(store.replies.newest(keyOf(visit))?.reply) }),
      quen: (visit) => ({ text: words.forgotten(store.conversations.forget(keyOf(visit))) }),
    },
  };
}

function keyOf({ channel, address: { chatId, threadId } }: Visit) {
  return { channel, chatId, threadId };
}
