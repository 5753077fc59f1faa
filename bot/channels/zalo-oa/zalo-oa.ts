/**
 * The Zalo Official Account's life: events arrive by webhook, replies leave by the OpenAPI, and the
 * token is kept fresh in between. A token that Zalo refuses does not stop the program: events are
 * still stored, staff is told, and the answers leave once a new token is configured.
 */
import type { ZaloOaConfig } from '../../config-platforms.ts';
import type { Log } from '../../log.ts';
import type { ReceivedUpdate } from '../../store/inbox.ts';
import type { Lease } from '../../store/leases.ts';
import type { ZaloOaStore } from '../../store/zalo-oa.ts';
import type { Channel } from '../channel.ts';
import type { WebhookReceiver } from '../webhook-server.ts';
import { layOut, wordsOf, type ZaloPart } from '../zalo/layout.ts';
import { createOaApi } from './api.ts';
import { notePerson, readEvent, receivedOf, ZALO_OA } from './event.ts';
import { createOaSender } from './sender.ts';
import { startTokens, type TokenProblem } from './tokens.ts';
import { createOaReceiver } from './webhook.ts';

export interface ZaloOaOptions {
  config: ZaloOaConfig;
  /** What the account is called in a group, after an @. */
  name: string | undefined;
  /** Stores updates durably before Zalo is told that they arrived; rejects when it cannot. */
  receive: (updates: readonly ReceivedUpdate[]) => Promise<void>;
  isKnownCommand: (name: string) => boolean;
  store: ZaloOaStore;
  tokenLease: Lease;
  mayWork: () => boolean;
  now: () => number;
  log: Log;
  /** Staff has to do something. */
  alarm: (problem: TokenProblem | number) => void;
  stopping: AbortSignal;
  /** Aborts what is still being sent. */
  ending: AbortSignal;
}

export interface ZaloOa {
  channel: Channel<ZaloPart>;
  /** The app's id; '' while Zalo gives no access token. */
  account: string;
  /** Resolves after stopping, when no token is being refreshed. */
  ended: Promise<void>;
}

/** The path the proxy passes Zalo's events on to, and what answers there. */
export function zaloOaReceiver(options: ZaloOaOptions): {
  path: string;
  receive: WebhookReceiver;
} {
  const { config, store, now, log } = options;
  return {
    path: config.webhookPath,
    receive: createOaReceiver({
      appId: config.appId,
      oaSecret: config.oaSecret,
      now,
      log,
      async store(event) {
        notePerson(event, store);
        await options.receive([receivedOf(event)]);
      },
    }),
  };
}

/** Gets a token and is ready to answer. Never rejects. */
export async function connectZaloOa(options: ZaloOaOptions): Promise<ZaloOa> {
  const { config, store, now, log, alarm, stopping, ending } = options;
  const tokens = startTokens({
    appId: config.appId,
    secretKey: config.secretKey,
    seed: config.refreshToken,
    oauthRoot: config.oauthRoot,
    store,
    lease: options.tokenLease,
    mayWork: options.mayWork,
    now,
    log,
    alarm,
  });
  const api = createOaApi({ root: config.apiRoot, tokens, signal: ending });
  const context = { botName: options.name, isKnownCommand: options.isKnownCommand };
  const channel: Channel<ZaloPart> = {
    name: ZALO_OA,
    revises: false,
    format: { read: (payload) => readEvent(payload, context), layOut, wordsOf },
    sender: createOaSender({ api, people: store, windows: config.windows, now, log, alarm }),
  };
  const ended = new Promise<void>((resolve) => {
    const stop = () => void tokens.stop().then(resolve);
    if (stopping.aborted) stop();
    else stopping.addEventListener('abort', stop, { once: true });
  });
  const token = await tokens.current();
  log.info({ hasToken: token !== undefined }, 'Zalo OA is ready');
  return { channel, account: token === undefined ? '' : config.appId, ended };
}
