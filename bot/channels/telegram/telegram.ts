/**
 * Telegram's life: connects, sets the command menu, receives by long polling or webhook, and stops.
 * The only folder that knows grammY. A network that is down delays the connection; it does not stop
 * the program.
 */
import { Api, GrammyError } from 'grammy';
import type { BotCommand, Update, UserFromGetMe } from 'grammy/types';
import type { Assistant } from '../../assistant.ts';
import type { TelegramConfig } from '../../config-platforms.ts';
import { describeError, type Log } from '../../log.ts';
import { sleep } from '../../sleep.ts';
import type { ReceivedUpdate } from '../../store/inbox.ts';
import type { Channel } from '../channel.ts';
import type { WebhookReceiver } from '../webhook-server.ts';
import { createInlineMode, type InlineOptions } from './inline.ts';
import { layOut, type TelegramPart, wordsOf } from './layout.ts';
import { POLL_SECONDS, pollUpdates } from './polling.ts';
import { ALLOWED_UPDATES, laneOf, readUpdate } from './read.ts';
import { asGrammySignal, createTelegramSender } from './sender.ts';
import { createTelegramReceiver } from './webhook.ts';

const TELEGRAM = 'telegram';

export interface TelegramOptions {
  config: TelegramConfig;
  /** Answers inline queries, in which no conversation takes place. */
  assistant: Assistant;
  limits: InlineOptions['limits'];
  /** Stores updates durably before Telegram is told that they arrived; rejects when it cannot. */
  receive: (updates: readonly ReceivedUpdate[]) => Promise<void>;
  menu: readonly BotCommand[];
  isKnownCommand: (name: string) => boolean;
  /** The secret Telegram sends along when none is configured; must be the same after a restart. */
  ownSecret: string;
  mayPoll: () => boolean;
  log: Log;
  /** Stops receiving. */
  stopping: AbortSignal;
  /** Aborts what is still being sent. */
  ending: AbortSignal;
}

/** Telegram refuses the token: nothing will ever work with it. */
export class TelegramTokenError extends Error {
  readonly code = 'TELEGRAM_TOKEN';
  constructor() {
    super('Telegram refuses TELEGRAM_BOT_TOKEN.');
  }
}

export interface Telegram {
  channel: Channel<TelegramPart>;
  username: string;
  /** Resolves when receiving has ended. */
  ended: Promise<void>;
}

// A phone's network is slow; a message that took longer than this to send is counted as unknown.
const CALL_TIMEOUT_SECONDS = 20;
const POLL_TIMEOUT_SECONDS = POLL_SECONDS + 15;
const CONNECT_WAIT_FIRST_MS = 1_000;
const CONNECT_WAIT_MAX_MS = 30_000;
const WEBHOOK_CONNECTIONS_MAX = 20;

/** The path the proxy passes Telegram's pushes on to, and what answers there. Undefined when polling. */
export function telegramReceiver(
  options: TelegramOptions,
): { path: string; receive: WebhookReceiver } | undefined {
  const { webhook } = options.config;
  if (!webhook) return undefined;
  return {
    path: new URL(webhook.url).pathname,
    receive: createTelegramReceiver({
      secret: webhook.secret ?? options.ownSecret,
      store: intake(options),
      log: options.log,
    }),
  };
}

/**
 * Connects and starts receiving. Resolves undefined when stopped before a connection was made;
 * rejects with TelegramTokenError.
 */
export async function connectTelegram(options: TelegramOptions): Promise<Telegram | undefined> {
  const { config, log, stopping } = options;
  const { token, apiRoot } = config;
  const api = new Api(token, { apiRoot, timeoutSeconds: CALL_TIMEOUT_SECONDS });
  const bot = await persistently(options, () => api.getMe(asGrammySignal(stopping)));
  if (!bot) return undefined;
  await persistently(options, () => register(api, options));
  log.info({ bot: bot.username, webhook: config.webhook !== undefined }, 'Telegram is connected');
  const ended = config.webhook
    ? Promise.resolve()
    : pollUpdates({
        api: new Api(token, { apiRoot, timeoutSeconds: POLL_TIMEOUT_SECONDS }),
        store: intake(options),
        mayPoll: options.mayPoll,
        log,
        signal: stopping,
      });
  return { channel: channelOf(api, bot, options), username: bot.username, ended };
}

/** Inline queries are answered at once; everything else is stored before it is acknowledged. */
function intake(options: TelegramOptions): (updates: readonly Update[]) => Promise<void> {
  const { config, assistant, limits, log, stopping } = options;
  const api = new Api(config.token, {
    apiRoot: config.apiRoot,
    timeoutSeconds: CALL_TIMEOUT_SECONDS,
  });
  const inline = createInlineMode({ api, assistant, limits, log, signal: stopping });
  return async (updates) => {
    const lasting = updates.filter(({ inline_query }) => inline_query === undefined);
    for (const { inline_query } of updates) if (inline_query) inline.take(inline_query);
    if (lasting.length > 0) await options.receive(lasting.map(receivedOf));
  };
}

function channelOf(api: Api, bot: UserFromGetMe, options: TelegramOptions): Channel<TelegramPart> {
  return {
    name: TELEGRAM,
    revises: true,
    format: {
      read: (payload) => readUpdate(payload, { bot, isKnownCommand: options.isKnownCommand }),
      layOut,
      wordsOf,
    },
    sender: createTelegramSender({ api, log: options.log, signal: options.ending }),
  };
}

/** Tells Telegram where updates go and which commands there are. */
async function register(api: Api, options: TelegramOptions): Promise<void> {
  const signal = asGrammySignal(options.stopping);
  const { webhook } = options.config;
  if (webhook) {
    await api.setWebhook(
      webhook.url,
      {
        secret_token: webhook.secret ?? options.ownSecret,
        allowed_updates: ALLOWED_UPDATES,
        max_connections: WEBHOOK_CONNECTIONS_MAX,
      },
      signal,
    );
  } else {
    // Polling gets 409 while a webhook is set. What waits at Telegram is kept.
    await api.deleteWebhook({}, signal);
  }
  try {
    await api.setMyCommands(options.menu, {}, signal);
  } catch (error) {
    options.log.warn(describeError(error), 'the command menu was not set');
  }
}

/** Tries until it works, the program stops (undefined), or Telegram refuses the token. */
async function persistently<Result>(
  { log, stopping }: TelegramOptions,
  attempt: () => Promise<Result>,
): Promise<Result | undefined> {
  let waitMs = CONNECT_WAIT_FIRST_MS;
  while (!stopping.aborted) {
    try {
      return await attempt();
    } catch (error) {
      if (stopping.aborted) return undefined;
      if (isTokenRefusal(error)) throw new TelegramTokenError();
      log.warn(describeError(error), 'Telegram cannot be reached yet');
      await sleep(waitMs, stopping);
      waitMs = Math.min(waitMs * 2, CONNECT_WAIT_MAX_MS);
    }
  }
  return undefined;
}

/** The Bot API says 404 to a token of the wrong form and 401 to an unknown one. */
function isTokenRefusal(error: unknown): boolean {
  return (
    error instanceof GrammyError &&
    (error.error_code === 401 || (error.error_code === 404 && error.method === 'getMe'))
  );
}

function receivedOf(update: Update): ReceivedUpdate {
  return {
    channel: TELEGRAM,
    updateId: String(update.update_id),
    lane: `${TELEGRAM} ${laneOf(update)}`,
    payload: update,
  };
}
