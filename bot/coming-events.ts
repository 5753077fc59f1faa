/** The events that a person can be reminded of, as the corpus knows them at this moment. */
import type { FactsStore } from '../knowledge/facts/lookup.ts';
import { comingMeetings } from '../knowledge/meetings/calendar.ts';
import { dayInVietnam } from '../knowledge/text/today.ts';
import type { RemindedEvent } from './store/reminders.ts';

/** Events that are on or still to come, the next one first. */
export function comingEvents(facts: Pick<FactsStore, 'events'>, now: Date): RemindedEvent[] {
  return comingMeetings(facts, dayInVietnam(now)).flatMap(
    ({ title, startsOn, district, province }) =>
      startsOn === undefined
        ? []
        : [{ title, startsOn, place: [district, province].filter((part) => part).join(', ') }],
  );
}
