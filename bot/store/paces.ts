/**
 * The pace of each channel in bot.db, where all processes see it: what started in the last second,
 * and the pause a platform demanded, which outlasts a restart.
 */
import { z } from 'zod';
import type { Database } from '../../knowledge/corpus/database.ts';
import {
  bulkWaitMs,
  noteAnswer,
  type PaceState,
  takeForBulk,
  takeForReply,
  UNPACED,
} from '../pace.ts';

export interface Pace {
  /** Takes the next free moment for a reply, milliseconds since 1970. */
  takeForReply(): number;
  /** Takes places for at most `wanted` bulk messages that start now; call within a transaction. */
  takeForBulk(wanted: number): { n: number; at: number };
  /** A message whose moment was `at` has been answered. */
  answered(at: number): void;
  /** How long until bulk may start again, as far as the pace goes. */
  bulkWaitMs(): number;
  /** The platform wants nothing for so long: from nobody ('everyone'), or no bulk. */
  pause(whom: 'everyone' | 'bulk', forMs: number): void;
  /** How long replies, or bulk, still have to wait; 0 when they may go. */
  pausedForMs(what: 'reply' | 'bulk'): number;
}

export interface PaceOptions {
  database: Database;
  channel: string;
  perSecondMax: number;
  /** Milliseconds since 1970. */
  now: () => number;
}

/** Pauses of hours have been seen. A longer one was written before the clock was set back. */
const PAUSE_MAX_MS = 24 * 3_600_000;

interface PaceRow {
  state: string;
  paused_until: number;
  bulk_paused_until: number;
}

const stateSchema = z.object({
  starts: z.array(z.object({ at: z.number(), n: z.number(), open: z.number() })),
  bulkNextAt: z.number(),
  usualMs: z.number(),
});

/** The pace of one channel on one bot.db. */
export function createPace({ database, channel, perSecondMax, now }: PaceOptions): Pace {
  const read = database.prepare<[string], PaceRow>('SELECT * FROM paces WHERE channel = ?');
  const write = database.prepare(
    `INSERT INTO paces (channel, state) VALUES (?, ?)
     ON CONFLICT (channel) DO UPDATE SET state = excluded.state`,
  );
  const ensure = database.prepare('INSERT OR IGNORE INTO paces (channel, state) VALUES (?, ?)');
  // A shorter pause does not end a longer one.
  const pauseAll = database.prepare(
    'UPDATE paces SET paused_until = MAX(paused_until, ?) WHERE channel = ?',
  );
  const pauseBulk = database.prepare(
    'UPDATE paces SET bulk_paused_until = MAX(bulk_paused_until, ?) WHERE channel = ?',
  );
  const stateNow = (): PaceState => {
    const row = read.get(channel);
    return row ? stateSchema.parse(JSON.parse(row.state)) : UNPACED;
  };
  const save = (state: PaceState) => void write.run(channel, JSON.stringify(state));
  const reserve = database.transaction(() => {
    const { at, state } = takeForReply(stateNow(), perSecondMax, now());
    save(state);
    return at;
  });
  const note = database.transaction((at: number) => save(noteAnswer(stateNow(), at, now())));
  const remaining = (untilMs: number) => {
    const ms = untilMs - now();
    return ms > PAUSE_MAX_MS ? 0 : Math.max(0, ms);
  };

  return {
    takeForReply: () => reserve.immediate(),
    takeForBulk(wanted) {
      const { n, at, state } = takeForBulk(stateNow(), perSecondMax, now(), wanted);
      if (n > 0) save(state);
      return { n, at };
    },
    answered: (at) => note.immediate(at),
    bulkWaitMs: () => bulkWaitMs(stateNow(), perSecondMax, now()),
    pause(whom, forMs) {
      ensure.run(channel, JSON.stringify(UNPACED));
      const until = now() + Math.min(forMs, PAUSE_MAX_MS);
      (whom === 'everyone' ? pauseAll : pauseBulk).run(until, channel);
    },
    pausedForMs(what) {
      const row = read.get(channel);
      if (!row) return 0;
      const all = remaining(row.paused_until);
      return what === 'reply' ? all : Math.max(all, remaining(row.bulk_paused_until));
    },
  };
}
