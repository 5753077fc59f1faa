/** The benches of the channel contract on Zalo, where a person types what buttons do elsewhere. */
import { eventOf, receivedOf } from '../../bot/channels/zalo-oa/event.ts';
import type { Bench } from './channel-benches.ts';
import { createMenuFeature } from './menu-feature.ts';
import { startFakeZaloBot, type ZaloEvent } from './zalo-bot-server.ts';
import { type OaEventBody, startFakeZaloOa } from './zalo-oa-server.ts';
import { pushTo, startZaloTestBot, zaloBotEnv, zaloOaEnv } from './zalo-test-bot.ts';

const HOUR_MS = 3_600_000;
const CODE_POINTS_MAX = 2_000;

export async function zaloBotBench(): Promise<Bench> {
  const zalo = await startFakeZaloBot();
  const menu = createMenuFeature();
  const bot = await startZaloTestBot(zaloBotEnv(zalo), { features: [menu] });
  await bot.zaloBot;
  const chat = (n: number) => zalo.chat(`z${n}`);
  return {
    channel: 'zalo-bot',
    store: bot.store,
    assistant: bot.assistant,
    charactersMax: CODE_POINTS_MAX,
    says: (n, text, at = Date.now()) => zalo.says(chat(n), text, { at }),
    repeat: (said) => zalo.deliver(said as ZaloEvent),
    asksForSource: (n, source) => void zalo.says(chat(n), String(source)),
    ratesUp: (n) => void zalo.says(chat(n), '+'),
    chooses: (n, option) => void zalo.says(chat(n), String(option)),
    menu,
    offered: (n) => chat(n).fromBot.at(-1)?.text ?? '',
    takesFiles: false,
    files: () => [],
    texts: (n) => chat(n).fromBot.map(({ text }) => text),
    chatId: (n) => chat(n).id,
    failNextSend: (how) =>
      zalo.failNext(
        'sendMessage',
        how === 'response lost'
          ? { kind: 'lost-response' }
          : { kind: 'error', code: how === 'blocked' ? 403 : 429 },
      ),
    async stop() {
      const stopped = bot.stop();
      zalo.endPolls();
      await stopped;
      await zalo.stop();
    },
  };
}

export async function zaloOaBench(): Promise<Bench> {
  const zalo = await startFakeZaloOa();
  const menu = createMenuFeature();
  const bot = await startZaloTestBot(zaloOaEnv(zalo), { features: [menu] });
  pushTo(zalo, bot);
  await bot.zaloOa;
  const person = (n: number) => zalo.person(`10${n}`);
  return {
    channel: 'zalo-oa',
    store: bot.store,
    assistant: bot.assistant,
    charactersMax: CODE_POINTS_MAX,
    says(n, text, at = Date.now()) {
      if (Date.now() - at < HOUR_MS) return zalo.says(person(n), text, at);
      // An event this old can only have been waiting in the inbox since before the bot went down.
      const url = zalo.webhookUrl;
      zalo.webhookUrl = undefined;
      const event = zalo.says(person(n), text, at);
      zalo.webhookUrl = url;
      const read = eventOf(event);
      if (read) bot.store.inbox.put([receivedOf(read)]);
      return event;
    },
    repeat: (said) => void zalo.deliver(said as OaEventBody),
    asksForSource: (n, source) => void zalo.says(person(n), String(source)),
    ratesUp: (n) => void zalo.says(person(n), '+'),
    chooses: (n, option) => void zalo.says(person(n), String(option)),
    menu,
    offered: (n) => person(n).fromOa.at(-1)?.text ?? '',
    takesFiles: false,
    files: () => [],
    texts: (n) => person(n).fromOa.map(({ text }) => text),
    chatId: (n) => person(n).id,
    failNextSend: (how) =>
      zalo.failNext(
        '/v3.0/oa/message/cs',
        how === 'response lost'
          ? { kind: 'lost-response' }
          : { kind: 'error', code: how === 'blocked' ? -213 : -32 },
      ),
    async stop() {
      await bot.stop();
      await zalo.stop();
    },
  };
}
