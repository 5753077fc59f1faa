/**
 * What a broadcast survives: `npm run bench:broadcast`, or some runs of it, such as
 * `npm run bench:broadcast -- kills pause`. Bots in processes of their own, the fake platforms over
 * HTTP on loopback. The fakes allow more a second than Telegram does, so that 10,000 recipients take
 * a minute instead of six; --telegram-rate 30 is the real thing.
 */
import { loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { runEnqueue } from './broadcast-enqueue.ts';
import { runMistakes } from './broadcast-mistakes.ts';
import { runOnce, runPaused, runWithKills, runWithLeavers, runWithTwo } from './broadcast-runs.ts';
import { openScene, type Scene, type SceneOptions } from './broadcast-scene.ts';
import { ALL_TROUBLE, NO_TROUBLE } from './broadcast-trouble.ts';

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: {
    recipients: { type: 'string', default: '10000' },
    kills: { type: 'string', default: '50' },
    enqueued: { type: 'string', default: '100000' },
    'telegram-rate': { type: 'string', default: '150' },
    'zalo-rate': { type: 'string', default: '100' },
  },
});
const recipients = Number(values.recipients);
const telegramPeople = Math.round(recipients * 0.6);
const FULL: SceneOptions = {
  telegramPeople,
  zaloPeople: recipients - telegramPeople,
  telegramPerSecond: Number(values['telegram-rate']),
  zaloPerSecond: Number(values['zalo-rate']),
  trouble: ALL_TROUBLE,
};
const KILLS_RATES = [60, 40] as const;
/** A fifth of the people, all well. */
const SMALL: SceneOptions = {
  ...FULL,
  telegramPeople: Math.round(telegramPeople / 5),
  zaloPeople: Math.round((recipients - telegramPeople) / 5),
  trouble: NO_TROUBLE,
};
/** Nothing is sent at any hour of this day but the last. */
const QUIET = { HOPTAC_QUIET_FROM_HOUR: '0', HOPTAC_QUIET_TO_HOUR: '23' };

const RUNS: Record<string, { options: SceneOptions; run: (scene: Scene) => Promise<object> }> = {
  plain: { options: { ...FULL, trouble: NO_TROUBLE }, run: runOnce },
  trouble: { options: FULL, run: runOnce },
  // Slower, so that 50 kills fall into it, and few messages are on their way at each.
  kills: {
    options: { ...FULL, telegramPerSecond: KILLS_RATES[0], zaloPerSecond: KILLS_RATES[1] },
    run: (scene) => runWithKills(scene, Number(values.kills)),
  },
  two: { options: FULL, run: runWithTwo },
  leavers: { options: SMALL, run: (scene) => runWithLeavers(scene, 200) },
  pause: { options: SMALL, run: runPaused },
  mistakes: { options: { ...SMALL, telegramPeople: 20, zaloPeople: 20 }, run: runMistakes },
  enqueue: {
    options: {
      ...SMALL,
      telegramPeople: 0,
      zaloPeople: 0,
      telegramPerSecond: 1_000,
      env: { ...QUIET, HOPTAC_TIME_ZONE: new Date().getUTCHours() < 12 ? 'UTC' : 'Etc/GMT+11' },
    },
    run: (scene) => runEnqueue(scene, Number(values.enqueued)),
  },
};

const names = positionals.length > 0 ? positionals : Object.keys(RUNS);
const unknown = names.filter((name) => !Object.hasOwn(RUNS, name));
if (unknown.length > 0) {
  console.error(`usage: bench:broadcast -- [${Object.keys(RUNS).join('|')}] … [--recipients N] …`);
  process.exit(1);
}
for (const name of names) {
  const { options, run } = RUNS[name]!; // names were checked
  const scene = await openScene(options);
  try {
    console.log(`${name}, load of the machine ${loadavg()[0]?.toFixed(1)}`);
    console.table({ [name]: await run(scene) });
    const unknown = whyUnknown(scene);
    if (unknown !== '') console.log(`unknown because: ${unknown}`);
  } finally {
    await scene.stop();
  }
}

/** Reasons with their counts; also those that no kill and no planned failure explains. */
function whyUnknown({ store }: Scene): string {
  return store.database
    .prepare<[], string>(
      `SELECT channel || ' ' || reason || ': ' || COUNT(*) FROM deliveries
       WHERE state = 'unknown' GROUP BY channel, reason ORDER BY COUNT(*) DESC`,
    )
    .pluck()
    .all()
    .join(', ');
}
