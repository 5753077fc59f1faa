/** The commands of the real bot, for tests of how updates are read. */
import { knownCommands } from '../../bot/commands.ts';
import { parseConfig } from '../../bot/config.ts';
import { openBotStore } from '../../bot/store/bot-store.ts';
import { testParts } from './test-parts.ts';

const store = openBotStore({
  file: ':memory:',
  now: Date.now,
  turnsMax: 6,
  retentionDays: 1,
});

export const isKnownCommand = knownCommands(testParts(parseConfig({}), store).desk);
