/** Daily work: once a day, whatever restarts, clocks and second processes do. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createLog } from '../bot/log.ts';
import { type Scheduler, startScheduler } from '../bot/scheduler.ts';
import { type BotStore, openBotStore } from '../bot/store/bot-store.ts';

let store: BotStore;
let now: number;
let ran: string[];
let failures: number;
let schedulers: Scheduler[];

beforeEach(() => {
  ran = [];
  failures = 0;
  schedulers = [];
  now = vietnam('2026-11-25T07:30');
  store = openBotStore({ file: ':memory:', turnsMax: 1, retentionDays: 1, now: () => now });
});
afterEach(async () => {
  for (const scheduler of schedulers) await scheduler.stop();
  store.close();
});

const vietnam = (time: string) => Date.parse(`${time}:00+07:00`);

/** A process that does the daily work at eight. */
function start(): Scheduler {
  const run = async (day: string) => {
    ran.push(day);
    if (failures > 0) {
      failures -= 1;
      throw new Error('no');
    }
  };
  const scheduler = startScheduler({
    jobs: [{ name: 'reminders', hour: 8, run }],
    runs: store.dailyRuns,
    timeZone: 'Asia/Ho_Chi_Minh',
    now: () => now,
    log: createLog('silent'),
  });
  schedulers.push(scheduler);
  return scheduler;
}

test('runs when its hour has come, once, in however many processes', async () => {
  const [one, other] = [start(), start()];
  await one.look();
  expect(ran).toEqual([]);
  now = vietnam('2026-11-25T08:00');
  await Promise.all([one.look(), other.look()]);
  now = vietnam('2026-11-25T23:59');
  await one.look();
  expect(ran).toEqual(['2026-11-25']);
  now = vietnam('2026-11-26T08:01');
  await other.look();
  expect(ran).toEqual(['2026-11-25', '2026-11-26']);
});

test('makes up for an hour that was missed, and does not repeat a day when the clock is set back', async () => {
  now = vietnam('2026-11-25T15:00');
  await start().look();
  expect(ran).toEqual(['2026-11-25']);
  now = vietnam('2026-11-25T07:00');
  const after = start();
  await after.look();
  now = vietnam('2026-11-25T08:30');
  await after.look();
  expect(ran).toEqual(['2026-11-25']);
});

test('tries again what failed', async () => {
  failures = 1;
  now = vietnam('2026-11-25T08:00');
  const scheduler = start();
  await scheduler.look();
  await scheduler.look();
  await scheduler.look();
  expect(ran).toEqual(['2026-11-25', '2026-11-25']);
});
