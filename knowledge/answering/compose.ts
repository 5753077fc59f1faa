/**
 * Words an extracted answer: the statement itself, its source and date in front, lists as lists,
 * within the length a phone shows. What is said stays the source's own words; only scope is added.
 */
import type { Answered, Citation, Claim } from './answer.ts';
import type { ScoredCandidate } from './candidates.ts';

/** Longest answer text, marks and line breaks included. */
export const ANSWER_CHARACTERS_MAX = 900;
/** For marks, colons and line breaks. */
const MARKS_ROOM = 24;
const ITEM_MIN = 60;
const QUOTE_MAX = 2_400;

/** Words the chosen candidates (at least one) as an answer. */
export function composeAnswer(
  candidates: readonly ScoredCandidate[],
  confidence: number,
): Answered {
  const [best, ...more] = candidates;
  const citations = candidates.map((candidate, index) => citationOf(candidate, index + 1));
  const made = { outcome: 'answered', citations, by: 'extraction', confidence } as const;
  const lead = sourceLine(best!);
  if (best!.statement.kind === 'list') {
    const claims = listClaims(best!, ANSWER_CHARACTERS_MAX - lead.length - MARKS_ROOM);
    return { ...made, layout: 'list', lead, claims };
  }
  if (more.length === 0) {
    const text = clip(withLeadIn(best!), ANSWER_CHARACTERS_MAX - lead.length - MARKS_ROOM);
    return { ...made, layout: 'sentences', lead, claims: [{ text, citations: [1] }] };
  }
  // Each line says whose it is: several alliances, or two articles of law.
  const room = Math.floor(ANSWER_CHARACTERS_MAX / candidates.length) - MARKS_ROOM;
  const claims = candidates.map((candidate, index) => ({
    text: clip(`${sourceLine(candidate)}: ${withLeadIn(candidate)}`, room),
    citations: [index + 1],
  }));
  return { ...made, layout: 'sentences', claims };
}

/** The citation of a candidate: the statement word for word, an item together with nothing else. */
export function citationOf(candidate: ScoredCandidate, n: number): Citation {
  const { document, passage } = candidate.retrieved;
  const { statement } = candidate;
  const quote = passage.text.slice(
    statement.start,
    Math.min(statement.end, statement.start + QUOTE_MAX),
  );
  const start = passage.start + statement.start;
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
    return [passage.section, metadata.shortTitle ?? document.title].filter(Boolean).join(' ');
  }
  const date = metadata.eventDates?.[0] ?? metadata.publishedOn;
  return [
    metadata.organisation ?? metadata.sourceName ?? document.title,
    date && dayMonthYear(date),
  ]
    .filter(Boolean)
    .join(', ');
}

/** ISO day → "19/01/2024". */
export function dayMonthYear(isoDay: string): string {
  return isoDay.split('-').reverse().join('/');
}

function withLeadIn({ statement }: ScoredCandidate): string {
  const body = tidy(statement.text);
  if (statement.kind !== 'item' || statement.leadIn === '') return body;
  const lead = tidy(statement.leadIn.split(/(?<=[:：])\s/).at(-1) ?? statement.leadIn);
  return lead.length + body.length > 600 ? body : `${lead} ${body}`;
}

/** Without the label of the khoản or điểm and the closing semicolon. */
function tidy(text: string): string {
  return text
    .replace(/^\s*(?:\d{1,3}\s?[.)]|[a-zđ]{1,2}\s?\)|[-–•+])\s*/u, '')
    .replace(/\s*\n\s*/g, ' ')
    .replace(/[;,]\s*$/, '')
    .trim();
}

function listClaims(candidate: ScoredCandidate, room: number): Claim[] {
  const { statement } = candidate;
  const text = candidate.retrieved.passage.text;
  const first = statement.items[0]!;
  const lead = tidy(text.slice(statement.start, first.start));
  const items = statement.items.map((item) => tidy(text.slice(item.start, item.end)));
  const leadRoom = Math.min(lead.length, Math.floor(room / 4));
  const each = Math.floor((room - leadRoom) / items.length) - 8;
  const shortest = items.map((item) => item.length).sort((a, b) => a - b);
  // Short items leave their room to the long ones.
  let spare = 0;
  for (const length of shortest) spare += Math.max(0, each - length);
  const long = items.filter((item) => item.length > each).length;
  const limit = Math.max(ITEM_MIN, each + (long > 0 ? Math.floor(spare / long) : 0));
  const claims: Claim[] = [{ text: clip(lead, Math.max(leadRoom, 80)), citations: [1] }];
  let used = claims[0]!.text.length;
  for (const item of items) {
    const worded = clip(item, limit);
    if (used + worded.length + 8 > room) break;
    claims.push({ text: worded, citations: [1] });
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
