/**
 * All facts of a document, by rules and lexicons, offline and pure. Every fact has passed
 * acceptFacts(), so its quotes stand in the passages it names.
 */
import type { DocumentDraft } from '../../knowledge/corpus/document.ts';
import { acceptFacts } from '../../knowledge/facts/accept.ts';
import type { EventFact, Fact } from '../../knowledge/facts/schemas.ts';
import { readEventFrame } from './event-frame.ts';
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
  const event = eventOf(reading);
  const heldOn = event?.startsOn;
  const spokenOn = heldOn ?? reading.writtenOn;
  return [
    ...(event ? [event] : []),
    ...extractOffices(reading, spokenOn),
    ...extractMemberships(reading, heldOn),
    ...extractPolicies(reading),
    ...extractFigures(reading, spokenOn),
  ];
}

function eventOf(reading: Reading): EventFact | undefined {
  const frame = readEventFrame(reading);
  return (
    frame && {
      ...frame,
      people: readEventPeople(reading),
      items: readEventItems(reading, frame.evidence.start),
    }
  );
}
