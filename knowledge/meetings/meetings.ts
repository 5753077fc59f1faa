/**
 * Looks meetings up: the event facts that fit a question's place, time, kind, person and topic,
 * several articles on one event taken together, the newest first. When nothing fits, what was asked
 * is eased step by step, and the result says which condition was let go.
 */
import type { Database } from '../corpus/database.ts';
import type { FactsStore, StoredEvent } from '../facts/lookup.ts';
import type { EventKind } from '../facts/schemas.ts';
import { searchKey } from '../facts/search-key.ts';
import { successorOf } from '../places/places.ts';
import { isPetition, type Meeting, type MeetingItem, meetingsOf } from './meeting.ts';
import type { Aspect, KnownNames, MeetingFilter, MeetingQuestion } from './question.ts';
import { topicMatcher } from './topic-match.ts';

export interface FoundMeeting {
  meeting: Meeting;
  /** What of it answers the question: the items on its topic, or of the aspect asked for. */
  matches: Match[];
}

export interface Match {
  item: MeetingItem;
  /** Where its text first speaks of the topic; undefined for a question without one. */
  at: number | undefined;
}

export type Condition = 'topic' | 'kind' | 'person' | 'place' | 'time';

export interface MeetingsFound {
  found: FoundMeeting[];
  /** Let go, because with it nothing was found; in the order they were. */
  eased: Condition[];
  /** More events fit than were looked through: the oldest were not. */
  isCapped: boolean;
}

export interface Meetings {
  /** Provinces and persons of the stored events, read anew when the corpus has changed. */
  known(today: string): KnownNames;
  find(question: MeetingQuestion, scope: { mayReadInternal: boolean }): MeetingsFound;
  /** One meeting by its id; undefined when its document was removed or ingested anew. */
  byId(id: number, scope: { mayReadInternal: boolean }): Meeting | undefined;
}

export interface MeetingsDeps {
  database: Database;
  facts: Pick<FactsStore, 'events'>;
  generation(): number;
}

/** Rows looked through for one question, the newest first; an alliance holds some fifty meetings a year. */
const EVENTS_LOOKED_THROUGH_MAX = 300;

export function createMeetings({ database, facts, generation }: MeetingsDeps): Meetings {
  const provinces = database.prepare<[], { province: string }>(
    'SELECT DISTINCT province FROM fact_events WHERE province IS NOT NULL',
  );
  const persons = database.prepare<[], { name: string }>(
    'SELECT DISTINCT name FROM fact_event_people WHERE name IS NOT NULL',
  );
  let names: { generation: number; provinces: Set<string>; persons: string[] } | undefined;
  return {
    known(today) {
      const current = generation();
      if (names?.generation !== current) {
        names = {
          generation: current,
          provinces: new Set(provinces.all().map(({ province }) => province)),
          persons: persons.all().map(({ name }) => name),
        };
      }
      return { provinces: names.provinces, persons: names.persons, today };
    },
    find: (question, scope) => findEased(question, scope, facts),
    byId(id, scope) {
      const [event] = facts.events({ ...scope, id, limit: 1 });
      if (event?.startsOn === undefined) return event && meetingsOf([event])[0];
      const sameDay = facts.events({ ...scope, from: event.startsOn, to: event.startsOn });
      return meetingsOf(sameDay).find(({ eventIds }) => eventIds.includes(id));
    },
  };
}

/** What is let go when nothing fits: the slightest condition first. */
const EASINGS: readonly (readonly [Condition, (asked: Asked) => Asked])[] = [
  ['kind', (asked) => changed(asked, { kinds: [] })],
  ['topic', ({ filter }) => ({ filter: { ...filter, topics: [], words: [] }, aspect: 'meetings' })],
  ['time', (asked) => changed(asked, { time: {} })],
  ['person', (asked) => changed(asked, { persons: [] })],
  ['place', (asked) => changed(asked, { places: [] })],
];

interface Asked {
  filter: MeetingFilter;
  aspect: Aspect;
}

function changed({ filter, aspect }: Asked, change: Partial<MeetingFilter>): Asked {
  return { aspect, filter: { ...filter, ...change } };
}

function findEased(
  asked: MeetingQuestion,
  scope: { mayReadInternal: boolean },
  facts: MeetingsDeps['facts'],
): MeetingsFound {
  const found = find(asked, scope, facts);
  if (found.found.length > 0) return { ...found, eased: [] };
  for (const [condition, ease] of EASINGS) {
    const eased = ease(asked);
    const isSame =
      JSON.stringify(eased) === JSON.stringify({ filter: asked.filter, aspect: asked.aspect });
    // Without any condition left, the result would be everything.
    if (isSame || !isNarrowed(eased.filter)) continue;
    const wider = find(eased, scope, facts);
    if (wider.found.length > 0) return { ...wider, eased: [condition] };
  }
  return { ...found, eased: [] };
}

/** True when some condition tells meetings apart. */
export function isNarrowed({
  places,
  time,
  kinds,
  persons,
  topics,
  words,
}: MeetingFilter): boolean {
  const isTimed = time.from !== undefined || time.to !== undefined || time.month !== undefined;
  const conditions = [places, kinds, persons, topics, words].filter(({ length }) => length > 0);
  return isTimed || conditions.length > 0;
}

function find(
  asked: Asked,
  scope: { mayReadInternal: boolean },
  facts: MeetingsDeps['facts'],
): Omit<MeetingsFound, 'eased'> {
  const rows = rowsFor(asked.filter, scope, facts);
  const inTime = rows.filter((event) => isInTime(event, asked.filter));
  const topic = topicMatcher(asked.filter);
  const found = meetingsOf(inTime).flatMap((meeting) => {
    if (!hasPerson(meeting, asked)) return [];
    const ofAspect = itemsOfAspect(meeting, asked.aspect);
    const isOnTopic = topic.speaks(
      `${meeting.title}, ${meeting.place ?? ''}, ${meeting.organiser ?? ''}`,
    );
    const onTopic = (ofAspect ?? meeting.items).filter(({ text }) => topic.speaks(text));
    if (topic.isAsked && onTopic.length === 0 && !isOnTopic) return [];
    if (ofAspect?.length === 0) return [];
    // A meeting that is about the topic answers with all it has of what was asked for.
    const matches = onTopic.length > 0 ? onTopic : (ofAspect ?? []);
    return [{ meeting, matches: matches.map((item) => ({ item, at: topic.place(item.text) })) }];
  });
  return { found, isCapped: rows.length >= EVENTS_LOOKED_THROUGH_MAX };
}

/** The rows that SQL can tell apart: place, time, kind and a single person. */
function rowsFor(
  { places, time, kinds, persons, topics, words }: MeetingFilter,
  scope: { mayReadInternal: boolean },
  facts: MeetingsDeps['facts'],
): StoredEvent[] {
  const query = {
    ...scope,
    ...(time.from !== undefined && { from: time.from }),
    ...(time.to !== undefined && { to: monthsLater(time.to, reviewMonths(kinds)) }),
    ...(kinds.length > 0 && { kinds }),
    ...(persons.length === 1 && { person: persons[0]! }),
    // What speaks of none of this cannot fit; how well the others fit is judged below.
    anyOf: [...topics.flatMap(({ phrases }) => phrases), ...words, ...shortened(words)],
    countsPublished: true,
    limit: EVENTS_LOOKED_THROUGH_MAX,
  };
  const rows =
    places.length === 0
      ? facts.events(query)
      : places.flatMap((place) =>
          placeQueries(place).flatMap((in_) => facts.events({ ...query, ...in_ })),
        );
  const distinct = [...new Map(rows.map((row) => [row.id, row])).values()];
  return places.length > 1 ? distinct.sort(newestFirst) : distinct;
}

/** "nông nghiệp" is stored as "nn": the words of the question as stored texts may have them. */
function shortened(words: readonly string[]): string[] {
  return searchKey(words.join(' '))
    .split(' ')
    .filter((word) => word !== '');
}

/** Where a place is said to be: its province, or since July 2025 the one that took it in. */
function placeQueries({ province, district }: MeetingFilter['places'][number]) {
  const successor = successorOf(province);
  const own = { province, ...(district !== undefined && { place: district }) };
  return successor === undefined
    ? [own]
    : [own, { province: successor, place: district ?? province }];
}

const MONTHS_AFTER: Partial<Record<EventKind, number>> = { 'tổng kết': 4, 'sơ kết': 2 };

/** "Hội nghị tổng kết năm 2023" is held at the beginning of 2024. */
function reviewMonths(kinds: readonly EventKind[]): number {
  return Math.max(0, ...kinds.map((kind) => MONTHS_AFTER[kind] ?? 0));
}

function monthsLater(day: string, months: number): string {
  const date = new Date(`${day}T00:00:00Z`);
  return new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + months, date.getUTCDate()))
    .toISOString()
    .slice(0, 10);
}

function newestFirst(a: StoredEvent, b: StoredEvent): number {
  return (b.startsOn ?? '').localeCompare(a.startsOn ?? '') || a.id - b.id;
}

/** "ngày 28/6" of any year; days and years are compared in SQL. */
function isInTime(
  { startsOn, endsOn, title }: StoredEvent,
  { time: { to, month, day } }: MeetingFilter,
): boolean {
  // After the time asked for only a review of it ("tổng kết năm 2023") counts.
  if (to !== undefined && startsOn !== undefined && startsOn > to) {
    return title.includes(to.slice(0, 4));
  }
  if (month === undefined) return true;
  if (startsOn === undefined) return false;
  const [, m, d] = startsOn.split('-').map(Number);
  const last = Number((endsOn ?? startsOn).slice(8));
  return m === month && (day === undefined || (d! <= day && day <= Math.max(last, d!)));
}

const ROLE_OF_ASPECT: Partial<Record<Aspect, string>> = { chair: 'chair', speakers: 'speaker' };

/** "Ông Khánh chủ trì những hội nghị nào": in that role; otherwise in any. */
function hasPerson({ people }: Meeting, { filter: { persons }, aspect }: Asked): boolean {
  if (persons.length === 0) return true;
  const asked = persons.map((name) => ` ${searchKey(name)} `);
  const role = ROLE_OF_ASPECT[aspect];
  return people.some(
    (person) =>
      (role === undefined || person.role === role) &&
      asked.some((name) => ` ${searchKey(person.name ?? '')} `.includes(name)),
  );
}

/** The items that an aspect is about; undefined for one that is not about items. */
function itemsOfAspect({ items }: Meeting, aspect: Aspect): MeetingItem[] | undefined {
  switch (aspect) {
    case 'petitions':
      return items.filter(isPetition);
    case 'decisions':
      return items.filter(({ kind }) => kind === 'decision');
    case 'awards':
      return items.filter(({ kind }) => kind === 'award');
    default:
      return undefined;
  }
}
