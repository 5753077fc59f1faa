/**
 * The Zalo Bot Platform's life: connects, receives by polling or webhook, and stops. A network that
 * is down delays the connection; it does not stop the program. A refused token, or a webhook that
 * would keep polling silently empty, does.
 */
import { z } from 'zod';
import type { ZaloBotConfig } from '../../config-platforms.ts';
import type { Log } from '../../log.ts';
import { sleep } from '../../sleep.ts';
import type { ReceivedUpdate } from '../../store/inbox.ts';
import type { Channel } from '../channel.ts';
import type { WebhookReceiver } from '../webhook-server.ts';
import { layOut, wordsOf, type ZaloPart } from '../zalo/layout.ts';
import { createZaloBotApi, type ZaloBotApi, type ZaloBotResult } from './api.ts';
import { pollUpdates } from './polling.ts';
import { createZaloBotSender } from './sender.ts';
import { readUpdate, receivedOf, ZALO_BOT, type ZaloBotUpdate } from './update.ts';
import { createZaloBotReceiver } from './webhook.ts';

export interface ZaloBotOptions {
  config: ZaloBotConfig;
  /** Stores updates durably before Zalo is told that they arrived; rejects when it cannot. */
  receive: (updates: readonly ReceivedUpdate[]) => Promise<void>;
  isKnownCommand: (name: string) => boolean;
  /** The secret Zalo sends along when none is configured; must be the same after a restart. */
  ownSecret: string;
  mayPoll: () => boolean;
  log: Log;
  /** Stops receiving. */
  stopping: AbortSignal;
  /** Aborts what is still being sent. */
  ending: AbortSignal;
}

/** Zalo refuses the token: nothing will ever work with it. */
export class ZaloBotTokenError extends Error {
  readonly code = 'ZALO_BOT_TOKEN';
  constructor() {
    super('The Zalo Bot Platform refuses ZALO_BOT_TOKEN.');
  }
}

/** Polling would be silently empty, because this bot's updates are pushed somewhere. */
export class ZaloBotWebhookError extends Error {
  readonly code = 'ZALO_BOT_WEBHOOK';
  constructor() {
    super('A webhook is set for this Zalo bot, so polling it would give nothing.');
  }
}

export interface ZaloBot {
  channel: Channel<ZaloPart>;
  account: string;
  /** Resolves when receiving has ended. */
  ended: Promise<void>;
}

const CALL_TIMEOUT_MS = 20_000;
const CONNECT_WAIT_FIRST_MS = 1_000;
const CONNECT_WAIT_MAX_MS = 30_000;
/** To getMe, 404 is said of a token of the wrong form, or by a host that is not the platform. */
const TOKEN_REFUSALS = [401, 404];
const me = z.looseObject({ account_name: z.string().default('') });
const webhookInfo = z.looseObject({ url: z.string().default('') });

/** The path the proxy passes Zalo's pushes on to, and what answers there. Undefined when polling. */
export function zaloBotReceiver(
  options: ZaloBotOptions,
): { path: string; receive: WebhookReceiver } | undefined {
  const { webhook } = options.config;
  if (!webhook) return undefined;
  return {
    path: new URL(webhook.url).pathname,
    receive: createZaloBotReceiver({
      secret: webhook.secret ?? options.ownSecret,
      store: (updates) => store(options, updates),
      log: options.log,
    }),
  };
}

/**
 * Connects and starts receiving. Resolves undefined when stopped before a connection was made;
 * rejects with ZaloBotTokenError or ZaloBotWebhookError.
 */
export async function connectZaloBot(options: ZaloBotOptions): Promise<ZaloBot | undefined> {
  const { config, log } = options;
  const api = createZaloBotApi({ root: config.apiRoot, token: config.token });
  const bot = await persistently(options, api, 'getMe', {});
  if (!bot) return undefined;
  const account = me.safeParse(bot.result).data?.account_name ?? '';
  if (!(await register(options, api))) return undefined;
  log.info({ bot: account, webhook: config.webhook !== undefined }, 'Zalo Bot is connected');
  const ended = config.webhook
    ? Promise.resolve()
    : pollUpdates({
        api,
        store: (updates) => store(options, updates),
        mayPoll: options.mayPoll,
        pollSeconds: config.pollSeconds,
        log,
        stopping: options.stopping,
        ending: options.ending,
      });
  return { channel: channelOf(api, account, options), account, ended };
}

function channelOf(
  api: ZaloBotApi,
  account: string,
  { isKnownCommand, log, ending }: ZaloBotOptions,
): Channel<ZaloPart> {
  const context = { botName: account || undefined, isKnownCommand };
  return {
    name: ZALO_BOT,
    revises: false,
    format: { read: (payload) => readUpdate(payload, context), layOut, wordsOf },
    sender: createZaloBotSender({ api, log, signal: ending }),
  };
}

function store({ receive }: ZaloBotOptions, updates: readonly ZaloBotUpdate[]): Promise<void> {
  return receive(updates.map(receivedOf));
}

/** Tells Zalo where updates go, or makes sure that they wait for polling. False when stopped. */
async function register(options: ZaloBotOptions, api: ZaloBotApi): Promise<boolean> {
  const { webhook, deleteWebhook } = options.config;
  if (webhook) {
    const parameters = { url: webhook.url, secret_token: webhook.secret ?? options.ownSecret };
    return (await persistently(options, api, 'setWebhook', parameters)) !== undefined;
  }
  const info = await persistently(options, api, 'getWebhookInfo', {});
  if (!info) return false;
  if (!webhookInfo.safeParse(info.result).data?.url) return true;
  if (!deleteWebhook) throw new ZaloBotWebhookError();
  options.log.warn('the webhook of the Zalo bot is deleted, as configured');
  return (await persistently(options, api, 'deleteWebhook', {})) !== undefined;
}

/** Tries until it works, the program stops (undefined), or Zalo refuses the token. */
async function persistently(
  { log, stopping }: ZaloBotOptions,
  api: ZaloBotApi,
  method: string,
  parameters: Readonly<Record<string, string>>,
): Promise<Extract<ZaloBotResult, { ok: true }> | undefined> {
  let waitMs = CONNECT_WAIT_FIRST_MS;
  while (!stopping.aborted) {
    const options = { timeoutMs: CALL_TIMEOUT_MS, signal: stopping };
    const result = await api.call(method, parameters, options);
    if (result.ok) return result;
    if (stopping.aborted) return undefined;
    if (isTokenRefusal(method, result)) throw new ZaloBotTokenError();
    log.warn({ method, code: result.code }, 'Zalo Bot cannot be reached yet');
    await sleep(waitMs, stopping);
    waitMs = Math.min(waitMs * 2, CONNECT_WAIT_MAX_MS);
  }
  return undefined;
}

function isTokenRefusal(method: string, result: ZaloBotResult): boolean {
  if (result.ok || result.code === undefined) return false;
  return result.code === 401 || (method === 'getMe' && TOKEN_REFUSALS.includes(result.code));
}
