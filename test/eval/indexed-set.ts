/**
 * Puts the rows of a test set into a corpus as the product would: one document of one passage per
 * row, many of them in one transaction, as ingest does.
 */
import type { Corpus, Publication } from '../../knowledge/corpus/corpus.ts';
import type { DocumentDraft } from '../../knowledge/corpus/document.ts';
import type { Embedder } from '../../knowledge/embedder/embedder.ts';
import { embedDocument } from '../../knowledge/search/embed-document.ts';
import { cleanText } from '../../knowledge/text/normalise.ts';
import type { CorpusRow } from './beir.ts';

/** Which rows a document stands for: rows with the same text are one document. */
export type RowsOfDocument = Map<number, string[]>;

/** Documents in one transaction. */
const BATCH_DOCUMENTS = 256;

/** Publishes every row that has text. */
export async function publishRows(
  corpus: Corpus,
  embedder: Embedder,
  rows: readonly CorpusRow[],
): Promise<RowsOfDocument> {
  const rowsOf: RowsOfDocument = new Map();
  for (let from = 0; from < rows.length; from += BATCH_DOCUMENTS) {
    const batch: Publication[] = [];
    for (const row of rows.slice(from, from + BATCH_DOCUMENTS)) {
      const publication = await publicationOf(embedder, row);
      if (publication) batch.push(publication);
    }
    for (const [index, { documentId }] of corpus.publishAll(batch).entries()) {
      const row = batch[index]!.source.key;
      rowsOf.set(documentId, [...(rowsOf.get(documentId) ?? []), row]);
    }
  }
  return rowsOf;
}

async function publicationOf(
  embedder: Embedder,
  { _id, title: rawTitle, text: rawText }: CorpusRow,
): Promise<Publication | undefined> {
  const title = cleanText(rawTitle);
  const text = cleanText(rawText).trim();
  if (text === '') return undefined;
  const draft: DocumentDraft = {
    kind: 'article',
    title,
    text,
    metadata: {},
    visibility: 'public',
    passages: [{ kind: 'text', heading: '', text, start: 0, end: text.length }],
  };
  const source = { key: _id, name: _id, collection: 'eval', contentHash: _id };
  return { source, draft, embedded: await embedDocument(embedder, draft) };
}
