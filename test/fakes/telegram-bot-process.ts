/**
 * The real bot with the echo assistant as a process of its own, to be killed at any moment:
 * node run.mjs test/fakes/telegram-bot-process, configured by the environment like `npm start`.
 */
import { join } from 'node:path';
import { startBot } from '../../bot/bot.ts';
import { parseConfig } from '../../bot/config.ts';
import { createLog } from '../../bot/log.ts';
import { openBotStore } from '../../bot/store/bot-store.ts';
import { createEchoAssistant } from './telegram-assistant.ts';

const config = parseConfig(process.env);
const store = openBotStore({
  file: join(config.dataDir, 'bot.db'),
  now: Date.now,
  ...config.conversation,
});
const assistant = createEchoAssistant();
const bot = await startBot({ config, assistant, store, log: createLog('warn'), now: Date.now });
console.log(`ready ${bot.webhookPort ?? ''}`);
