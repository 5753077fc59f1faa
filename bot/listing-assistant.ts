/**
 * The assistant with the commands that list facts, so that they work wherever a question can be
 * typed, the web page included.
 */
import type { Assistant, Inquiry, Reply } from './assistant.ts';
import { LISTINGS, type ListingName } from './listing-names.ts';
import { unexpectedError } from './replies/answers.ts';

export interface ListingAssistantDeps {
  assistant: Assistant;
  listing: (name: ListingName) => Reply;
  logError: (error: unknown) => void;
}

const COMMAND = /^\/([a-z]+)$/i;

/** Answers "/sukien" and the like itself and passes everything else on. */
export function createListingAssistant(deps: ListingAssistantDeps): Assistant {
  const { assistant } = deps;
  return {
    ...assistant,
    reply: async (inquiry: Inquiry) => listed(inquiry.text, deps) ?? assistant.reply(inquiry),
  };
}

function listed(text: string, { listing, logError }: ListingAssistantDeps): Reply | undefined {
  const command = COMMAND.exec(text.trim())?.[1]?.toLowerCase();
  const name = LISTINGS.find((each) => each === command);
  if (name !== undefined) {
    try {
      return listing(name);
    } catch (error) {
      logError(error);
      return { kind: 'error', text: unexpectedError, citations: [] };
    }
  }
  return undefined;
}
