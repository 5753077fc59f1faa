/**
 * Reads a free sentence as a look-up of meetings: which ones (place, time, kind, person, topic) and
 * what of them is wanted (who chaired, what was asked for, what was settled). Whatever the sentence
 * says beyond that is its topic.
 */
import type { EventKind } from '../facts/schemas.ts';
import { fold } from '../text/normalise.ts';
import { kindsAsked } from './kinds-asked.ts';
import { masked } from './mask.ts';
import { personsAsked } from './persons-asked.ts';
import { placesAsked } from './places-asked.ts';
import { readTimeRange, type TimeRange } from './time-range.ts';
import { topicWords } from './topic-words.ts';
import { type AskedTopic, topicsAsked } from './topics.ts';
import { writtenOut } from './written-out.ts';

/** What of the meetings is wanted. */
export type Aspect =
  | 'meetings'
  | 'chair'
  | 'speakers'
  | 'participants'
  | 'petitions'
  | 'decisions'
  | 'contents'
  | 'awards';

export interface MeetingFilter {
  places: readonly { province: string; district?: string }[];
  time: Omit<TimeRange, 'spans'>;
  /** Any of these; all kinds when empty. */
  kinds: readonly EventKind[];
  /** Any of these took part; anybody when empty. */
  persons: readonly string[];
  topics: readonly AskedTopic[];
  /** Further words of the topic, canonical syllables in the order of the question. */
  words: readonly string[];
}

export interface MeetingQuestion {
  /** Cleaned, sure abbreviations written out; at most QUESTION_CHARACTERS_MAX. */
  text: string;
  filter: MeetingFilter;
  aspect: Aspect;
  /** Whether it speaks of meetings at all. */
  saysMeeting: boolean;
}

/** What is known, against which initials and names are tried. */
export interface KnownNames {
  provinces: ReadonlySet<string>;
  persons: readonly string[];
  /** ISO day that "hôm qua" and "năm ngoái" count from. */
  today: string;
}

const QUESTION_CHARACTERS_MAX = 500;

const ASPECTS: readonly (readonly [Aspect, RegExp])[] = [
  aspect('chair', 'chu tri|chu toa|dieu hanh(?= (?:hoi nghi|cuoc|buoi|dai hoi))'),
  aspect(
    'petitions',
    'kien nghi|de xuat|phan anh|kho khan|vuong mac|nguyen vong|y kien|de nghi|than phien|buc xuc|keu kho|keu|kho gi',
  ),
  aspect(
    'decisions',
    'quyet dinh (?:gi|nhung gi|nao|viec gi)|ket luan|thong nhat|quyet nghi|bieu quyet|chot(?: lai)?|da quyet|thong qua|bau (?:ai|bo sung|lai|ra)',
  ),
  aspect('speakers', 'ai (?:da )?phat bieu|phat bieu (?:cua|gi|tai)|tham luan|noi gi'),
  aspect(
    'participants',
    'ai (?:da )?(?:du|tham du|tham gia|den du)|(?:tham |den |ve )?du(?= [a-z][a-z ]* (?:co|gom|con|la) (?:nhung )?ai(?![a-z]))|(?:co|gom|con co|con|la) (?:nhung )?ai (?:den |ve |tham )?du|thanh phan(?: (?:tham )?du)?|dai bieu nao|(?:bao nhieu|may) (?:dai bieu|nguoi) (?:du|tham du)',
  ),
  aspect('awards', 'khen thuong|bang khen|giay khen|duoc (?:khen|tang)|tang thuong|co thi dua'),
  aspect(
    'contents',
    'noi dung|ban (?:gi|ve|viec)|thao luan|trao doi(?: gi)?|de cap|noi ve|hop gi|lam gi|dien bien',
  ),
];

function aspect(name: Aspect, words: string): readonly [Aspect, RegExp] {
  return [name, new RegExp(`(?<![a-z0-9])(?:${words})(?![a-z0-9])`, 'g')];
}

/** Reads any sentence; one that names nothing gives an empty filter. */
export function readMeetingQuestion(raw: string, known: KnownNames): MeetingQuestion {
  const text = writtenOut(raw.slice(0, QUESTION_CHARACTERS_MAX));
  const time = readTimeRange(text, known.today);
  const persons = personsAsked(masked(text, time?.spans ?? []), known.persons);
  const afterPersons = masked(text, [...(time?.spans ?? []), ...persons.spans]);
  const places = placesAsked(afterPersons, known.provinces);
  const rest = masked(afterPersons, places.spans);
  const aspects = aspectsIn(fold(rest));
  const kinds = kindsAsked(fold(rest));
  const unspoken = masked(rest, [...aspects.spans, ...kinds.spans]);
  const topics = topicsAsked(unspoken);
  const { spans: _, ...when } = time ?? { spans: [] };
  return {
    text,
    saysMeeting: kinds.saysMeeting,
    aspect: aspects.aspect,
    filter: {
      places: places.places,
      time: when,
      kinds: kinds.kinds,
      persons: persons.names,
      topics: topics.topics,
      words: topicWords(masked(unspoken, topics.spans)),
    },
  };
}

function aspectsIn(folded: string): { aspect: Aspect; spans: { start: number; end: number }[] } {
  const found = ASPECTS.flatMap(([aspect, pattern]) =>
    [...folded.matchAll(pattern)].map(({ index, 0: words }) => ({
      aspect,
      start: index,
      end: index + words.length,
    })),
  );
  return { aspect: found[0]?.aspect ?? 'meetings', spans: found };
}
