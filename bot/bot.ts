/**
 * The running bot apart from its web page: the platforms' channels, each with a worker that empties
 * its inbox. Knows no environment, terminal or corpus, so that tests start the same bot with their
 * own assistant.
 */
import { startKeeper } from './broadcast/keeper.ts';
import { startProgress } from './broadcast/progress.ts';
import { startWebhookServer, type WebhookServer } from './channels/webhook-server.ts';
import type { Config } from './config.ts';
import { describeError, type Log } from './log.ts';
import {
  type Platform,
  type PlatformOptions,
  telegramPlatform,
  zaloBotPlatform,
  zaloOaPlatform,
} from './platforms.ts';
import { sleep } from './sleep.ts';
import { createStaffNotice } from './staff-notice.ts';
import type { BotStore } from './store/bot-store.ts';
import { keepLease } from './store/leases.ts';

export interface BotOptions extends PlatformOptions {
  config: PlatformOptions['config'] & Pick<Config, 'webhooks'>;
}

export interface Bot {
  /**
   * Resolves with the bot's Telegram name once connected; undefined without Telegram. Rejects with
   * TelegramTokenError.
   */
  telegram: Promise<string | undefined>;
  /** The same for the Zalo Bot Platform; rejects with ZaloBotTokenError or ZaloBotWebhookError. */
  zaloBot: Promise<string | undefined>;
  /** Ready: the app's id, or '' while Zalo gives no token; undefined without an Official Account. */
  zaloOa: Promise<string | undefined>;
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

/** Starts the channels that are configured. Rejects with WebhookListenError. */
export async function startBot(options: BotOptions): Promise<Bot> {
  const { store, log, now } = options;
  const stopping = new AbortController();
  const ending = new AbortController();
  const stopped = new AbortController();
  const lease = keepLease(store.lease('inbox'), now, (error) =>
    log.error(describeError(error), 'the lease on the inbox could not be written'),
  );
  const { voices, roles } = options;
  const staffNotice = createStaffNotice({ voices, roles, alarms: store.alarms, log });
  const running = {
    staffNotice,
    mayWork: lease.isHeld,
    stopping: stopping.signal,
    ending: ending.signal,
  };
  const telegram = telegramPlatform(options, running);
  const zaloBot = zaloBotPlatform(options, running);
  const zaloOa = zaloOaPlatform(options, running);
  const platforms = [telegram, zaloBot, zaloOa].filter((platform) => platform !== undefined);
  const webhooks = await receiveWebhooks(platforms, options);
  const onStarted = () => {
    for (const platform of platforms) platform.wakeBulk();
  };
  const keeper = startKeeper({ store, onStarted, now, log });
  const progress = startProgress({ store, voices: options.voices, mayWork: lease.isHeld, log });
  const purging = setInterval(() => purge(store, log), PURGE_INTERVAL_MS);
  purge(store, log);

  return {
    telegram: Promise.resolve(telegram?.connect()),
    zaloBot: Promise.resolve(zaloBot?.connect()),
    zaloOa: Promise.resolve(zaloOa?.connect()),
    webhookPort: webhooks?.port,
    async stop() {
      clearInterval(purging);
      staffNotice.stop();
      stopping.abort();
      const giveUp = setTimeout(() => ending.abort(), STOP_GRACE_MS);
      await Promise.race([
        Promise.all([
          webhooks?.stop(),
          keeper.stop(),
          progress.stop(),
          ...platforms.map((platform) => platform.stop()),
        ]),
        sleep(STOP_GRACE_MS + STOP_AFTER_ABORT_MS, stopped.signal),
      ]);
      stopped.abort();
      clearTimeout(giveUp);
      lease.release();
    },
  };
}

/** One server for all platforms that push; undefined when none does. */
async function receiveWebhooks(
  platforms: readonly Platform[],
  { config }: BotOptions,
): Promise<WebhookServer | undefined> {
  const receivers = platforms.flatMap(({ receiver }) => receiver ?? []);
  if (receivers.length === 0) return undefined;
  return startWebhookServer({
    ...config.webhooks,
    receivers: Object.fromEntries(receivers.map(({ path, receive }) => [path, receive])),
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
