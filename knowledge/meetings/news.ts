/**
 * What newly ingested documents bring that people may want to hear of: events that are coming or
 * have just been, and policies that were just issued or are about to take effect. Documents are told
 * apart by their ids, which are never used twice, so a mark is the highest id that was looked at.
 */
import type { Corpus } from '../corpus/corpus.ts';
import type { Database } from '../corpus/database.ts';
import type { FactsStore, Stored, StoredEvent } from '../facts/lookup.ts';
import type { PolicyFact } from '../facts/schemas.ts';
import { numberKey, searchKey } from '../facts/search-key.ts';
import { meetingsOf } from './meeting.ts';

export interface NewsItem {
  about: 'event' | 'policy';
  /** The same for the same event or policy whichever document tells of it: propose it once. */
  key: string;
  title: string;
  /** ISO days of the event; of a policy the days of issue and of effect. */
  startsOn?: string;
  endsOn?: string;
  place?: string;
  district?: string;
  province?: string;
  /** One sentence of the source, word for word. */
  quote: string;
  documentId: number;
  evidence: StoredEvent['evidence'];
}

export interface News {
  /** To give next time. */
  mark: number;
  items: NewsItem[];
}

export interface NewsDeps {
  database: Database;
  facts: Pick<FactsStore, 'events' | 'policies'>;
  corpus: Pick<Corpus, 'document'>;
}

/** An old archive that is ingested is no news; a report comes out within days. */
const EVENT_AGE_DAYS_MAX = 14;
const POLICY_AGE_DAYS_MAX = 60;
/** Documents looked at in one call; a first ingest may bring thousands, the next call goes on. */
const DOCUMENTS_MAX = 200;
const DAY_MS = 24 * 3600 * 1000;

export interface NewsDesk {
  /** The mark of a corpus whose present documents are no news. */
  latestMark(): number;
  /** What public documents above the mark bring, oldest document first. `today` is an ISO day. */
  since(mark: number, today: string): News;
}

export function createNewsDesk({ database, facts, corpus }: NewsDeps): NewsDesk {
  const latest = database.prepare<[], { id: number | null }>('SELECT max(id) AS id FROM documents');
  const above = database.prepare<[number], { id: number }>(
    `SELECT id FROM documents WHERE id > ? ORDER BY id LIMIT ${DOCUMENTS_MAX}`,
  );
  return {
    latestMark: () => latest.get()?.id ?? 0,
    since(mark, today) {
      const documentIds = above.all(mark).map(({ id }) => id);
      if (documentIds.length === 0) return { mark, items: [] };
      const events = facts.events({ documentIds, from: daysBefore(today, EVENT_AGE_DAYS_MAX) });
      const policies = facts
        .policies({ documentIds, role: 'itself' })
        .filter((policy) => isNewPolicy(policy, today));
      const items = [...eventNews(events), ...policies.map(policyNews)];
      return {
        mark: documentIds.at(-1)!, // not empty
        items: distinct(items).filter(
          ({ documentId }) => corpus.document(documentId) !== undefined,
        ),
      };
    },
  };
}

function eventNews(events: readonly StoredEvent[]): NewsItem[] {
  return meetingsOf(events).map((meeting) => {
    const { title, startsOn, endsOn, place, district, province, documentId, evidence } = meeting;
    return {
      about: 'event',
      key: `event ${startsOn} ${searchKey(province ?? '')} ${meeting.kinds[0]}`,
      title,
      ...given({ startsOn, endsOn, place, district, province }),
      quote: evidence.quote,
      documentId,
      evidence,
    };
  });
}

/** The document itself, not one of its articles that takes effect on another day. */
function isNewPolicy(
  { article, issuedOn, effectiveOn }: Stored<PolicyFact>,
  today: string,
): boolean {
  if (article !== undefined) return false;
  const since = daysBefore(today, POLICY_AGE_DAYS_MAX);
  return (issuedOn ?? '') >= since || (effectiveOn ?? '') >= today;
}

function policyNews(policy: Stored<PolicyFact>): NewsItem {
  const { name, number, issuedOn, effectiveOn, documentId, evidence } = policy;
  return {
    about: 'policy',
    key: `policy ${number === undefined ? searchKey(name) : numberKey(number)}`,
    title:
      policy.subject === undefined || name.includes(policy.subject)
        ? name
        : `${name} ${policy.subject}`,
    ...given({ startsOn: issuedOn, endsOn: effectiveOn }),
    quote: evidence.quote,
    documentId,
    evidence,
  };
}

function given<Fields extends Record<string, string | undefined>>(fields: Fields) {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as {
    [K in keyof Fields]?: string;
  };
}

function distinct(items: readonly NewsItem[]): NewsItem[] {
  return [...new Map([...items].reverse().map((item) => [item.key, item])).values()].reverse();
}

function daysBefore(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) - days * DAY_MS).toISOString().slice(0, 10);
}
