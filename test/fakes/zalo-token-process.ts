/**
 * Asks once for the Official Account's token, as a process of its own on a shared bot.db: "ready",
 * then after a moment that gives the others time to be ready too, "token …".
 */
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { startTokens } from '../../bot/channels/zalo-oa/tokens.ts';
import { parseConfig } from '../../bot/config.ts';
import { createLog } from '../../bot/log.ts';
import { openBotStore } from '../../bot/store/bot-store.ts';

const START_TOGETHER_MS = 1_500;
const config = parseConfig(process.env);
const { zaloOa } = config;
if (!zaloOa) throw new Error('The Official Account is not configured.');
const file = join(config.dataDir, 'bot.db');
const store = openBotStore({ file, now: Date.now, ...config.conversation });
console.log('ready');
await delay(START_TOGETHER_MS);
const tokens = startTokens({
  ...zaloOa,
  seed: zaloOa.refreshToken,
  store: store.zaloOa,
  lease: store.lease('zalo-oa-token'),
  mayWork: () => false,
  now: Date.now,
  log: createLog('warn'),
  alarm: (problem) => console.error(problem),
});
console.log(`token ${await tokens.current()}`);
await tokens.stop();
store.close();
