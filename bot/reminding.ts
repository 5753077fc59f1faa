/**
 * Sends the reminders that are due, outside the quiet hours; several processes may do so at once.
 * Invariant: a reminder is said at most once; what may have arrived is not repeated, what certainly
 * did not is tried again until the event is over.
 */
import type { Settlement } from './delivery.ts';
import { instantOf, localTime } from './local-time.ts';
import type { Log } from './log.ts';
import { type Lookout, startLookout } from './lookout.ts';
import * as words from './replies/reminders.ts';
import type { RemindedEvent, Reminder, ReminderEnd, Reminders } from './store/reminders.ts';
import type { Voices } from './voice.ts';

export interface RemindingOptions {
  reminders: Reminders;
  voices: Voices;
  timeZone: string;
  /** When the quiet hours that this moment falls into are over; undefined when nothing is quiet. */
  quietUntil: (at: number) => number | undefined;
  /** Events that are on or still to come, as the corpus knows them now. */
  coming: () => readonly RemindedEvent[];
  now: () => number;
  log: Log;
}

const DAY_MS = 86_400_000;
/** People are up, and there is time to arrange the next day. */
const REMIND_HOUR = 8;
const LOOK_MS = 60_000;
/** Few, so that a claim is short and a crash leaves little in doubt. */
const CLAIMED_MAX = 10;
/** One look; the rest follows a minute later. */
const CLAIMS_MAX = 100;

/** Eight in the morning of the day before an event, milliseconds since 1970. `startsOn`: ISO day. */
export function remindAt(startsOn: string, timeZone: string): number {
  const before = new Date(Date.parse(`${startsOn}T00:00:00Z`) - DAY_MS).toISOString().slice(0, 10);
  return instantOf({ day: before, hour: REMIND_HOUR, minute: 0 }, timeZone);
}

/** Looks every minute from now on; a look resolves when what was due is said. */
export function startReminding(options: RemindingOptions): Lookout {
  return startLookout({
    everyMs: LOOK_MS,
    log: options.log,
    failure: 'reminders could not be sent',
    work: (isStopped) => remind(options, isStopped),
  });
}

async function remind(options: RemindingOptions, isStopped: () => boolean): Promise<void> {
  const { reminders, log } = options;
  const abandoned = reminders.recover();
  if (abandoned > 0) log.warn({ abandoned }, 'reminders interrupted by a crash are unknown');
  const later: Reminder[] = [];
  for (let claims = 0; claims < CLAIMS_MAX; claims += 1) {
    if (isStopped() || options.quietUntil(options.now()) !== undefined) break;
    const claimed = reminders.claim(CLAIMED_MAX);
    if (claimed.length === 0) break;
    for (const due of claimed) {
      const end = isStopped() ? 'waiting' : await say(options, due);
      // Given back after the look, or the next claim would bring it at once.
      if (end === 'waiting') later.push(due);
      else reminders.settle(due.id, end);
    }
  }
  for (const { id } of later) reminders.settle(id, 'waiting');
}

async function say(options: RemindingOptions, due: Reminder): Promise<ReminderEnd> {
  const { voices, timeZone, now, coming } = options;
  const today = localTime(now(), timeZone).day;
  if (due.startsOn < today) return 'late';
  // A source made anew may word the title otherwise; the day must still be the same.
  const isPlanned = coming().some(
    ({ startsOn, title, place }) =>
      startsOn === due.startsOn && (title === due.title || (place !== '' && place === due.place)),
  );
  if (!isPlanned) return 'gone';
  const voice = voices.get(due.channel);
  if (!voice) return 'waiting'; // not connected yet
  const text = words.reminder(due, due.startsOn === today);
  return endOf(await voice.say(due.address, { kind: 'notice', text }));
}

function endOf({ end }: Settlement): ReminderEnd {
  switch (end) {
    case 'done':
      return 'told';
    case 'wait':
      return 'waiting';
    case 'retry':
      return 'unknown'; // the response was lost
    case 'give-up':
      return 'failed';
  }
}
