/**
 * The seam of fact extraction: rules today, a chat model with structured output when one is
 * configured. Whoever extracts, only facts that acceptFacts() keeps reach the corpus.
 */
import type { DocumentDraft } from '../../knowledge/corpus/document.ts';
import type { Fact } from '../../knowledge/facts/schemas.ts';

export interface FactExtractor {
  /**
   * The facts of a draft; evidence names the draft's passages. Rejects only when `signal` aborts or
   * the extractor cannot work at all; a document without facts is an empty list.
   */
  extract(draft: DocumentDraft, signal?: AbortSignal): Promise<Fact[]>;
}
