/** Starts the real bot against the fake Telegram, with the echo assistant and a store in memory. */
import { type Bot, startBot } from '../../bot/bot.ts';
import { parseConfig } from '../../bot/config.ts';
import { createLog, type Log } from '../../bot/log.ts';
import type { RelatedQuestions } from '../../bot/related-questions.ts';
import type { Feature } from '../../bot/screens/feature.ts';
import { type BotStore, openBotStore } from '../../bot/store/bot-store.ts';
import { createEchoAssistant, type EchoAssistant } from './telegram-assistant.ts';
import type { FakeTelegram, StoredMessage } from './telegram-server.ts';
import type { FakeChat } from './telegram-world.ts';
import { testParts } from './test-parts.ts';

export interface TestBot extends Bot {
  store: BotStore;
  assistant: EchoAssistant;
}

/** `env` adds to the configuration that points at the fake. */
export async function startTestBot(
  telegram: FakeTelegram,
  options: {
    env?: Record<string, string>;
    file?: string;
    now?: () => number;
    related?: RelatedQuestions;
    log?: Log;
    features?: readonly Feature[];
  } = {},
): Promise<TestBot> {
  const config = parseConfig({
    TELEGRAM_BOT_TOKEN: telegram.token,
    TELEGRAM_API_ROOT: telegram.url,
    WEBHOOK_PORT: '0',
    ...options.env,
  });
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

const WAIT_MAX_MS = 20_000;

/** Waits until the condition gives something, looking often. */
export async function until<Result>(
  what: string,
  condition: () => Result | undefined | false,
): Promise<Result> {
  const deadline = Date.now() + WAIT_MAX_MS;
  for (;;) {
    const result = condition();
    if (result !== undefined && result !== false) return result;
    if (Date.now() > deadline) throw new Error(`Waited in vain for: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

/** The bot's messages in a chat, oldest first. */
export function fromBot(chat: FakeChat): StoredMessage[] {
  return chat.messages.filter(({ from }) => from.is_bot);
}

/** Waits for the bot's n-th message (from 1) in a chat. */
export function botMessage(chat: FakeChat, n: number): Promise<StoredMessage> {
  return until(`message ${n} of the bot`, () => fromBot(chat)[n - 1]);
}
