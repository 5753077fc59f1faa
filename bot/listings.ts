/**
 * Short lists drawn from stored facts: what took place and what is coming, who was admitted, which
 * policies there are. Every line is cited like an answer, so it can be checked like one.
 */
import type { Citation } from '../knowledge/answering/answer.ts';
import type { Corpus, StoredDocument } from '../knowledge/corpus/corpus.ts';
import type { FactsStore, Stored, StoredEvent } from '../knowledge/facts/lookup.ts';
import type { MembershipFact, PolicyFact } from '../knowledge/facts/schemas.ts';
import { searchKey } from '../knowledge/facts/search-key.ts';
import { comingMeetings, pastMeetings } from '../knowledge/meetings/calendar.ts';
import type { Meeting } from '../knowledge/meetings/meeting.ts';
import { dayInVietnam } from '../knowledge/text/today.ts';
import type { Reply } from './assistant.ts';
import type { ListingName } from './listing-names.ts';
import * as words from './replies/listings.ts';

export interface ListingDeps {
  facts: Pick<FactsStore, 'events' | 'memberships' | 'policies'>;
  corpus: Pick<Corpus, 'document' | 'passage'>;
  now: () => Date;
}

// A phone shows about this much without scrolling twice.
const UPCOMING_MAX = 3;
const PAST_EVENTS_MAX = 5;
const ADMISSIONS_MAX = 4;
const UNITS_MAX = 8;
const OWN_POLICIES_MAX = 5;
const MENTIONED_POLICIES_MAX = 3;
/** Facts looked at for one list; several articles tell of one event. */
const ROWS_MAX = 60;

/** Facts of internal documents are never listed: anybody may type a command. */
export function listing(name: ListingName, deps: ListingDeps): Reply {
  const citing = createCiting(deps.corpus);
  const sections = { sukien: events, thanhvien: admissions, chinhsach: policies }[name](
    deps,
    citing.cite,
  );
  const filled = sections.filter(({ lines }) => lines.length > 0);
  if (filled.length === 0) {
    return { kind: 'abstention', text: words.nothingListed(name), citations: [] };
  }
  const { text, cited } = words.listText(filled);
  return { kind: 'answer', text, citations: citing.citations.slice(0, cited) };
}

type Cite = (documentId: number, evidence: StoredEvent['evidence']) => number;

function events({ facts, now }: ListingDeps, cite: Cite): words.Section[] {
  const today = dayInVietnam(now());
  const lines = (meetings: readonly Meeting[], isComing: boolean) =>
    meetings.map((meeting) => ({
      text: words.eventLine(meeting, { today, isComing }),
      marks: [cite(meeting.documentId, meeting.evidence)],
    }));
  return [
    {
      heading: words.UPCOMING_EVENTS,
      lines: lines(comingMeetings(facts, today).slice(0, UPCOMING_MAX), true),
    },
    {
      heading: words.PAST_EVENTS,
      lines: lines(pastMeetings(facts, today).slice(0, PAST_EVENTS_MAX), false),
    },
  ];
}

function admissions({ facts }: ListingDeps, cite: Cite): words.Section[] {
  const rows = facts.memberships({ status: 'admitted', limit: ROWS_MAX });
  const units = distinct(
    rows.filter(({ admittedOn }) => admittedOn !== undefined),
    (a, b) => a.admittedOn === b.admittedOn && searchKey(a.unit) === searchKey(b.unit),
  );
  const groups = new Map<string, Stored<MembershipFact>[]>();
  for (const unit of units) {
    const key = `${unit.admittedOn} ${unit.province ?? ''}`;
    groups.set(key, [...(groups.get(key) ?? []), unit]);
  }
  const lines = [...groups.values()].slice(0, ADMISSIONS_MAX).map((group) => {
    const first = group[0]!; // a group begins with the unit that made it
    const named = group.slice(0, UNITS_MAX);
    const names = named.map(({ unit }) => unit);
    return {
      text: words.admissionLine({ ...first, names, unnamed: group.length - names.length }),
      marks: named.map(({ documentId, evidence }) => cite(documentId, evidence)),
    };
  });
  return [{ heading: words.ADMISSIONS, lines }];
}

function policies({ facts, corpus }: ListingDeps, cite: Cite): words.Section[] {
  // A row about one article says what comes into force when, not that there is another policy.
  const wholes = (role: PolicyFact['role']) =>
    facts
      .policies({ role, limit: ROWS_MAX })
      .filter(({ article, issuedOn }) => article === undefined && issuedOn !== undefined);
  const own = distinct(wholes('itself'), isSamePolicy);
  // What one regulation cites of another is of no use here; what the alliances' news speak of is.
  const mentioned = distinct(wholes('mentioned'), isSamePolicy).filter(
    (policy) =>
      corpus.document(policy.documentId)?.kind === 'article' &&
      !own.some((known) => isSamePolicy(known, policy)),
  );
  const line = (policy: Stored<PolicyFact>) => ({
    text: words.policyLine(policy),
    marks: [cite(policy.documentId, policy.evidence)],
  });
  return [
    { heading: words.OWN_POLICIES, lines: own.slice(0, OWN_POLICIES_MAX).map(line) },
    {
      heading: words.MENTIONED_POLICIES,
      lines: mentioned.slice(0, MENTIONED_POLICIES_MAX).map(line),
    },
  ];
}

function isSamePolicy(a: Stored<PolicyFact>, b: Stored<PolicyFact>): boolean {
  return searchKey(a.number ?? a.name) === searchKey(b.number ?? b.name);
}

function distinct<Row>(rows: readonly Row[], isSame: (a: Row, b: Row) => boolean): Row[] {
  const kept: Row[] = [];
  for (const row of rows) if (!kept.some((other) => isSame(other, row))) kept.push(row);
  return kept;
}

function createCiting(corpus: ListingDeps['corpus']): { citations: Citation[]; cite: Cite } {
  const citations: Citation[] = [];
  return {
    citations,
    cite(documentId, evidence) {
      const known = citations.find(
        ({ passageId, start }) => passageId === evidence.passageId && start === evidence.start,
      );
      if (known) return known.n;
      const n = citations.length + 1;
      const document = corpus.document(documentId);
      if (!document) throw new Error(`A fact names document ${documentId}, which is not there.`);
      const section = corpus.passage(evidence.passageId)?.section;
      citations.push({
        n,
        ...evidence,
        documentId,
        ...sourceOf(document),
        ...(section && { section }),
      });
      return n;
    },
  };
}

function sourceOf({ name, title, metadata }: StoredDocument) {
  const { publishedOn, organisation, sourceUrl } = metadata;
  return {
    document: name,
    title,
    ...(publishedOn !== undefined && { date: publishedOn }),
    ...(organisation !== undefined && { organisation }),
    ...(sourceUrl !== undefined && { url: sourceUrl }),
  };
}
