/** The commands of the real bot, for tests of how updates are read. */
import { knownCommands } from '../../bot/commands.ts';
import { openDesk } from '../../bot/features.ts';
import { openBotStore } from '../../bot/store/bot-store.ts';

const store = openBotStore({
  file: ':memory:',
  now: Date.now,
  turnsMax: 6,
  retentionDays: 1,
});

export const isKnownCommand = knownCommands(openDesk({ store, profile: {} }));
