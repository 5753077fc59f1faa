/**
 * Daily work at an hour of the alliance's clock. What is due is worked out anew at every look from the
 * clock and bot.db, so restarts and changes of the clock neither lose nor repeat a day; an hour missed
 * while the bot was off is made up for later the same day.
 */
import { localTime } from './local-time.ts';
import { describeError, type Log } from './log.ts';
import type { DailyRuns } from './store/daily-runs.ts';

export interface DailyJob {
  /** Its name in bot.db. */
  name: string;
  /** Full hour, 0–23. */
  hour: number;
  /** `day`: "2026-11-25". Rejecting lets it be tried again at a later look. */
  run: (day: string) => Promise<void>;
}

export interface SchedulerOptions {
  jobs: readonly DailyJob[];
  runs: DailyRuns;
  timeZone: string;
  now: () => number;
  log: Log;
}

export interface Scheduler {
  /** Looks at the clock now. Resolves when the work that was due is over. */
  look(): Promise<void>;
  /** Begins nothing new and resolves when what runs is over. */
  stop(): Promise<void>;
}

const LOOK_MS = 60_000;

/** Looks at once, and then every minute. */
export function startScheduler(options: SchedulerOptions): Scheduler {
  let current = Promise.resolve();
  let isStopped = false;
  const look = () => {
    current = current.then(() => (isStopped ? undefined : runDue(options)));
    return current;
  };
  const timer = setInterval(() => void look(), LOOK_MS);
  void look();
  return {
    look,
    async stop() {
      isStopped = true;
      clearInterval(timer);
      await current;
    },
  };
}

async function runDue({ jobs, runs, timeZone, now, log }: SchedulerOptions): Promise<void> {
  for (const { name, hour, run } of jobs) {
    const local = localTime(now(), timeZone);
    try {
      if (local.hour < hour || !runs.begin(name, local.day)) continue;
      await run(local.day).catch((error) => {
        runs.forget(name, local.day);
        throw error;
      });
    } catch (error) {
      log.error({ job: name, ...describeError(error) }, 'daily work failed');
    }
  }
}
