/**
 * What is coming and what has just been, from the stored events: several articles on one event taken
 * together. Only events with a day; internal documents are never read, since anybody may ask for this.
 */
import type { FactsStore } from '../facts/lookup.ts';
import { type Meeting, meetingsOf } from './meeting.ts';

type Facts = Pick<FactsStore, 'events'>;

/** Rows looked at for one list; several articles tell of one event. */
const ROWS_MAX = 500;

/** Events that are on or still to come on `today` (ISO day), the next one first. */
export function comingMeetings(facts: Facts, today: string): Meeting[] {
  const rows = facts.events({ from: today, limit: ROWS_MAX });
  return dated(meetingsOf(rows)).sort(
    (a, b) => a.startsOn.localeCompare(b.startsOn) || a.id - b.id,
  );
}

/** Events that were over before `today`, the last one first. */
export function pastMeetings(facts: Facts, today: string): Meeting[] {
  const rows = facts.events({ to: today, limit: ROWS_MAX });
  return dated(meetingsOf(rows)).filter(({ endsOn, startsOn }) => (endsOn ?? startsOn) < today);
}

type Dated = Meeting & { startsOn: string };

function dated(meetings: readonly Meeting[]): Dated[] {
  return meetings.flatMap((meeting) =>
    meeting.startsOn === undefined ? [] : { ...meeting, startsOn: meeting.startsOn },
  );
}
