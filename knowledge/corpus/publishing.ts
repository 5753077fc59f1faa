/**
 * What changes a corpus: publications, removals, and the renewal of vectors and words. Each is one
 * transaction, so that a reader sees the corpus before it or after it.
 */
import { createHash } from 'node:crypto';
import { storeFacts } from '../facts/store.ts';
import { type IndexedPassage, indexPassages, unindexPassages } from '../search/lexical-index.ts';
import { WORDS_VERSION } from '../search/passage-reader.ts';
import type { Corpus, Publication, PublishOutcome } from './corpus.ts';
import type { Database } from './database.ts';
import type { DocumentDraft } from './document.ts';

/** The corpus holds vectors of another embedder; they are never mixed. Re-embed first. */
class EmbedderMismatchError extends Error {
  readonly code = 'EMBEDDER_MISMATCH';
  constructor(
    readonly stored: string,
    readonly given: string,
  ) {
    super(`The corpus was embedded with ${stored}, not ${given}. Re-embed it first.`);
  }
}

/** Passages read anew at once: their texts are held in memory. */
const REREAD_AT_ONCE = 1_000;

/** The writing half of a corpus. */
export function publishing(
  database: Database,
): Pick<
  Corpus,
  | 'generation'
  | 'embedderFingerprint'
  | 'reembed'
  | 'reindexWords'
  | 'publish'
  | 'publishAll'
  | 'remove'
> {
  const readMeta = database.prepare<[string], { value: string }>(
    'SELECT value FROM meta WHERE key = ?',
  );
  const writeMeta = database.prepare(
    'INSERT INTO meta (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value',
  );
  const findByText = database.prepare<[string], { id: number }>(
    'SELECT id FROM documents WHERE text_hash = ?',
  );
  const findSource = database.prepare<[string], { document_id: number }>(
    'SELECT document_id FROM sources WHERE key = ?',
  );
  const putSource = database.prepare(
    `INSERT INTO sources (key, name, collection, content_hash, document_id) VALUES (@key, @name, @collection, @contentHash, @documentId)
     ON CONFLICT (key) DO UPDATE SET name = excluded.name, collection = excluded.collection,
       content_hash = excluded.content_hash, document_id = excluded.document_id`,
  );
  const deleteSource = database.prepare('DELETE FROM sources WHERE key = ?');
  const sourcesLeft = database.prepare<[number], { n: number }>(
    'SELECT count(*) AS n FROM sources WHERE document_id = ?',
  );
  const putDocument = database.prepare(
    `INSERT INTO documents (kind, title, text, text_hash, metadata, visibility, ingested_at)
     VALUES (@kind, @title, @text, @textHash, @metadata, @visibility, @ingestedAt)`,
  );
  const deleteDocument = database.prepare('DELETE FROM documents WHERE id = ?');
  const passageIds = database.prepare<[number], { id: number }>(
    'SELECT id FROM passages WHERE document_id = ?',
  );
  const putPassage = database.prepare(
    `INSERT INTO passages (document_id, ordinal, kind, heading, section, text, start_offset, end_offset)
     VALUES (@documentId, @ordinal, @kind, @heading, @section, @text, @start, @end)`,
  );
  const passagesAfter = database.prepare<[number, number], IndexedPassage>(
    `SELECT passages.id, documents.title, passages.heading, passages.text
     FROM passages JOIN documents ON documents.id = passages.document_id
     WHERE passages.id > ? ORDER BY passages.id LIMIT ?`,
  );
  const putVector = database.prepare(
    `INSERT INTO vectors (passage_id, vector) VALUES (?, ?)
     ON CONFLICT (passage_id) DO UPDATE SET vector = excluded.vector`,
  );

  const readGeneration = database
    .prepare<[], string>(`SELECT value FROM meta WHERE key = 'generation'`)
    .pluck();

  // Asked some hundred times a question.
  const generation = () => Number(readGeneration.get() ?? 0);
  const embedderFingerprint = () => readMeta.get('embedder')?.value;
  const raiseGeneration = () => writeMeta.run('generation', String(generation() + 1));

  function dropIfUnsourced(documentId: number): void {
    if ((sourcesLeft.get(documentId)?.n ?? 0) > 0) return;
    unindexPassages(
      database,
      passageIds.all(documentId).map((row) => row.id),
    );
    deleteDocument.run(documentId);
  }

  function insertDocument(
    draft: DocumentDraft,
    textHash: string,
    vectors: readonly Float32Array[],
  ): number {
    const documentId = Number(
      putDocument.run({
        kind: draft.kind,
        title: draft.title,
        text: draft.text,
        textHash,
        metadata: JSON.stringify(draft.metadata),
        visibility: draft.visibility,
        ingestedAt: new Date().toISOString(),
      }).lastInsertRowid,
    );
    const stored = draft.passages.map((passage, ordinal) => {
      const row = { ...passage, section: passage.section ?? null, documentId, ordinal };
      const id = Number(putPassage.run(row).lastInsertRowid);
      putVector.run(id, vectorToBlob(vectors[ordinal]!));
      return { id, title: draft.title, heading: passage.heading, text: passage.text };
    });
    indexPassages(database, stored);
    const ids = stored.map((passage) => passage.id);
    storeFacts(database, documentId, ids, draft.facts ?? []);
    return documentId;
  }

  function publish({ source, draft, embedded }: Publication): PublishOutcome {
    const stored = embedderFingerprint();
    if (stored !== undefined && stored !== embedded.fingerprint) {
      throw new EmbedderMismatchError(stored, embedded.fingerprint);
    }
    const textHash = sha256(draft.text);
    const before = findSource.get(source.key)?.document_id;
    const twin = findByText.get(textHash)?.id;
    const isTwin = twin !== undefined && twin !== before;
    if (isTwin) {
      putSource.run({ ...source, documentId: twin });
      if (before !== undefined) dropIfUnsourced(before);
      raiseGeneration();
      return { outcome: 'duplicate', documentId: twin };
    }
    // The same text with better metadata or passages: the row must go before its twin can come.
    if (twin !== undefined) {
      const others = (sourcesLeft.get(twin)?.n ?? 0) > 1;
      if (others) {
        putSource.run({ ...source, documentId: twin });
        return { outcome: 'duplicate', documentId: twin };
      }
      deleteSource.run(source.key);
      dropIfUnsourced(twin);
    }
    const documentId = insertDocument(draft, textHash, embedded.vectors);
    putSource.run({ ...source, documentId });
    if (before !== undefined && before !== twin) dropIfUnsourced(before);
    writeMeta.run('embedder', embedded.fingerprint);
    raiseGeneration();
    return { outcome: before === undefined ? 'added' : 'replaced', documentId };
  }

  const publishAll = database.transaction((publications: readonly Publication[]) =>
    publications.map(publish),
  );

  const remove = database.transaction((sourceKey: string): boolean => {
    const documentId = findSource.get(sourceKey)?.document_id;
    if (documentId === undefined) return false;
    deleteSource.run(sourceKey);
    dropIfUnsourced(documentId);
    raiseGeneration();
    return true;
  });

  const reembed = database.transaction(
    (fingerprint: string, vectors: Iterable<readonly [number, Float32Array]>): void => {
      for (const [passageId, vector] of vectors) putVector.run(passageId, vectorToBlob(vector));
      writeMeta.run('embedder', fingerprint);
      raiseGeneration();
    },
  );

  const hasCurrentWords = () => readMeta.get('words')?.value === String(WORDS_VERSION);
  const rereadAll = database.transaction((): number => {
    let read = 0;
    let after = 0;
    for (;;) {
      const passages = passagesAfter.all(after, REREAD_AT_ONCE);
      if (passages.length === 0) break;
      const ids = passages.map((passage) => passage.id);
      unindexPassages(database, ids);
      indexPassages(database, passages);
      read += passages.length;
      after = ids.at(-1)!;
    }
    writeMeta.run('words', String(WORDS_VERSION));
    if (read > 0) raiseGeneration();
    return read;
  });

  return {
    generation,
    embedderFingerprint,
    reindexWords: () => (hasCurrentWords() ? 0 : rereadAll.immediate()),
    reembed: (fingerprint, vectors) => reembed.immediate(fingerprint, vectors),
    publish: (source, draft, embedded) => publishAll.immediate([{ source, draft, embedded }])[0]!,
    publishAll: (publications) => publishAll.immediate(publications),
    remove: (sourceKey) => remove.immediate(sourceKey),
  };
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

function vectorToBlob(vector: Float32Array): Buffer {
  return Buffer.from(vector.buffer, vector.byteOffset, vector.byteLength);
}
