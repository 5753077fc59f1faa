/**
 * All facts of a document, by rules and lexicons, offline and pure. Every fact has passed
 * acceptFacts(), so its quotes stand in the passages it names.
 */
import type { DocumentDraft } from '../../knowledge/corpus/document.ts';
import { acceptFacts } from '../../knowledge/facts/accept.ts';
import type { EventFact, Fact, OfficeFact } from '../../knowledge/facts/schemas.ts';
import { allianceIn } from './alliance.ts';
import { type EventFrame, readEventFrame, readOtherEvents } from './event-frame.ts';
import { readEventItems } from './event-items.ts';
import { readEventPeople } from './event-people.ts';
import { extractFigures } from './figures.ts';
import { extractLegalFacts } from './legal.ts';
import { extractMemberships } from './memberships.ts';
import { extractOffices } from './office-facts.ts';
import { extractPolicies } from './policies.ts';
import { type Reading, readDraft } from './reading.ts';

/** The facts of a draft in the order event, offices, memberships, policies, figures. */
export function extractFacts(draft: DocumentDraft): Fact[] {
  const facts = draft.kind === 'legal' ? extractLegalFacts(draft) : newsFacts(readDraft(draft));
  return acceptFacts(draft, facts).accepted;
}

function newsFacts(reading: Reading): Fact[] {
  const frame = readEventFrame(reading);
  const heldOn = frame?.startsOn;
  const spokenOn = heldOn ?? reading.writtenOn;
  const host = allianceIn(frame?.organiser ?? '');
  const offices = extractOffices(reading, spokenOn, host);
  return [
    ...(frame ? [eventOf(reading, frame, offices)] : []),
    ...readOtherEvents(reading, frame).map((other) => ({ ...other, people: [], items: [] })),
    ...offices,
    ...extractMemberships(reading, frame),
    ...extractPolicies(reading),
    ...extractFigures(reading, spokenOn),
  ];
}

function eventOf(reading: Reading, frame: EventFrame, offices: readonly OfficeFact[]): EventFact {
  const people = readEventPeople(reading, offices);
  return { ...frame, people, items: readEventItems(reading, frame.evidence.start) };
}
