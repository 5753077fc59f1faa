/**
 * The fake platforms with thousands of subscribers, a bot.db, and bots in processes of their own that
 * share it. Counts every request the platforms get, to show that none came too fast.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BotStore, openBotStore } from '../../bot/store/bot-store.ts';
import { fromBot } from '../fakes/telegram-bot.ts';
import { type Child, startProgram } from '../fakes/telegram-child.ts';
import { TELEGRAM_LIMITS } from '../fakes/telegram-rates.ts';
import { type FakeTelegram, startFakeTelegram } from '../fakes/telegram-server.ts';
import { type FakeZaloBot, startFakeZaloBot } from '../fakes/zalo-bot-server.ts';
import { zaloBotEnv } from '../fakes/zalo-test-bot.ts';
import { createTrouble, type Shares, type Trouble } from './broadcast-trouble.ts';

export interface SceneOptions {
  telegramPeople: number;
  zaloPeople: number;
  /** The platforms' limits, which the bot is configured with too. */
  telegramPerSecond: number;
  zaloPerSecond: number;
  trouble: Shares;
  env?: Record<string, string>;
}

export interface Scene {
  telegram: FakeTelegram;
  zalo: FakeZaloBot;
  store: BotStore;
  trouble: Record<'telegram' | 'zalo-bot', Trouble>;
  options: SceneOptions;
  /** Starts a bot on the scene's bot.db. */
  bot(env?: Record<string, string>): Child;
  /** Writes to everybody; returns the broadcast's id. */
  send(): number;
  /** How many messages each subscriber got, by "channel chat". */
  received(): Map<string, number>;
  stop(): Promise<void>;
}

const CONTENT = {
  heading: 'Hội nghị tập huấn',
  text: 'Liên minh Hợp tác xã mời các HTX dự tập huấn lúc 8 giờ ngày 30/11/2026.',
};
/** So rarely that no bot is asked twice a run: polling is not what is measured. */
const POLL_SECONDS = '30';

export async function openScene(options: SceneOptions): Promise<Scene> {
  const folder = mkdtempSync(join(tmpdir(), 'hoptac-broadcast-'));
  const limits = { ...TELEGRAM_LIMITS, perSecond: options.telegramPerSecond };
  const telegram = await startFakeTelegram({ limits });
  const zalo = await startFakeZaloBot({ perSecondMax: options.zaloPerSecond });
  const store = openBotStore({
    file: join(folder, 'bot.db'),
    turnsMax: 1,
    retentionDays: 1,
    now: Date.now,
  });
  const trouble = {
    telegram: createTrouble(options.trouble),
    'zalo-bot': createTrouble(options.trouble),
  };
  telegram.failWhen((method, { chat_id }) =>
    method === 'sendmessage' ? trouble.telegram.telegramFailure(String(chat_id)) : undefined,
  );
  zalo.failWhen(({ method, parameters }) =>
    method === 'sendMessage'
      ? trouble['zalo-bot'].zaloFailure(String(parameters.chat_id))
      : undefined,
  );
  subscribeAll(store, telegram, zalo, options);
  const children: Child[] = [];

  return {
    telegram,
    zalo,
    store,
    trouble,
    options,
    bot(env = {}) {
      const child = startProgram('test/fakes/telegram-bot-process', {
        HOPTAC_DATA: folder,
        HOPTAC_QUIET_FROM_HOUR: '0',
        HOPTAC_QUIET_TO_HOUR: '0',
        HOPTAC_QUESTIONS_PER_MINUTE: '1000',
        TELEGRAM_BOT_TOKEN: telegram.token,
        TELEGRAM_API_ROOT: telegram.url,
        TELEGRAM_PER_SECOND: String(options.telegramPerSecond),
        ZALO_BOT_PER_SECOND: String(options.zaloPerSecond),
        WEBHOOK_PORT: '0',
        ...zaloBotEnv(zalo, { ZALO_BOT_POLL_SECONDS: POLL_SECONDS }),
        ...options.env,
        ...env,
      });
      children.push(child);
      return child;
    },
    send() {
      const id = store.broadcasts.create({
        content: CONTENT,
        audience: { kind: 'target', places: [], topics: [] },
        createdBy: 'telegram:1',
      });
      store.broadcasts.schedule(id, Date.now());
      return id;
    },
    received() {
      const counts = new Map<string, number>();
      for (const [id, chat] of telegram.chats) counts.set(`telegram ${id}`, fromBot(chat).length);
      for (const [id, chat] of zalo.chats) counts.set(`zalo-bot ${id}`, chat.fromBot.length);
      return counts;
    },
    async stop() {
      for (const child of children) child.process.kill('SIGKILL');
      await Promise.all(children.map(({ ended }) => ended));
      store.close();
      await Promise.all([telegram.stop(), zalo.stop()]);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function subscribeAll(
  store: BotStore,
  telegram: FakeTelegram,
  zalo: FakeZaloBot,
  { telegramPeople, zaloPeople, trouble }: SceneOptions,
): void {
  const kind = 'private';
  const subscribe = store.database.transaction(() => {
    for (let i = 0; i < telegramPeople; i += 1) {
      const { user, chat } = telegram.person(`${i}`);
      chat.isBlocked = Math.random() < trouble.blocked;
      store.subscribers.activate({ channel: 'telegram', chatId: String(user.id), kind });
    }
    for (let i = 0; i < zaloPeople; i += 1) {
      const chat = zalo.chat(`z${i}`);
      chat.isBlocked = Math.random() < trouble.blocked;
      store.subscribers.activate({ channel: 'zalo-bot', chatId: chat.id, kind });
    }
  });
  subscribe();
}
