/**
 * Documents and passages as they stand. A document is published, replaced or removed in one
 * transaction together with its search rows and vectors, so a reader sees all of it or none.
 * Every such transaction raises the generation, by which other processes notice the change.
 */
import { createHash } from 'node:crypto';
import { storeFacts } from '../facts/store.ts';
import { indexPassages, unindexPassages } from '../search/lexical-index.ts';
import { type Database, openDatabase } from './database.ts';
import {
  type DocumentDraft,
  type DocumentKind,
  type DocumentMetadata,
  documentMetadataSchema,
  type Visibility,
} from './document.ts';
import { corpusMigrations } from './migrations.ts';

/** Where a document was read from. `key` is the absolute path or the URL; `collection` the folder or feed that was given to ingest. */
export interface SourceRecord {
  key: string;
  name: string;
  collection: string;
  contentHash: string;
}

export interface StoredDocument {
  id: number;
  kind: DocumentKind;
  title: string;
  /** Base name of the first source, or its URL: what a citation calls the document. */
  name: string;
  metadata: DocumentMetadata;
  visibility: Visibility;
}

export interface StoredPassage {
  id: number;
  documentId: number;
  ordinal: number;
  kind: 'text' | 'caption';
  heading: string;
  section: string | undefined;
  text: string;
  start: number;
  end: number;
}

export interface StoredSource extends SourceRecord {
  documentId: number;
}

/** `vectors[i]` belongs to `draft.passages[i]`. */
export interface EmbeddedPassages {
  fingerprint: string;
  vectors: readonly Float32Array[];
}

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

/** What a publication takes. */
export interface Publication {
  source: SourceRecord;
  draft: DocumentDraft;
  embedded: EmbeddedPassages;
}

export type PublishOutcome = { outcome: 'added' | 'replaced' | 'duplicate'; documentId: number };

export interface Corpus {
  readonly database: Database;
  /** Counts publications; a changed value means that caches built from the corpus are old. */
  generation(): number;
  /** The fingerprint of the embedder whose vectors the corpus holds; undefined before the first publication. */
  embedderFingerprint(): string | undefined;
  /** Replaces every vector at once, after the embedder was changed. */
  reembed(
    fingerprint: string,
    vectors: Iterable<readonly [passageId: number, vector: Float32Array]>,
  ): void;
  /** Publishes a document under a source, replacing what the source held. Throws EmbedderMismatchError when the corpus holds another embedder's vectors. */
  publish(source: SourceRecord, draft: DocumentDraft, embedded: EmbeddedPassages): PublishOutcome;
  /** The same for several documents in one transaction, which costs far less than one for each: all or none. */
  publishAll(publications: readonly Publication[]): PublishOutcome[];
  /** Forgets a source, and its document when no other source holds it. Returns false when it was unknown. */
  remove(sourceKey: string): boolean;
  source(key: string): StoredSource | undefined;
  sourcesOf(collection: string): StoredSource[];
  /** Every source, for finding those below a folder whatever collection they came in with. */
  sources(): StoredSource[];
  document(id: number): StoredDocument | undefined;
  /** The stored text that passages and quotes have their offsets in. */
  documentText(id: number): string | undefined;
  documents(): StoredDocument[];
  passage(id: number): StoredPassage | undefined;
  passagesOf(documentId: number): StoredPassage[];
  passageCount(): number;
}

/** Opens corpus.db (or ':memory:'). */
export function openCorpus(file: string): Corpus {
  const database = openDatabase(file, corpusMigrations);
  return {
    ...sourceQueries(database),
    ...documentQueries(database),
    ...publishing(database),
    database,
  };
}

type SourceRow = {
  key: string;
  name: string;
  collection: string;
  content_hash: string;
  document_id: number;
};

function toSource(row: SourceRow): StoredSource {
  return {
    key: row.key,
    name: row.name,
    collection: row.collection,
    contentHash: row.content_hash,
    documentId: row.document_id,
  };
}

function sourceQueries(database: Database): Pick<Corpus, 'source' | 'sourcesOf' | 'sources'> {
  const byKey = database.prepare<[string], SourceRow>('SELECT * FROM sources WHERE key = ?');
  const byCollection = database.prepare<[string], SourceRow>(
    'SELECT * FROM sources WHERE collection = ? ORDER BY id',
  );
  const all = database.prepare<[], SourceRow>('SELECT * FROM sources ORDER BY id');
  return {
    source(key) {
      const row = byKey.get(key);
      return row && toSource(row);
    },
    sourcesOf: (collection) => byCollection.all(collection).map(toSource),
    sources: () => all.all().map(toSource),
  };
}

type DocumentRow = {
  id: number;
  kind: DocumentKind;
  title: string;
  name: string;
  metadata: string;
  visibility: Visibility;
};

function toDocument(row: DocumentRow): StoredDocument {
  return { ...row, metadata: documentMetadataSchema.parse(JSON.parse(row.metadata)) };
}

type PassageRow = {
  id: number;
  document_id: number;
  ordinal: number;
  kind: 'text' | 'caption';
  heading: string;
  section: string | null;
  text: string;
  start_offset: number;
  end_offset: number;
};

function toPassage(row: PassageRow): StoredPassage {
  return {
    id: row.id,
    documentId: row.document_id,
    ordinal: row.ordinal,
    kind: row.kind,
    heading: row.heading,
    section: row.section ?? undefined,
    text: row.text,
    start: row.start_offset,
    end: row.end_offset,
  };
}

function documentQueries(
  database: Database,
): Pick<
  Corpus,
  'document' | 'documentText' | 'documents' | 'passage' | 'passagesOf' | 'passageCount'
> {
  const columns = `SELECT d.id, d.kind, d.title, d.metadata, d.visibility,
    (SELECT s.name FROM sources s WHERE s.document_id = d.id ORDER BY s.id LIMIT 1) AS name FROM documents d`;
  const one = database.prepare<[number], DocumentRow>(`${columns} WHERE d.id = ?`);
  const all = database.prepare<[], DocumentRow>(`${columns} ORDER BY d.id`);
  const text = database.prepare<[number], { text: string }>(
    'SELECT text FROM documents WHERE id = ?',
  );
  const passage = database.prepare<[number], PassageRow>('SELECT * FROM passages WHERE id = ?');
  const passages = database.prepare<[number], PassageRow>(
    'SELECT * FROM passages WHERE document_id = ? ORDER BY ordinal',
  );
  const count = database.prepare<[], { n: number }>('SELECT count(*) AS n FROM passages');
  return {
    document(id) {
      const row = one.get(id);
      return row && toDocument(row);
    },
    documentText: (id) => text.get(id)?.text,
    documents: () => all.all().map(toDocument),
    passage(id) {
      const row = passage.get(id);
      return row && toPassage(row);
    },
    passagesOf: (documentId) => passages.all(documentId).map(toPassage),
    passageCount: () => count.get()?.n ?? 0,
  };
}

function publishing(
  database: Database,
): Pick<
  Corpus,
  'generation' | 'embedderFingerprint' | 'reembed' | 'publish' | 'publishAll' | 'remove'
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
  const putVector = database.prepare(
    `INSERT INTO vectors (passage_id, vector) VALUES (?, ?)
     ON CONFLICT (passage_id) DO UPDATE SET vector = excluded.vector`,
  );

  const generation = () => Number(readMeta.get('generation')?.value ?? 0);
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

  return {
    generation,
    embedderFingerprint,
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
