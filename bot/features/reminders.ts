/**
 * /nhac: a reminder the day before an event, for whoever asks. Invariant: only events that are still
 * to come, and early enough for a reminder, can be chosen; everything is checked again when it is.
 */
import { z } from 'zod';
import { WEB } from '../channels/web/options.ts';
import { remindAt } from '../reminding.ts';
import * as words from '../replies/reminders.ts';
import { type Feature, onAction } from '../screens/feature.ts';
import { actionKind, actionOf, OPTIONS_MAX, type Screen, type Visit } from '../screens/screen.ts';
import { REMINDERS_MAX, type RemindedEvent, type Reminders } from '../store/reminders.ts';

export interface RemindersDeps {
  reminders: Reminders;
  /** Events still to come, the next one first. */
  coming: () => readonly RemindedEvent[];
  timeZone: string;
  now: () => number;
}

/** By day and title: its row in the corpus is another one once its article is ingested anew. */
const TOGGLE = actionKind('nhac.toggle', z.object({ startsOn: z.iso.date(), title: z.string() }));

export function remindersFeature(deps: RemindersDeps): Feature {
  return {
    commands: { nhac: (visit) => choice(deps, visit) },
    actions: [onAction(TOGGLE, (visit, chosen) => toggle(deps, visit, chosen))],
  };
}

function offered({ coming, timeZone, now }: RemindersDeps): RemindedEvent[] {
  return coming()
    .filter(({ startsOn }) => remindAt(startsOn, timeZone) > now())
    .slice(0, OPTIONS_MAX);
}

function choice(deps: RemindersDeps, { channel, address }: Visit): Screen {
  if (channel === WEB) return { text: words.remindElsewhere };
  const waiting = deps.reminders.waiting(channel, address);
  const events = offered(deps).map((event) => ({
    ...event,
    isChosen: waiting.some((each) => isSame(each, event)),
  }));
  if (events.length === 0) return { text: words.noComingEvents };
  return {
    text: words.chooseEvents(events),
    options: events.map((event) => ({
      label: words.eventOption(event),
      action: actionOf(TOGGLE, { startsOn: event.startsOn, title: event.title }),
    })),
  };
}

function toggle(
  deps: RemindersDeps,
  visit: Visit,
  chosen: Pick<RemindedEvent, 'startsOn' | 'title'>,
): Screen {
  const { reminders, timeZone } = deps;
  const { channel, address } = visit;
  const event = offered(deps).find((each) => isSame(each, chosen));
  if (!event) return { text: words.tooLateToRemind };
  if (reminders.waiting(channel, address).some((each) => isSame(each, chosen))) {
    reminders.drop(channel, address, event);
  } else if (!reminders.ask(channel, address, event, remindAt(event.startsOn, timeZone))) {
    return { text: words.tooManyReminders(REMINDERS_MAX) };
  }
  return choice(deps, visit);
}

function isSame(
  a: Pick<RemindedEvent, 'startsOn' | 'title'>,
  b: Pick<RemindedEvent, 'startsOn' | 'title'>,
): boolean {
  return a.startsOn === b.startsOn && a.title === b.title;
}
