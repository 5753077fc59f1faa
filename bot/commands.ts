/**
 * The commands a person can type, in every channel. What they say stands in replies/chat.ts. Those
 * that list facts are questions to the assistant, which cites what it lists.
 */
import { LISTINGS } from './listings.ts';
import * as words from './replies/chat.ts';
import type { BotStore } from './store/bot-store.ts';
import type { ConversationKey } from './store/conversations.ts';

interface CommandContext {
  key: ConversationKey;
  store: Pick<BotStore, 'conversations' | 'replies'>;
  profile: words.Profile;
}

const COMMANDS: Readonly<Record<string, (context: CommandContext) => string>> = {
  start: ({ profile }) => words.welcome(profile),
  help: ({ profile }) => words.help(profile),
  trogiup: ({ profile }) => words.help(profile),
  nguon: ({ key, store }) => words.sourcesOf(store.replies.newest(key)?.reply),
  quen: ({ key, store }) => words.forgotten(store.conversations.forget(key)),
};

/** The reply to a command. An unknown one gets a pointer to the help. */
export function runCommand(name: string, context: CommandContext): string {
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  return command ? command(context) : words.unknownCommand;
}

/** The question a command asks; undefined for a command that is none. */
export function questionOf(command: { name: string; argument: string }): string | undefined {
  if (command.name === words.ASK_COMMAND) return command.argument;
  return LISTINGS.some((name) => name === command.name) ? `/${command.name}` : undefined;
}

/** Names that are answered without the bot being addressed otherwise. */
export function isKnownCommand(name: string): boolean {
  return questionOf({ name, argument: '' }) !== undefined || Object.hasOwn(COMMANDS, name);
}
