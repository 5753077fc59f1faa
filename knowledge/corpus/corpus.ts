/**
 * Documents and passages as they stand. A document is published, replaced or removed in one
 * transaction together with its search rows and vectors, so a reader sees all of it or none.
 * Every such transaction raises the generation, by which other processes notice the change.
 */
import { type Database, openDatabase } from './database.ts';
import {
  type DocumentDraft,
  type DocumentKind,
  type DocumentMetadata,
  documentMetadataSchema,
  type Visibility,
} from './document.ts';
import { corpusMigrations } from './migrations.ts';
import { publishing } from './publishing.ts';

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
  /**
   * Reads every passage's words anew when the rules of reading changed since they were indexed.
   * Returns how many passages were read; 0 when the index is up to date.
   */
  reindexWords(): number;
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
