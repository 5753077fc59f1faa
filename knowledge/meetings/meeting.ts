/**
 * A meeting as staff look it up: what several articles tell of one event, put together. Invariant:
 * every person and item keeps the document and quote it was read from.
 */
import type { Stored, StoredEvent } from '../facts/lookup.ts';
import type { EventKind } from '../facts/schemas.ts';
import { searchKey } from '../facts/search-key.ts';

type StoredEvidence = Stored<{ evidence: never }>['evidence'];

/** Where a fact stands. */
export interface Source {
  documentId: number;
  evidence: StoredEvidence;
}

export type MeetingPerson = Omit<StoredEvent['people'][number], 'evidence'> & Source;
export type MeetingItem = Omit<StoredEvent['items'][number], 'evidence'> & Source;

export interface Meeting extends Source {
  /** Id of the event row that tells most of it; lasts until its document is ingested anew. */
  id: number;
  title: string;
  kinds: EventKind[];
  /** ISO days; absent when no source gives the day. */
  startsOn?: string;
  endsOn?: string;
  place?: string;
  district?: string;
  province?: string;
  organiser?: string;
  people: MeetingPerson[];
  items: MeetingItem[];
  /** The rows it was put together from, and their documents, the fullest first. */
  eventIds: number[];
  documentIds: number[];
}

/** Puts rows of the same event together; keeps the order in which the rows come. */
export function meetingsOf(events: readonly StoredEvent[]): Meeting[] {
  const groups: StoredEvent[][] = [];
  for (const event of events) {
    const group = groups.find(([first]) => first && isSameMeeting(first, event));
    if (group) group.push(event);
    else groups.push([event]);
  }
  return groups.map(merged);
}

/**
 * Two articles tell of one meeting when day and province are the same and they agree on what it was,
 * in kind or in the words of the title.
 */
function isSameMeeting(a: StoredEvent, b: StoredEvent): boolean {
  if (a.startsOn === undefined || a.startsOn !== b.startsOn || a.province !== b.province)
    return false;
  return a.kinds.some((kind) => b.kinds.includes(kind)) || sharesWords(a.title, b.title);
}

const SHARED_WORDS = 0.5;

function sharesWords(a: string, b: string): boolean {
  const [own, other] = [a, b].map((title) => new Set(searchKey(title).split(' '))) as [
    Set<string>,
    Set<string>,
  ];
  const shared = [...own].filter((word) => other.has(word)).length;
  return shared / Math.min(own.size, other.size) >= SHARED_WORDS;
}

function merged(group: readonly StoredEvent[]): Meeting {
  const byWealth = [...group].sort((a, b) => wealth(b) - wealth(a));
  const main = byWealth[0]!; // a group begins with the event that made it
  const first = <K extends 'endsOn' | 'place' | 'district' | 'organiser'>(field: K) =>
    byWealth.find((event) => event[field] !== undefined)?.[field];
  const optional = {
    endsOn: first('endsOn'),
    place: first('place'),
    district: first('district'),
    organiser: first('organiser'),
  };
  return {
    id: main.id,
    documentId: main.documentId,
    evidence: main.evidence,
    title: main.title,
    kinds: [...new Set(byWealth.flatMap(({ kinds }) => kinds))],
    ...(main.startsOn !== undefined && { startsOn: main.startsOn }),
    ...(main.province !== undefined && { province: main.province }),
    ...Object.fromEntries(Object.entries(optional).filter(([, value]) => value !== undefined)),
    // One document has no person or item twice.
    people: (group.length === 1 ? all : distinct)(
      byWealth.flatMap(peopleOf),
      (person) =>
        `${person.role} ${searchKey(person.name ?? `${person.title} ${person.organisation}`)}`,
    ),
    items: (group.length === 1 ? all : distinct)(
      byWealth.flatMap(itemsOf),
      (item) => `${item.kind} ${searchKey(item.text)} ${item.count ?? ''} ${item.recipient ?? ''}`,
    ),
    eventIds: byWealth.map(({ id }) => id),
    documentIds: [...new Set(byWealth.map(({ documentId }) => documentId))],
  };
}

function wealth({ people, items }: StoredEvent): number {
  return people.length + items.length;
}

function peopleOf({ documentId, people }: StoredEvent): MeetingPerson[] {
  return people.map((person) => ({ ...person, documentId }));
}

function itemsOf({ documentId, items }: StoredEvent): MeetingItem[] {
  return items.map((item) => ({ ...item, documentId }));
}

function all<Row>(rows: Row[]): Row[] {
  return rows;
}

function distinct<Row>(rows: Row[], keyOf: (row: Row) => string): Row[] {
  const kept = new Map<string, Row>();
  for (const row of rows) {
    const key = keyOf(row);
    if (!kept.has(key)) kept.set(key, row);
  }
  return [...kept.values()];
}

/** What the cooperatives asked for or complained of, among what was discussed. */
const PETITION =
  /kiến nghị|đề xuất|đề nghị|phản ánh|khó khăn|vướng mắc|trở ngại|nguyện vọng|ý kiến/iu;
/** What a leader asks of the cooperatives is no petition of theirs. */
const DIRECTIVE =
  /^(?:phát biểu|kết luận|đề nghị|các sở)|(?:đề nghị|yêu cầu) (?:các|toàn thể|từng) (?:đơn vị|HTX|hợp tác xã|sở|phòng|thành viên|cấp)/iu;

export function isPetition({ kind, text }: Pick<MeetingItem, 'kind' | 'text'>): boolean {
  return kind === 'content' && PETITION.test(text) && !DIRECTIVE.test(text);
}
