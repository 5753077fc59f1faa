/**
 * Tells the staff member who sent a broadcast how it goes: by one message that changes where a
 * channel can change messages, at milestones where it cannot, and by a report at the end. What was
 * told stands in bot.db, so that a restart goes on with the same message.
 */
import type { Log } from '../log.ts';
import { type Lookout, startLookout } from '../lookout.ts';
import * as words from '../replies/broadcasts.ts';
import type { BotStore } from '../store/bot-store.ts';
import type { Broadcast, Tally } from '../store/broadcasts.ts';
import type { Watcher } from '../store/watchers.ts';
import type { Voice, Voices } from '../voice.ts';
import { secondsOf, titleOf } from './summary.ts';

export interface ProgressOptions {
  store: Pick<BotStore, 'broadcasts' | 'deliveries' | 'watchers'>;
  voices: Voices;
  /** One of several processes tells. */
  mayWork: () => boolean;
  log: Log;
}

/** Telegram takes about 20 changes a minute in a group; counting 100,000 rows takes some 50 ms. */
const LOOK_MS = 4_000;
const MILESTONE_PERCENT = 25;
const OPEN_STATES = new Set(['pending', 'retry', 'sending']);

/** Starts at once. */
export function startProgress(options: ProgressOptions): Lookout {
  const { store, mayWork, log } = options;
  return startLookout({
    everyMs: LOOK_MS,
    log,
    failure: 'the progress of a broadcast could not be told',
    async work() {
      if (!mayWork()) return;
      for (const watcher of store.watchers.open()) await tell(options, watcher);
    },
  });
}

async function tell({ store, voices }: ProgressOptions, watcher: Watcher): Promise<void> {
  const broadcast = store.broadcasts.get(watcher.broadcastId);
  const voice = voices.get(watcher.channel);
  if (!broadcast || !voice || broadcast.startedAt === undefined) return;
  const tally = broadcast.report ?? store.deliveries.tally(broadcast.id);
  if (broadcast.finishedAt !== undefined) {
    await sayEnd({ store, voice, watcher, broadcast, tally });
    return;
  }
  const percent = percentDone(tally);
  const isMilestone = percent >= watcher.toldPercent + MILESTONE_PERCENT;
  if (!voice.revises && !isMilestone) return;
  let messageId = watcher.messageId;
  await voice.say(watcher.address, notice(broadcast, tally), {
    reviseMessageIds: messageId === undefined ? [] : [messageId],
    onSent: (_, sentId) => {
      messageId = sentId;
    },
  });
  const told = percent - (percent % MILESTONE_PERCENT);
  store.watchers.told(broadcast.id, voice.revises ? messageId : undefined, told);
}

async function sayEnd(end: {
  store: ProgressOptions['store'];
  voice: Voice;
  watcher: Watcher;
  broadcast: Broadcast;
  tally: Tally;
}): Promise<void> {
  const { store, voice, watcher, broadcast, tally } = end;
  // A message of its own: a changed one makes no sound.
  const settlement = await voice.say(watcher.address, notice(broadcast, tally));
  if (settlement.end === 'done' || settlement.end === 'give-up')
    store.watchers.toldEnd(broadcast.id);
}

function notice(broadcast: Broadcast, tally: Tally) {
  const text = words.progress(
    { ...broadcast, title: titleOf(broadcast) },
    tally,
    secondsOf(broadcast),
  );
  return { kind: 'notice', text } as const;
}

function percentDone(tally: Tally): number {
  const count = (open: boolean) =>
    tally.reduce((sum, { state, n }) => (OPEN_STATES.has(state) === open ? sum + n : sum), 0);
  const [open, done] = [count(true), count(false)];
  return open + done === 0 ? 0 : Math.floor((100 * done) / (open + done));
}
