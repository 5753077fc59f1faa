/** The commands a person can type, in every channel. What they say stands in replies/chat.ts. */
import * as words from './replies/chat.ts';
import type { BotStore } from './store/bot-store.ts';
import type { ConversationKey } from './store/conversations.ts';

interface CommandContext {
  key: ConversationKey;
  store: Pick<BotStore, 'conversations'>;
  profile: words.Profile;
}

const COMMANDS: Readonly<Record<string, (context: CommandContext) => string>> = {
  start: ({ profile }) => words.welcome(profile),
  help: ({ profile }) => words.help(profile),
  trogiup: ({ profile }) => words.help(profile),
  quen: ({ key, store }) => words.forgotten(store.conversations.forget(key)),
};

/** The reply to a command. An unknown one gets a pointer to the help. */
export function runCommand(name: string, context: CommandContext): string {
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  return command ? command(context) : words.unknownCommand;
}

/** Names that are answered without the bot being addressed otherwise. */
export function isKnownCommand(name: string): boolean {
  return name === words.ASK_COMMAND || Object.hasOwn(COMMANDS, name);
}
