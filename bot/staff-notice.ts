/**
 * Tells those who look after the bot that something needs a person: owners wherever they are, and the
 * staff of the platform that has the trouble. Invariant: one trouble is told at most once in six hours,
 * and nobody hears of it twice within that. Who cannot be reached now is tried again for a while; the
 * log has it in any case.
 */

import { describeError, type Log } from './log.ts';
import type { Person } from './person.ts';
import type { Roles } from './roles.ts';
import type { Alarms } from './store/alarms.ts';
import type { Voices } from './voice.ts';

export interface StaffNotice {
  /** `trouble` names it in the log and, with the channel, in bot.db (-211); `sentence` is what people read. Never throws. */
  notify(channel: string, trouble: string | number, sentence: string): void;
  stop(): void;
}

export interface StaffNoticeOptions {
  voices: Voices;
  roles: Pick<Roles, 'owners' | 'peopleIn'>;
  alarms: Alarms;
  log: Log;
}

const AGAIN_AFTER_MS = 6 * 3_600_000;
const TRY_INTERVAL_MS = 30_000;
/** Ten minutes of a platform that is just being connected or restarted. */
const TRIES_MAX = 20;
/** Different troubles at one time are few; a storm of them is told by the first. */
const PENDING_MAX = 100;

interface Pending {
  to: Person;
  sentence: string;
  tries: number;
}

export function createStaffNotice({ voices, roles, alarms, log }: StaffNoticeOptions): StaffNotice {
  let pending: Pending[] = [];
  let timer: NodeJS.Timeout | undefined;
  let isStopped = false;

  const tell = async (notice: Pending): Promise<boolean> => {
    const voice = voices.get(notice.to.channel);
    if (!voice) return false;
    const address = { chatId: notice.to.personId, kind: 'private' } as const;
    const { end } = await voice.say(address, { kind: 'notice', text: notice.sentence });
    return end === 'done' || end === 'give-up';
  };
  const look = async () => {
    timer = undefined;
    const now = pending;
    pending = [];
    for (const notice of now) {
      const isTold = await tell(notice).catch((error) => {
        log.error(describeError(error), 'staff could not be told');
        return false;
      });
      const tries = notice.tries + 1;
      if (!isTold && tries < TRIES_MAX) pending.push({ ...notice, tries });
    }
    if (pending.length > 0 && !isStopped) timer ??= setTimeout(look, TRY_INTERVAL_MS);
  };

  return {
    notify(channel, trouble, sentence) {
      log.error({ channel, alarm: trouble }, 'staff has to look at this');
      if (isStopped || !isNew(alarms, `${channel} ${trouble}`, log)) return;
      const people = [...roles.owners, ...roles.peopleIn(channel)];
      const each = new Map(people.map((to) => [`${to.channel}:${to.personId}`, to]));
      for (const to of each.values()) {
        if (pending.length < PENDING_MAX) pending.push({ to, sentence, tries: 0 });
      }
      clearTimeout(timer);
      timer = setTimeout(look, 0); // who raises an alarm does not wait for its sending
    },
    stop() {
      isStopped = true;
      clearTimeout(timer);
    },
  };
}

function isNew(alarms: Alarms, name: string, log: Log): boolean {
  try {
    return alarms.begin(name, AGAIN_AFTER_MS);
  } catch (error) {
    log.error(describeError(error), 'an alarm could not be noted');
    return true; // better told twice than not at all
  }
}
