/** Starts the real bot against the fake Zalo servers, with the echo assistant and a store in memory. */
import { createServer } from 'node:net';
import { type Bot, startBot } from '../../bot/bot.ts';
import { parseConfig } from '../../bot/config.ts';
import { createLog, type Log } from '../../bot/log.ts';
import type { RelatedQuestions } from '../../bot/related-questions.ts';
import type { Feature } from '../../bot/screens/feature.ts';
import { type BotStore, openBotStore } from '../../bot/store/bot-store.ts';
import { createEchoAssistant, type EchoAssistant } from './telegram-assistant.ts';
import { testParts } from './test-parts.ts';
import type { FakeZaloBot } from './zalo-bot-server.ts';
import type { FakeZaloOa } from './zalo-oa-server.ts';

export interface ZaloTestBot extends Bot {
  store: BotStore;
  assistant: EchoAssistant;
}

export interface ZaloTestOptions {
  file?: string;
  now?: () => number;
  log?: Log;
  related?: RelatedQuestions;
  features?: readonly Feature[];
}

/** `env` is the whole configuration. */
export async function startZaloTestBot(
  env: Record<string, string>,
  options: ZaloTestOptions = {},
): Promise<ZaloTestBot> {
  const config = parseConfig({ WEBHOOK_PORT: '0', ...env });
  const now = options.now ?? Date.now;
  const store = openBotStore({ file: options.file ?? ':memory:', now, ...config.conversation });
  const assistant = createEchoAssistant();
  const log = options.log ?? createLog(process.env.HOPTAC_TEST_LOG ?? 'silent');
  const { related } = options;
  const parts = testParts(config, store, options.features);
  const bot = await startBot({ ...parts, config, assistant, related, store, log, now });
  return {
    ...bot,
    store,
    assistant,
    async stop() {
      await bot.stop();
      store.close();
    },
  };
}

/** Polls often, so that a test need not wait for the end of a poll when it stops. */
export function zaloBotEnv(zalo: FakeZaloBot, more: Record<string, string> = {}) {
  return {
    ZALO_BOT_TOKEN: zalo.token,
    ZALO_BOT_API_ROOT: zalo.url,
    ZALO_BOT_POLL_SECONDS: '1',
    ...more,
  };
}

/** The bot listens on a port of its own choice; tell the fake with pushTo(). */
export function zaloOaEnv(zalo: FakeZaloOa, more: Record<string, string> = {}) {
  return {
    ZALO_OA_APP_ID: zalo.appId,
    ZALO_OA_SECRET_KEY: zalo.secretKey,
    ZALO_OA_OA_SECRET: zalo.oaSecret,
    ZALO_OA_REFRESH_TOKEN: zalo.firstRefreshToken,
    ZALO_OA_API_ROOT: zalo.url,
    ZALO_OA_OAUTH_ROOT: zalo.url,
    ...more,
  };
}

export function pushTo(zalo: FakeZaloOa, bot: Bot): void {
  zalo.webhookUrl = `http://127.0.0.1:${bot.webhookPort}/zalo-oa`;
}

export function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number };
      server.close(() => resolve(port));
    });
  });
}
