/**
 * The chat platforms the configuration names, each with what the bot lends it: the durable inbox, a
 * worker that empties its part of it, and the signals to stop. What is not configured is not there.
 */

import type { Assistant } from './assistant.ts';
import { type BulkSender, startBulkSender } from './broadcast/bulk-sender.ts';
import type { Channel } from './channels/channel.ts';
import { connectTelegram, telegramReceiver } from './channels/telegram/telegram.ts';
import type { WebhookReceiver } from './channels/webhook-server.ts';
import { connectZaloBot, zaloBotReceiver } from './channels/zalo-bot/zalo-bot.ts';
import { ZALO_OA } from './channels/zalo-oa/event.ts';
import { connectZaloOa, zaloOaReceiver } from './channels/zalo-oa/zalo-oa.ts';
import { menuFor } from './command-menu.ts';
import { knownCommands } from './commands.ts';
import type { Config } from './config.ts';
import { createConversation } from './conversation.ts';
import { createInboxWorker } from './inbox-worker.ts';
import type { Lanes } from './lanes.ts';
import { quietUntil } from './local-time.ts';
import type { Log } from './log.ts';
import type { Parts } from './parts.ts';
import type { RelatedQuestions } from './related-questions.ts';
import { zaloOaAlarm } from './replies/alarms.ts';
import type { Roles } from './roles.ts';
import { createSendGate } from './send-gate.ts';
import type { StaffNotice } from './staff-notice.ts';
import type { BotStore } from './store/bot-store.ts';
import { createGroupCommit } from './store/group-commit.ts';
import type { Pace } from './store/paces.ts';
import { createVoice, type Voice } from './voice.ts';

export interface PlatformOptions extends Parts {
  config: Pick<Config, 'telegram' | 'zaloBot' | 'zaloOa' | 'limits' | 'time' | 'name'>;
  assistant: Assistant;
  related?: RelatedQuestions | undefined;
  store: BotStore;
  log: Log;
  /** Milliseconds since 1970. */
  now: () => number;
}

/** What the platforms share while the bot runs. */
export interface Running {
  staffNotice: Pick<StaffNotice, 'notify'>;
  /** May this process work? One of several works off the inbox: the order in a chat depends on it. */
  mayWork: () => boolean;
  /** Aborted to stop receiving. */
  stopping: AbortSignal;
  /** Aborted to cut short what is still being answered or sent. */
  ending: AbortSignal;
}

export interface Platform {
  /** Where its webhook arrives; undefined when it is polled. */
  receiver: { path: string; receive: WebhookReceiver } | undefined;
  /**
   * Starts receiving and answering. Resolves with the bot's name on the platform, undefined when
   * stopped before; rejects when the platform refuses for good. Call once.
   */
  connect(): Promise<string | undefined>;
  /** There is something to send to many. */
  wakeBulk(): void;
  /** Resolves when receiving and answering have ended, once the signals are given. */
  stop(): Promise<void>;
}

interface Connected<Part> {
  channel: Channel<Part>;
  account: string;
  ended: Promise<void>;
}

/** Undefined without TELEGRAM_BOT_TOKEN. */
export function telegramPlatform(options: PlatformOptions, running: Running): Platform | undefined {
  const { config, assistant, store, log } = options;
  if (!config.telegram) return undefined;
  const { receive, platform } = wiring(options, running, config.telegram);
  const telegramOptions = {
    config: config.telegram,
    assistant,
    limits: config.limits,
    receive,
    menu: menuFor('member'),
    isKnownCommand: knownCommands(options.desk),
    ownSecret: Buffer.from(store.key('telegram-webhook')).toString('base64url'),
    mayPoll: running.mayWork,
    log,
    ...signalsOf(running),
  };
  return platform(telegramReceiver(telegramOptions), async () => {
    const connected = await connectTelegram(telegramOptions);
    return connected && { ...connected, account: connected.username };
  });
}

/** Undefined without ZALO_BOT_TOKEN. */
export function zaloBotPlatform(options: PlatformOptions, running: Running): Platform | undefined {
  const { config, store, log } = options;
  if (!config.zaloBot) return undefined;
  const { receive, platform } = wiring(options, running, config.zaloBot);
  const zaloPlatformOptions = {
    config: config.zaloBot,
    receive,
    isKnownCommand: knownCommands(options.desk),
    ownSecret: Buffer.from(store.key('zalo-bot-webhook')).toString('base64url'),
    mayPoll: running.mayWork,
    log,
    ...signalsOf(running),
  };
  return platform(zaloBotReceiver(zaloPlatformOptions), () => connectZaloBot(zaloPlatformOptions));
}

/** Undefined without ZALO_OA_APP_ID. */
export function zaloOaPlatform(options: PlatformOptions, running: Running): Platform | undefined {
  const { config, store, log, now } = options;
  if (!config.zaloOa) return undefined;
  const { receive, platform } = wiring(options, running, config.zaloOa);
  const zaloOaOptions = {
    config: config.zaloOa,
    name: config.name,
    receive,
    isKnownCommand: knownCommands(options.desk),
    store: store.zaloOa,
    tokenLease: store.lease('zalo-oa-token'),
    mayWork: running.mayWork,
    now,
    log,
    alarm: (problem: string | number) =>
      running.staffNotice.notify(ZALO_OA, problem, zaloOaAlarm(problem)),
    ...signalsOf(running),
  };
  return platform(zaloOaReceiver(zaloOaOptions), () => connectZaloOa(zaloOaOptions));
}

function signalsOf({ stopping, ending }: Running) {
  return { stopping, ending };
}

/** The inbox wakes the worker, which is there once the platform is connected. */
function wiring(
  options: PlatformOptions,
  running: Running,
  { perSecondMax }: { perSecondMax: number },
) {
  let worker: Lanes | undefined;
  let bulk: BulkSender | undefined;
  const platform = <Part>(
    receiver: Platform['receiver'],
    open: () => Promise<Connected<Part> | undefined>,
  ): Platform => {
    let connecting: Promise<Connected<Part> | undefined> | undefined;
    const connect = async () => {
      const connected = await open();
      if (!connected) return undefined;
      const pace = options.store.pace(connected.channel.name, perSecondMax);
      worker = workerOf(connected.channel, pace, options, running);
      worker.wake();
      bulk = bulkOf(connected.channel, pace, options);
      return connected;
    };
    return {
      receiver,
      async connect() {
        connecting = connect();
        return (await connecting)?.account;
      },
      wakeBulk: () => bulk?.wake(),
      async stop() {
        // A refusal was reported by connect() already; stopping goes on.
        const connected = await connecting?.catch(() => undefined);
        await Promise.all([connected?.ended, worker?.stop(), bulk?.stop()]);
      },
    };
  };
  return { receive: createGroupCommit(options.store.inbox, () => worker?.wake()).put, platform };
}

function workerOf<Part>(
  channel: Channel<Part>,
  pace: Pace,
  options: PlatformOptions,
  running: Running,
): Lanes {
  const { config, assistant, related, desk, roles, voices, store, log, now } = options;
  const { limits } = config;
  const signal = running.ending;
  const voice = createVoice(channel, createSendGate({ pace, now }), store);
  voices.set(channel.name, voice);
  void offerToStaff(voice, roles);
  return createInboxWorker({
    inbox: store.inbox,
    channel: channel.name,
    handler: createConversation({
      channel,
      voice,
      assistant,
      related,
      desk,
      roles,
      store,
      limits,
      now,
      signal,
    }),
    log,
    now,
    mayWork: running.mayWork,
  });
}

function bulkOf<Part>(channel: Channel<Part>, pace: Pace, options: PlatformOptions): BulkSender {
  const { config, store, log, now } = options;
  const { quiet, zone } = config.time;
  return startBulkSender({
    channel,
    store,
    pace,
    quietUntil: (at) => quietUntil(at, quiet, zone),
    timeZone: zone,
    now,
    log,
  });
}

/** A member's menu is the channel's usual one; staff's is set chat by chat. */
async function offerToStaff(voice: Voice, roles: Roles): Promise<void> {
  for (const person of roles.peopleIn(voice.channel)) {
    const address = { chatId: person.personId, kind: 'private' } as const;
    await voice.offerCommands(address, menuFor(roles.of(person)));
  }
}
