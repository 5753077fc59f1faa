/** The citation of a stored fact: its quote in the passage it was read from. */
import type { Corpus } from '../corpus/corpus.ts';
import type { Stored } from '../facts/lookup.ts';
import type { Fact } from '../facts/schemas.ts';
import type { Citation } from './answer.ts';

/** Undefined when the document was removed since. */
export function factCitation(
  row: Pick<Stored<Fact>, 'documentId' | 'evidence'>,
  n: number,
  corpus: Pick<Corpus, 'document' | 'passage'>,
): Citation | undefined {
  const document = corpus.document(row.documentId);
  const passage = corpus.passage(row.evidence.passageId);
  if (!document || !passage) return undefined;
  const { publishedOn, organisation, sourceUrl } = document.metadata;
  return {
    n,
    passageId: passage.id,
    documentId: document.id,
    document: document.name,
    ...(passage.section === undefined ? {} : { section: passage.section }),
    title: document.title,
    ...(publishedOn === undefined ? {} : { date: publishedOn }),
    ...(organisation === undefined ? {} : { organisation }),
    ...(sourceUrl === undefined ? {} : { url: sourceUrl }),
    quote: row.evidence.quote,
    start: row.evidence.start,
    end: row.evidence.end,
  };
}
