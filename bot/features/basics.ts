/** The commands about the conversation itself: greeting, help, sources of the newest answer, forgetting. */
import { menuFor, staffMenuFor } from '../command-menu.ts';
import * as words from '../replies/commands.ts';
import { sourcesOf } from '../replies/sources.ts';
import type { Feature } from '../screens/feature.ts';
import type { Screen, Visit } from '../screens/screen.ts';
import type { BotStore } from '../store/bot-store.ts';

export interface BasicsDeps {
  store: Pick<BotStore, 'conversations' | 'replies'>;
  profile: words.Profile;
}

export function basicsFeature({ store, profile }: BasicsDeps): Feature {
  const help = ({ role, address }: Visit): Screen => {
    // A group must not learn of what one of its people may.
    const staffMenu = address.kind === 'private' ? staffMenuFor(role) : [];
    return { text: words.help(profile, menuFor('member'), staffMenu) };
  };
  return {
    commands: {
      start: () => ({ text: words.welcome(profile) }),
      help,
      [words.HELP_COMMAND]: help,
      nguon: (visit) => ({ text: sourcesOf(store.replies.newest(keyOf(visit))?.reply) }),
      quen: (visit) => ({ text: words.forgotten(store.conversations.forget(keyOf(visit))) }),
    },
  };
}

function keyOf({ channel, address: { chatId, threadId } }: Visit) {
  return { channel, chatId, threadId };
}
