/**
 * The running bot apart from its web page: the platforms' channels, each with a worker that empties
 * its inbox. Knows no environment, terminal or corpus, so that tests start the same bot with their
 * own assistant.
 */
import type { Assistant } from './assistant.ts';
import {
  connectTelegram,
  type Telegram,
  type TelegramOptions,
  telegramReceiver,
} from './channels/telegram/telegram.ts';
import { startWebhookServer } from './channels/webhook-server.ts';
import { isKnownCommand } from './commands.ts';
import type { Config } from './config.ts';
import { createConversation } from './conversation.ts';
import { createInboxWorker } from './inbox-worker.ts';
import type { Lanes } from './lanes.ts';
import { describeError, type Log } from './log.ts';
import { COMMAND_MENU } from './replies/chat.ts';
import { sleep } from './sleep.ts';
import type { BotStore } from './store/bot-store.ts';
import { createGroupCommit } from './store/group-commit.ts';
import { keepLease } from './store/leases.ts';

export interface BotOptions {
  config: Pick<Config, 'telegram' | 'webhooks' | 'limits' | 'name' | 'home' | 'contact'>;
  assistant: Assistant;
  store: BotStore;
  log: Log;
  /** Milliseconds since 1970. */
  now: () => number;
}

export interface Bot {
  /**
   * Resolves with the bot's Telegram name once connected; undefined without Telegram. Rejects with
   * TelegramTokenError.
   */
  telegram: Promise<string | undefined>;
  /** Where webhooks are received, when a platform pushes. */
  webhookPort: number | undefined;
  /** Finishes what is being answered, for a bounded time; the rest is answered at the next start. */
  stop(): Promise<void>;
}

// Long enough for a chat model's answer, shorter than a service manager's patience.
const STOP_GRACE_MS = 10_000;
/** After the grace everything is aborted; what does not react is left behind. */
const STOP_AFTER_ABORT_MS = 2_000;
const PURGE_INTERVAL_MS = 3_600_000;

/** What the channels share while the bot runs. */
interface Running {
  /** May this process work? One of several works off the inbox: the order in a chat depends on it. */
  mayWork: () => boolean;
  /** Aborted to stop receiving. */
  stopping: AbortSignal;
  /** Aborted to cut short what is still being answered or sent. */
  ending: AbortSignal;
}

/** Starts the channels that are configured. Rejects with WebhookListenError. */
export async function startBot(options: BotOptions): Promise<Bot> {
  const { store, log, now } = options;
  const stopping = new AbortController();
  const ending = new AbortController();
  const stopped = new AbortController();
  const lease = keepLease(store.lease('inbox'), now);
  const running = { mayWork: lease.isHeld, stopping: stopping.signal, ending: ending.signal };
  const telegram = await startTelegram(options, running);
  const purging = setInterval(() => purge(store, log), PURGE_INTERVAL_MS);
  purge(store, log);

  return {
    telegram: Promise.resolve(telegram?.username),
    webhookPort: telegram?.webhookPort,
    async stop() {
      clearInterval(purging);
      stopping.abort();
      const giveUp = setTimeout(() => ending.abort(), STOP_GRACE_MS);
      await Promise.race([
        telegram?.stop(),
        sleep(STOP_GRACE_MS + STOP_AFTER_ABORT_MS, stopped.signal),
      ]);
      stopped.abort();
      clearTimeout(giveUp);
      lease.release();
    },
  };
}

async function startTelegram(options: BotOptions, running: Running) {
  const { config, store, log } = options;
  if (!config.telegram) return undefined;
  let worker: Lanes | undefined;
  const telegramOptions: TelegramOptions = {
    config: config.telegram,
    receive: createGroupCommit(store.inbox, () => worker?.wake()).put,
    menu: COMMAND_MENU,
    isKnownCommand,
    ownSecret: Buffer.from(store.key('telegram-webhook')).toString('base64url'),
    mayPoll: running.mayWork,
    log,
    stopping: running.stopping,
    ending: running.ending,
  };
  const receiver = telegramReceiver(telegramOptions);
  const receivers = receiver && { [receiver.path]: receiver.receive };
  const webhooks = receivers && (await startWebhookServer({ ...config.webhooks, receivers }));
  const connecting = connectTelegram(telegramOptions).then((connected) => {
    if (!connected) return undefined;
    worker = workerOf(connected, options, running);
    worker.wake();
    return connected;
  });
  return {
    username: connecting.then((connected) => connected?.username),
    webhookPort: webhooks?.port,
    async stop() {
      // A refused token was reported through `username` already; stopping goes on.
      const connected = await connecting.catch(() => undefined);
      await Promise.all([connected?.ended, webhooks?.stop(), worker?.stop()]);
    },
  };
}

function workerOf({ channel }: Telegram, options: BotOptions, running: Running): Lanes {
  const { config, assistant, store, log, now } = options;
  const { limits } = config;
  const signal = running.ending;
  return createInboxWorker({
    inbox: store.inbox,
    channel: channel.name,
    handler: createConversation({
      channel,
      assistant,
      store,
      limits,
      profile: config,
      now,
      signal,
    }),
    log,
    now,
    mayWork: running.mayWork,
  });
}

function purge(store: BotStore, log: Log): void {
  try {
    const purged = store.purge();
    if (purged > 0) log.info({ purged }, 'rows past their retention were deleted');
  } catch (error) {
    log.error(describeError(error), 'deleting old rows failed');
  }
}
