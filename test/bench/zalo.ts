/**
 * How the Zalo channels survive: `npm run bench:zalo -- zalo-bot`, `… zalo-bot --webhook` or
 * `… zalo-oa` kills the bot at random moments while people ask, against the fake platform over HTTP.
 * Pushes are repeated sooner and more often than Zalo does, so that no repetition is the last one.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { type Child, startProgram } from '../fakes/telegram-child.ts';
import { startFakeZaloBot } from '../fakes/zalo-bot-server.ts';
import { startFakeZaloOa } from '../fakes/zalo-oa-server.ts';
import { zaloBotEnv, zaloOaEnv } from '../fakes/zalo-test-bot.ts';
import { type Asker, benchKills } from './telegram-kills.ts';

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: {
    kills: { type: 'string', default: '100' },
    questions: { type: 'string', default: '2000' },
    chats: { type: 'string', default: '200' },
    webhook: { type: 'boolean', default: false },
  },
});
const WEBHOOK_PORT = 18_082;
const PUSHES = { pushDelaysMs: new Array(2_000).fill(200) as number[], pushesInOrder: true };

interface Platform {
  env: Record<string, string>;
  people: Asker[];
  /** Undefined: there is nothing to wait for before the first kill. */
  isWarm?: () => boolean;
  stop(): Promise<void>;
}

const numbers = Array.from({ length: Number(values.chats) }, (_, i) => i);
const heardOf = (messages: readonly { text: string; at: number }[]) =>
  messages.map(({ text, at }) => ({ text, storedAt: at }));

async function zaloBot(): Promise<Platform> {
  const zalo = await startFakeZaloBot(PUSHES);
  const url = `http://127.0.0.1:${WEBHOOK_PORT}/zalo-bot`;
  return {
    env: zaloBotEnv(zalo, values.webhook ? { ZALO_BOT_WEBHOOK_URL: url } : {}),
    people: numbers.map((n) => {
      const chat = zalo.chat(`z${n}`);
      return { says: (text) => zalo.says(chat, text), heard: () => heardOf(chat.fromBot) };
    }),
    stop: zalo.stop,
  };
}

async function zaloOa(): Promise<Platform> {
  const zalo = await startFakeZaloOa(PUSHES);
  zalo.webhookUrl = `http://127.0.0.1:${WEBHOOK_PORT}/zalo-oa`;
  return {
    env: zaloOaEnv(zalo),
    people: numbers.map((n) => {
      const person = zalo.person(`10${n}`);
      return { says: (text) => zalo.says(person, text), heard: () => heardOf(person.fromOa) };
    }),
    // A kill between Zalo's handing out a pair of tokens and the disk locks any client out: that
    // is one moment in 20 hours, and not what is measured here.
    isWarm: () => zalo.desk.granted() > 0,
    stop: zalo.stop,
  };
}

async function warmUp(isWarm: () => boolean, startBot: () => Child): Promise<void> {
  const bot = startBot();
  await bot.prints(/ready/);
  while (!isWarm()) await new Promise((resolve) => setTimeout(resolve, 50));
  bot.process.kill('SIGTERM');
  await bot.ended;
}

async function run(open: () => Promise<Platform>): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'hoptac-bench-'));
  const { env, people, isWarm, stop } = await open();
  const startBot = () =>
    startProgram('test/fakes/telegram-bot-process', {
      HOPTAC_DATA: folder,
      HOPTAC_QUESTIONS_PER_MINUTE: '1000',
      WEBHOOK_PORT: String(WEBHOOK_PORT),
      ...env,
    });
  const receiving = values.webhook || positionals[0] === 'zalo-oa' ? 'webhook' : 'polling';
  console.log(`${positionals[0]}, ${receiving}, load of the machine ${loadavg()[0]?.toFixed(1)}`);
  try {
    if (isWarm) await warmUp(isWarm, startBot);
    const counts = { kills: Number(values.kills), questions: Number(values.questions) };
    await benchKills({ people, startBot, ...counts });
  } finally {
    await stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

const platforms: Record<string, () => Promise<Platform>> = {
  'zalo-bot': zaloBot,
  'zalo-oa': zaloOa,
};
const open = platforms[positionals[0] ?? ''];
if (open) await run(open);
else console.error('usage: bench:zalo -- zalo-bot|zalo-oa [--webhook] [--kills N] [--questions N]');
