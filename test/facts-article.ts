/** An invented article in a few lines, and the facts of one kind that are read from it. */
import { extractFacts } from '../ingest/facts/extract.ts';
import type { DocumentDraft, DocumentMetadata } from '../knowledge/corpus/document.ts';
import type { Fact } from '../knowledge/facts/schemas.ts';

/** An article of one passage a line; its first line is the title. */
export function article(text: string, metadata: DocumentMetadata = {}): DocumentDraft {
  const passages = [...text.matchAll(/[^\n]+/g)].slice(1).map((line) => ({
    kind: 'text' as const,
    heading: '',
    text: line[0],
    start: line.index,
    end: line.index + line[0].length,
  }));
  const title = text.split('\n')[0] ?? '';
  return { kind: 'article', title, text, metadata, visibility: 'public', passages };
}

/** The facts of one kind in an article of that text. */
export function extract<K extends Fact['fact']>(
  kind: K,
  text: string,
  metadata?: DocumentMetadata,
) {
  const facts = extractFacts(article(`Tin kinh tế tập thể\n${text}`, metadata));
  return facts.filter((fact): fact is Extract<Fact, { fact: K }> => fact.fact === kind);
}
