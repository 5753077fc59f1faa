/**
 * Answers made of stored facts: each line says one fact with its scope and day, cites the words it
 * was read from, and passes the same support check as every other answer. A line that the check does
 * not bear out is replaced by those words themselves.
 */
import type { Corpus } from '../corpus/corpus.ts';
import type { Stored } from '../facts/lookup.ts';
import type { Fact } from '../facts/schemas.ts';
import { fold } from '../text/normalise.ts';
import type { Answered, Citation, Claim } from './answer.ts';
import { factCitation } from './fact-citation.ts';
import { checkSupport } from './support.ts';

export interface FactDeps {
  corpus: Pick<Corpus, 'document' | 'passage'>;
  /** The bot's own alliance or province. */
  home: string | undefined;
  mayReadInternal: boolean;
}

/** A fact with the line that tells it. */
export interface Told {
  row: Pick<Stored<Fact>, 'documentId' | 'evidence'>;
  text: string;
  /** Whose it is, before the source's own words when these stand for the line. */
  lead: string;
  /** What is known of the fact besides its quote: its place, its day. */
  known: readonly string[];
}

/** The facts as an answer, in their order; undefined when there are none. */
export function factsAnswer(
  told: readonly Told[],
  corpus: FactDeps['corpus'],
): Answered | undefined {
  const citations: Citation[] = [];
  const claims: Claim[] = [];
  for (const { row, text, lead, known } of told) {
    const citation = factCitation(row, citations.length + 1, corpus);
    if (!citation) continue;
    const claim = { text, citations: [citation.n] };
    const allowed = known.filter((part) => part !== '');
    const { supported } = checkSupport([claim], [citation], { allowed });
    const quoted = row.evidence.quote.replace(/\s+/g, ' ');
    citations.push(citation);
    claims.push(supported[0] ?? { ...claim, text: lead === '' ? quoted : `${lead}: ${quoted}` });
  }
  if (claims.length === 0) return undefined;
  const made = { outcome: 'answered', layout: 'sentences', by: 'facts', confidence: 1 } as const;
  return { ...made, claims, citations };
}

/** The rows of the bot's own province when there are any, else all: a home only breaks ties. */
export function atHome<Row extends { province?: string | undefined }>(
  rows: readonly Row[],
  home: string | undefined,
): readonly Row[] {
  if (home === undefined) return rows;
  const own = rows.filter(({ province }) => province && fold(home).includes(fold(province)));
  return own.length > 0 ? own : rows;
}
