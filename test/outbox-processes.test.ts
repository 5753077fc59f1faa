/** Broadcasts by real processes on one bot.db: killed at random moments, and two at once. */
import { expect, test } from 'vitest';
import { runWithKills, runWithTwo } from './bench/broadcast-runs.ts';
import { openScene, type Scene, type SceneOptions } from './bench/broadcast-scene.ts';
import { NO_TROUBLE } from './bench/broadcast-trouble.ts';

const TIMEOUT_MS = 120_000;
const OPTIONS: SceneOptions = {
  telegramPeople: 120,
  zaloPeople: 80,
  telegramPerSecond: 60,
  zaloPerSecond: 40,
  trouble: { ...NO_TROUBLE, blocked: 0.05, serverError: 0.02, lost: 0.02 },
};

async function inScene<Result>(
  options: SceneOptions,
  run: (scene: Scene) => Promise<Result>,
): Promise<Result> {
  const scene = await openScene(options);
  try {
    return await run(scene);
  } finally {
    await scene.stop();
  }
}

test(
  'killed again and again, nobody is lost and nobody gets it twice',
  async () => {
    const row = await inScene(OPTIONS, (scene) => runWithKills(scene, 3));
    expect(row).toMatchObject({ recipients: 200, open: 0, twice: 0, missing: 0 });
    expect(row.delivered + row.unreachable + row.unknown + row.failed).toBe(200);
  },
  TIMEOUT_MS,
);

test(
  'two processes send one broadcast between them, nobody gets it twice',
  async () => {
    const row = await inScene(OPTIONS, runWithTwo);
    expect(row).toMatchObject({ recipients: 200, open: 0, twice: 0, missing: 0 });
    expect(row.delivered + row.unreachable + row.unknown + row.failed).toBe(200);
  },
  TIMEOUT_MS,
);
