/** The benches of the channel contract on Zalo, where a person types what buttons do elsewhere. */
import type { Bench } from './channel-benches.ts';
import { startFakeZaloBot, type ZaloEvent } from './zalo-bot-server.ts';
import { startZaloTestBot, zaloBotEnv } from './zalo-test-bot.ts';

const CODE_POINTS_MAX = 2_000;

export async function zaloBotBench(): Promise<Bench> {
  const zalo = await startFakeZaloBot();
  const bot = await startZaloTestBot(zaloBotEnv(zalo));
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
      await bot.stop();
      await zalo.stop();
    },
  };
}
