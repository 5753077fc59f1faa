/**
 * Words an extracted answer: the statement itself, its source and date in front, lists as lists,
 * within the length a phone shows. What is said stays the source's own words; only scope is added.
 */
import type { Abstained, Answered, Citation, Claim } from './answer.ts';
import type { ScoredCandidate } from './candidates.ts';
import type { ListItem } from './statements.ts';

/** Longest answer text, marks and line breaks included. */
export const ANSWER_CHARACTERS_MAX = 900;
/** For marks, colons and line breaks. */
const MARKS_ROOM = 24;
const ITEM_MIN = 60;
const QUOTE_MAX = 2_400;
/** A title that stands for a missing source must leave room for the answer. */
const SOURCE_MAX = 120;

/** Words the chosen candidates (at least one) as an answer. */
export function composeAnswer(
  candidates: readonly ScoredCandidate[],
  confidence: number,
): Answered {
  const [best, ...more] = candidates;
  const sources = createCitations();
  const made = { outcome: 'answered', by: 'extraction', confidence } as const;
  const lead = sourceLine(best!);
  if (best!.statement.kind === 'list') {
    const n = sources.cite(best!, best!.statement);
    const claims = listClaims(best!, n, ANSWER_CHARACTERS_MAX - lead.length - MARKS_ROOM);
    return { ...made, layout: 'list', lead, claims, citations: sources.citations };
  }
  if (more.length === 0) {
    const claim = claimOf(best!, sources, ANSWER_CHARACTERS_MAX - lead.length - MARKS_ROOM);
    return { ...made, layout: 'sentences', lead, claims: [claim], citations: sources.citations };
  }
  // Each line says whose it is: several alliances, or two articles of law. One source is said once.
  const isOneSource = more.every((other) => sourceLine(other) === lead);
  const scopes = candidates.map((candidate) => (isOneSource ? '' : `${sourceLine(candidate)}: `));
  const rooms = shares(
    candidates.map((candidate, index) => scopes[index]!.length + needed(candidate)),
    ANSWER_CHARACTERS_MAX - candidates.length * MARKS_ROOM - (isOneSource ? lead.length : 0),
  );
  const claims = candidates.map((candidate, index) => {
    const scope = scopes[index]!;
    const claim = claimOf(candidate, sources, rooms[index]! - scope.length);
    return { ...claim, text: `${scope}${claim.text}` };
  });
  const { citations } = sources;
  return { ...made, layout: 'sentences', ...(isOneSource ? { lead } : {}), claims, citations };
}

/** Room that a statement takes when nothing of it is cut, a colon and its opening line included. */
function needed({ statement }: ScoredCandidate): number {
  return statement.text.length + statement.leadIn.length + 3;
}

/** Parts of a room: what short ones do not need is left to the long ones. */
function shares(needs: readonly number[], total: number): number[] {
  const made = new Array<number>(needs.length).fill(0);
  let left = total;
  const shortestFirst = [...needs.keys()].sort((a, b) => needs[a]! - needs[b]!);
  for (const [done, index] of shortestFirst.entries()) {
    made[index] = Math.min(needs[index]!, Math.floor(left / (needs.length - done)));
    left -= made[index];
  }
  return made;
}

/** The statement alone as an abstention's nearest thing. */
export function nearestOf(candidate: ScoredCandidate): NonNullable<Abstained['nearest']> {
  const sources = createCitations();
  const n = sources.cite(candidate, candidate.statement);
  return {
    source: sourceLine(candidate),
    claims: [{ text: tidy(candidate.statement.text), citations: [n] }],
    citations: sources.citations,
  };
}

interface Citations {
  citations: Citation[];
  /** The number of the citation for a span of the candidate's passage, made when it is new. */
  cite(candidate: ScoredCandidate, span: ListItem): number;
}

function createCitations(): Citations {
  const citations: Citation[] = [];
  return {
    citations,
    cite(candidate, span) {
      const made = citationOf(candidate, span, citations.length + 1);
      const known = citations.find(
        ({ passageId, start, end }) =>
          passageId === made.passageId && start === made.start && end === made.end,
      );
      if (known) return known.n;
      citations.push(made);
      return made.n;
    },
  };
}

function citationOf(candidate: ScoredCandidate, span: ListItem, n: number): Citation {
  const { document, passage } = candidate.retrieved;
  const quote = passage.text.slice(span.start, Math.min(span.end, span.start + QUOTE_MAX));
  const start = passage.start + span.start;
  const { metadata } = document;
  return {
    n,
    passageId: passage.id,
    documentId: document.id,
    document: document.name,
    ...(passage.section === undefined ? {} : { section: passage.section }),
    title: document.title,
    ...(metadata.publishedOn === undefined ? {} : { date: metadata.publishedOn }),
    ...(metadata.organisation === undefined ? {} : { organisation: metadata.organisation }),
    ...(metadata.sourceUrl === undefined ? {} : { url: metadata.sourceUrl }),
    quote,
    start,
    end: start + quote.length,
  };
}

/** "Điều 74 Luật Hợp tác xã 2023" or "Liên minh HTX Kiên Giang, 19/01/2024". */
export function sourceLine(candidate: ScoredCandidate): string {
  const { document, passage } = candidate.retrieved;
  const { metadata } = document;
  if (document.kind === 'legal') {
    const name = clip(metadata.shortTitle ?? document.title, SOURCE_MAX);
    return [passage.section, name].filter(Boolean).join(' ');
  }
  const date = metadata.eventDates?.[0] ?? metadata.publishedOn;
  const source = metadata.organisation ?? metadata.sourceName ?? document.title;
  return [clip(source, SOURCE_MAX), date && dayMonthYear(date)].filter(Boolean).join(', ');
}

/** ISO day → "19/01/2024". */
export function dayMonthYear(isoDay: string): string {
  return isoDay.split('-').reverse().join('/');
}

const LEAD_IN_MAX = 300;
/** "Trong Luật này, các từ ngữ dưới đây được hiểu như sau": a definition is understood without it. */
const BEFORE_DEFINITIONS = /từ ngữ.*được hiểu (?:như sau|là)/iu;

/** One statement as a claim. An item is read under its opening line, which is cited beside it. */
function claimOf(candidate: ScoredCandidate, sources: Citations, room: number): Claim {
  const { statement } = candidate;
  const body = tidy(statement.text);
  const n = sources.cite(candidate, statement);
  const { leadSpan } = statement;
  if (statement.kind !== 'item' || !leadSpan) return { text: clip(body, room), citations: [n] };
  const lead = tidy(candidate.retrieved.passage.text.slice(leadSpan.start, leadSpan.end));
  const isTooLong = lead.length > LEAD_IN_MAX || lead.length + body.length + 1 > room;
  if (isTooLong || BEFORE_DEFINITIONS.test(lead)) {
    return { text: clip(body, room), citations: [n] };
  }
  // A heading as opening line has no colon of its own.
  const opening = /\p{L}$/u.test(lead) ? `${lead}:` : lead;
  return { text: `${opening} ${body}`, citations: [n, sources.cite(candidate, leadSpan)] };
}

/** Without the label of the khoản or điểm and the closing semicolon. */
function tidy(text: string): string {
  return text
    .replace(/^\s*(?:\d{1,3}\s?[.)]|[a-zđ]{1,2}\s?\)|[-–•+])\s*/u, '')
    .replace(/\s*\n\s*/g, ' ')
    .replace(/[;,]\s*$/, '')
    .trim();
}

function listClaims(candidate: ScoredCandidate, n: number, room: number): Claim[] {
  const { statement } = candidate;
  const text = candidate.retrieved.passage.text;
  const first = statement.items[0]!;
  const opener = tidy(text.slice(statement.start, first.start));
  // Khoản without an opening line are read under the title of their điều.
  const lead = opener === '' ? `${statement.leadIn}:` : opener;
  const items = statement.items.map((item) => tidy(text.slice(item.start, item.end)));
  const leadRoom = Math.min(lead.length, Math.floor(room / 4));
  const each = Math.floor((room - leadRoom) / items.length) - 8;
  const shortest = items.map((item) => item.length).sort((a, b) => a - b);
  // Short items leave their room to the long ones.
  let spare = 0;
  for (const length of shortest) spare += Math.max(0, each - length);
  const long = items.filter((item) => item.length > each).length;
  const limit = Math.max(ITEM_MIN, each + (long > 0 ? Math.floor(spare / long) : 0));
  const claims: Claim[] = [{ text: clip(lead, Math.max(leadRoom, 80)), citations: [n] }];
  let used = claims[0]!.text.length;
  for (const item of items) {
    const worded = clip(item, limit);
    if (used + worded.length + 8 > room) break;
    claims.push({ text: worded, citations: [n] });
    used += worded.length + 8;
  }
  return claims;
}

/** Cuts at a clause or word border and says so with "…". */
function clip(text: string, max: number): string {
  if (text.length <= max) return text;
  const cut = text.slice(0, Math.max(1, max - 1));
  const border = Math.max(cut.lastIndexOf(';'), cut.lastIndexOf(', '), cut.lastIndexOf(' ') - 20);
  return `${cut.slice(0, border > max * 0.6 ? border : cut.lastIndexOf(' ')).trimEnd()}…`;
}
