/** The schema of corpus.db, step by step. Append-only. */
import type { Migration } from './database.ts';

export const corpusMigrations: readonly Migration[] = [
  {
    name: 'documents, sources, passages, vectors',
    sql: `
      CREATE TABLE meta (
        key TEXT PRIMARY KEY,
        value TEXT NOT NULL
      ) STRICT;

      CREATE TABLE documents (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        kind TEXT NOT NULL CHECK (kind IN ('article', 'legal')),
        title TEXT NOT NULL,
        text TEXT NOT NULL,
        text_hash TEXT NOT NULL UNIQUE,
        metadata TEXT NOT NULL CHECK (json_valid(metadata)),
        visibility TEXT NOT NULL DEFAULT 'public' CHECK (visibility IN ('public', 'internal')),
        ingested_at TEXT NOT NULL
      ) STRICT;

      -- Where a document came from. The same text under two names is one document with two sources.
      CREATE TABLE sources (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        key TEXT NOT NULL UNIQUE,
        name TEXT NOT NULL,
        collection TEXT NOT NULL,
        content_hash TEXT NOT NULL,
        document_id INTEGER NOT NULL REFERENCES documents (id) ON DELETE CASCADE
      ) STRICT;
      CREATE INDEX sources_by_document ON sources (document_id);
      CREATE INDEX sources_by_collection ON sources (collection);

      -- AUTOINCREMENT: a passage id that was used again would turn an old citation into a wrong one.
      CREATE TABLE passages (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        document_id INTEGER NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
        ordinal INTEGER NOT NULL,
        kind TEXT NOT NULL CHECK (kind IN ('text', 'caption')),
        heading TEXT NOT NULL,
        section TEXT,
        text TEXT NOT NULL,
        start_offset INTEGER NOT NULL CHECK (start_offset >= 0),
        end_offset INTEGER NOT NULL CHECK (end_offset > start_offset),
        UNIQUE (document_id, ordinal)
      ) STRICT;

      CREATE TABLE vectors (
        passage_id INTEGER PRIMARY KEY REFERENCES passages (id) ON DELETE CASCADE,
        vector BLOB NOT NULL
      ) STRICT;
    `,
  },
  {
    name: 'words of passages',
    sql: `
      -- Contentless: the text stands in passages; the columns hold ready-made terms.
      CREATE VIRTUAL TABLE passage_words USING fts5 (
        exact, exact_pairs, folded, folded_pairs,
        content = '', contentless_delete = 1,
        tokenize = "ascii tokenchars '_'"
      );
    `,
  },
];
