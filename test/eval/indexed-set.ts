/**
 * Puts the rows of a test set into a corpus as the product would: one document of one passage per
 * row, published one by one.
 */
import type { Corpus } from '../../knowledge/corpus/corpus.ts';
import type { Embedder } from '../../knowledge/embedder/embedder.ts';
import { embedDocument } from '../../knowledge/search/embed-document.ts';
import { cleanText } from '../../knowledge/text/normalise.ts';
import type { CorpusRow } from './beir.ts';

/** Which rows a document stands for: rows with the same text are one document. */
export type RowsOfDocument = Map<number, string[]>;

/** Publishes every row that has text. */
export async function publishRows(
  corpus: Corpus,
  embedder: Embedder,
  rows: readonly CorpusRow[],
): Promise<RowsOfDocument> {
  const rowsOf: RowsOfDocument = new Map();
  for (const row of rows) {
    const title = cleanText(row.title);
    const text = cleanText(row.text).trim();
    if (text === '') continue;
    const draft = {
      kind: 'article',
      title,
      text,
      metadata: {},
      visibility: 'public',
      passages: [{ kind: 'text', heading: '', text, start: 0, end: text.length }],
    } as const;
    const source = { key: row._id, name: row._id, collection: 'eval', contentHash: row._id };
    const embedded = await embedDocument(embedder, { ...draft, passages: [...draft.passages] });
    const { documentId } = corpus.publish(
      source,
      { ...draft, passages: [...draft.passages] },
      embedded,
    );
    rowsOf.set(documentId, [...(rowsOf.get(documentId) ?? []), row._id]);
  }
  return rowsOf;
}
