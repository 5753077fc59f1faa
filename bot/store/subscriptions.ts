/**
 * What subscribers wish to hear of: places and topics. Nothing chosen means everything. Whether a
 * subscriber may be written to at all stands in subscribers.ts; a choice outlives that, so that who
 * comes back finds it again.
 */
import type { Database } from '../../knowledge/corpus/database.ts';
import { successorOf } from '../../knowledge/places/places.ts';

export const TOPICS = ['events', 'policies', 'training', 'finance', 'trade', 'digital'] as const;
export type Topic = (typeof TOPICS)[number];

/** Names as the gazetteer writes them; without a district the whole province. */
export interface SubscribedPlace {
  province: string;
  district?: string | undefined;
}

export interface SubscriptionChoice {
  places: SubscribedPlace[];
  topics: Topic[];
}

export interface Subscriptions {
  /** In the order of choosing. */
  of(subscriberId: number): SubscriptionChoice;
  /** False when there are PLACES_MAX already. A whole province takes the place of its districts. */
  addPlace(subscriberId: number, place: SubscribedPlace): boolean;
  removePlace(subscriberId: number, place: SubscribedPlace): void;
  /** Wishes to hear of every place. */
  clearPlaces(subscriberId: number): void;
  setTopics(subscriberId: number, topics: readonly Topic[]): void;
}

/** Who wishes more has no wish for single places. */
export const PLACES_MAX = 10;

/** The subscriptions of one bot.db. */
export function createSubscriptions(database: Database): Subscriptions {
  const places = database.prepare<[number], { province: string; district: string }>(
    'SELECT province, district FROM subscription_places WHERE subscriber_id = ? ORDER BY rowid',
  );
  const topics = database
    .prepare<[number], Topic>(
      'SELECT topic FROM subscription_topics WHERE subscriber_id = ? ORDER BY rowid',
    )
    .pluck();
  const insert = database.prepare(
    `INSERT INTO subscription_places (subscriber_id, province, district, area) VALUES (?, ?, ?, ?)
     ON CONFLICT DO NOTHING`,
  );
  const drop = database.prepare(
    'DELETE FROM subscription_places WHERE subscriber_id = ? AND province = ? AND district = ?',
  );
  const dropDistricts = database.prepare(
    'DELETE FROM subscription_places WHERE subscriber_id = ? AND province = ?',
  );
  const clear = database.prepare('DELETE FROM subscription_places WHERE subscriber_id = ?');
  const clearTopics = database.prepare('DELETE FROM subscription_topics WHERE subscriber_id = ?');
  const insertTopic = database.prepare(
    'INSERT INTO subscription_topics (subscriber_id, topic) VALUES (?, ?)',
  );

  const addPlace = database.transaction(
    (id: number, { province, district = '' }: SubscribedPlace) => {
      const chosen = places.all(id);
      const isCovered = chosen.some(
        (each) =>
          each.province === province && (each.district === '' || each.district === district),
      );
      if (isCovered) return true;
      if (district === '') dropDistricts.run(id, province);
      else if (chosen.length >= PLACES_MAX) return false;
      if (places.all(id).length >= PLACES_MAX) return false;
      insert.run(id, province, district, areaOf(province));
      return true;
    },
  );
  const setTopics = database.transaction((id: number, chosen: readonly Topic[]) => {
    clearTopics.run(id);
    for (const topic of new Set(chosen)) insertTopic.run(id, topic);
  });

  return {
    of: (id) => ({
      places: places
        .all(id)
        .map(({ province, district }) => ({ province, ...(district && { district }) })),
      topics: topics.all(id),
    }),
    addPlace: (id, place) => addPlace.immediate(id, place),
    removePlace: (id, { province, district = '' }) => void drop.run(id, province, district),
    clearPlaces: (id) => void clear.run(id),
    setTopics: (id, chosen) => void setTopics.immediate(id, chosen),
  };
}

/**
 * The condition on `subscribers AS s` that finds who wishes to hear of one of the places and one of
 * the topics, with its named parameters. No place, or no topic, given: of any. Provinces that have
 * been one since July 2025 count as one; who chose a district hears of it and of the whole province.
 */
export function subscriptionCondition(target: {
  places: readonly SubscribedPlace[];
  topics: readonly string[];
}): { sql: string; parameters: Record<string, string> } {
  const places = target.places.map(({ province, district = '' }) => ({
    area: areaOf(province),
    district,
  }));
  const ofPlace = `(NOT EXISTS (SELECT 1 FROM subscription_places WHERE subscriber_id = s.id)
    OR EXISTS (SELECT 1 FROM subscription_places AS place JOIN json_each(@places) AS wanted
       ON place.area = wanted.value ->> 'area'
       WHERE place.subscriber_id = s.id AND (place.district = '' OR wanted.value ->> 'district' = ''
         OR place.district = wanted.value ->> 'district')))`;
  const ofTopic = `(NOT EXISTS (SELECT 1 FROM subscription_topics WHERE subscriber_id = s.id)
    OR EXISTS (SELECT 1 FROM subscription_topics AS topic JOIN json_each(@topics) AS wanted
       ON topic.topic = wanted.value WHERE topic.subscriber_id = s.id))`;
  return {
    sql: `(json_array_length(@places) = 0 OR ${ofPlace})
      AND (json_array_length(@topics) = 0 OR ${ofTopic})`,
    parameters: { places: JSON.stringify(places), topics: JSON.stringify(target.topics) },
  };
}

/** The province of today that a province is part of; what the gazetteer does not know stays itself. */
function areaOf(province: string): string {
  return successorOf(province) ?? province;
}
