/**
 * How the Telegram channel holds up, against the fake Bot API over HTTP, with the bot in a process of
 * its own. `npm run bench:channels -- kills` kills that process at random moments and looks at every
 * kill; `… load` lets many chats ask, all at once and then steadily, and measures the time to reply.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { fromBot } from '../fakes/telegram-bot.ts';
import { type Child, startProgram } from '../fakes/telegram-child.ts';
import { TELEGRAM_LIMITS } from '../fakes/telegram-rates.ts';
import { type FakeTelegram, startFakeTelegram } from '../fakes/telegram-server.ts';
import { lawCorpus } from './law-corpus.ts';
import { benchKills } from './telegram-kills.ts';
import { benchLoad } from './telegram-load.ts';

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: {
    kills: { type: 'string', default: '100' },
    questions: { type: 'string', default: '2000' },
    chats: { type: 'string', default: '200' },
    seconds: { type: 'string', default: '300' },
    rate: { type: 'string', default: '5' },
    passages: { type: 'string', default: '10000' },
    webhook: { type: 'boolean', default: false },
    limits: { type: 'boolean', default: false },
    echo: { type: 'boolean', default: false },
  },
});
const WEBHOOK_PORT = 18_081;

function botStarter(telegram: FakeTelegram, dataDir: string, corpus?: string): () => Child {
  const webhook = { TELEGRAM_WEBHOOK_URL: `http://127.0.0.1:${WEBHOOK_PORT}/telegram` };
  return () =>
    startProgram('test/fakes/telegram-bot-process', {
      HOPTAC_DATA: dataDir,
      HOPTAC_QUESTIONS_PER_MINUTE: '1000',
      TELEGRAM_BOT_TOKEN: telegram.token,
      TELEGRAM_API_ROOT: telegram.url,
      WEBHOOK_PORT: String(WEBHOOK_PORT),
      ...(values.webhook ? webhook : {}),
      ...(corpus ? { FAKE_BOT_CORPUS: corpus } : {}),
      ...(process.env.BENCH_NODE_OPTIONS ? { NODE_OPTIONS: process.env.BENCH_NODE_OPTIONS } : {}),
    });
}

async function run(what: string | undefined): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'hoptac-bench-'));
  const telegram = await startFakeTelegram(values.limits ? { limits: TELEGRAM_LIMITS } : {});
  const people = Array.from({ length: Number(values.chats) }, (_, i) => telegram.person(`${i}`));
  const receiving = values.webhook ? 'webhook' : 'polling';
  const limited = values.limits ? 'platform limits on' : 'no platform limits';
  try {
    if (what === 'kills') {
      console.log(`kills, ${receiving}, load of the machine ${loadavg()[0]?.toFixed(1)}`);
      const startBot = botStarter(telegram, folder);
      const counts = { kills: Number(values.kills), questions: Number(values.questions) };
      const askers = people.map(({ says, chat }) => ({ says, heard: () => fromBot(chat) }));
      await benchKills({ people: askers, startBot, ...counts });
    } else if (what === 'load') {
      const law = values.echo ? undefined : await lawCorpus(Number(values.passages));
      const assistant = law ? `${values.passages} passages` : 'echo assistant';
      const load = `load of the machine ${loadavg()[0]?.toFixed(1)}`;
      console.log(`${assistant}, ${receiving}, ${limited}, ${load}`);
      const startBot = botStarter(telegram, folder, law?.folder);
      const wanted = { seconds: Number(values.seconds), perSecond: Number(values.rate) };
      await benchLoad({ telegram, people, startBot, questions: law?.questions, ...wanted });
    } else console.error('usage: bench:channels -- kills|load [--webhook] [--limits] [--echo] …');
  } finally {
    await telegram.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

await run(positionals[0]);
