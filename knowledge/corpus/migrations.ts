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
      -- Contentless: the text stands in passages; the column holds ready-made terms, each once.
      CREATE VIRTUAL TABLE passage_words USING fts5 (
        terms, content = '', contentless_delete = 1, detail = none,
        tokenize = "ascii tokenchars '_'"
      );

      -- The tokens of a passage in order, as knowledge/search/passage-terms.ts writes them.
      CREATE TABLE passage_streams (
        passage_id INTEGER PRIMARY KEY REFERENCES passages (id) ON DELETE CASCADE,
        stream BLOB NOT NULL
      ) STRICT;
    `,
  },
  {
    name: 'facts',
    sql: `
      CREATE TABLE fact_events (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        document_id INTEGER NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
        title TEXT NOT NULL CHECK (title <> ''),
        kinds TEXT NOT NULL CHECK (json_array_length(kinds) > 0),
        starts_on TEXT CHECK (starts_on IS date(starts_on)),
        ends_on TEXT CHECK (ends_on IS date(ends_on) AND (ends_on IS NULL OR ends_on >= starts_on)),
        place TEXT,
        district TEXT,
        province TEXT,
        organiser TEXT,
        title_key TEXT NOT NULL,
        place_key TEXT NOT NULL,
        organiser_key TEXT NOT NULL,
        passage_id INTEGER NOT NULL REFERENCES passages (id) ON DELETE CASCADE,
        quote TEXT NOT NULL CHECK (quote <> ''),
        start_offset INTEGER NOT NULL CHECK (start_offset >= 0),
        end_offset INTEGER NOT NULL CHECK (end_offset > start_offset)
      ) STRICT;
      CREATE INDEX fact_events_by_document ON fact_events (document_id);
      CREATE INDEX fact_events_by_day ON fact_events (starts_on);

      CREATE TABLE fact_event_people (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        event_id INTEGER NOT NULL REFERENCES fact_events (id) ON DELETE CASCADE,
        role TEXT NOT NULL CHECK (role IN ('chair', 'speaker', 'attendee', 'awarder', 'elected')),
        name TEXT,
        title TEXT,
        organisation TEXT,
        name_key TEXT NOT NULL,
        passage_id INTEGER NOT NULL REFERENCES passages (id) ON DELETE CASCADE,
        quote TEXT NOT NULL CHECK (quote <> ''),
        start_offset INTEGER NOT NULL CHECK (start_offset >= 0),
        end_offset INTEGER NOT NULL CHECK (end_offset > start_offset),
        CHECK (coalesce(name, title, organisation) IS NOT NULL)
      ) STRICT;
      CREATE INDEX fact_event_people_by_event ON fact_event_people (event_id);

      CREATE TABLE fact_event_items (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        event_id INTEGER NOT NULL REFERENCES fact_events (id) ON DELETE CASCADE,
        kind TEXT NOT NULL CHECK (kind IN ('participants', 'content', 'decision', 'award')),
        text TEXT NOT NULL CHECK (text <> ''),
        count REAL CHECK (count >= 0),
        giver TEXT,
        recipient TEXT,
        text_key TEXT NOT NULL,
        passage_id INTEGER NOT NULL REFERENCES passages (id) ON DELETE CASCADE,
        quote TEXT NOT NULL CHECK (quote <> ''),
        start_offset INTEGER NOT NULL CHECK (start_offset >= 0),
        end_offset INTEGER NOT NULL CHECK (end_offset > start_offset)
      ) STRICT;
      CREATE INDEX fact_event_items_by_event ON fact_event_items (event_id);

      CREATE TABLE fact_memberships (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        document_id INTEGER NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
        unit TEXT NOT NULL CHECK (unit <> ''),
        unit_kind TEXT NOT NULL
          CHECK (unit_kind IN ('HTX', 'liên hiệp HTX', 'THT', 'doanh nghiệp', 'quỹ', 'khác')),
        status TEXT NOT NULL CHECK (status IN ('admitted', 'member', 'mentioned')),
        commune TEXT,
        district TEXT,
        province TEXT,
        admitted_on TEXT CHECK (admitted_on IS date(admitted_on)),
        alliance TEXT,
        as_of TEXT CHECK (as_of IS date(as_of)),
        unit_key TEXT NOT NULL,
        place_key TEXT NOT NULL,
        passage_id INTEGER NOT NULL REFERENCES passages (id) ON DELETE CASCADE,
        quote TEXT NOT NULL CHECK (quote <> ''),
        start_offset INTEGER NOT NULL CHECK (start_offset >= 0),
        end_offset INTEGER NOT NULL CHECK (end_offset > start_offset)
      ) STRICT;
      CREATE INDEX fact_memberships_by_document ON fact_memberships (document_id);

      CREATE TABLE fact_offices (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        document_id INTEGER NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
        person TEXT NOT NULL CHECK (person <> ''),
        title TEXT NOT NULL CHECK (title <> ''),
        organisation TEXT,
        province TEXT,
        standing TEXT NOT NULL CHECK (standing IN ('current', 'elected', 'former')),
        term TEXT,
        as_of TEXT CHECK (as_of IS date(as_of)),
        person_key TEXT NOT NULL,
        title_key TEXT NOT NULL,
        organisation_key TEXT NOT NULL,
        province_key TEXT NOT NULL,
        passage_id INTEGER NOT NULL REFERENCES passages (id) ON DELETE CASCADE,
        quote TEXT NOT NULL CHECK (quote <> ''),
        start_offset INTEGER NOT NULL CHECK (start_offset >= 0),
        end_offset INTEGER NOT NULL CHECK (end_offset > start_offset)
      ) STRICT;
      CREATE INDEX fact_offices_by_document ON fact_offices (document_id);
      CREATE INDEX fact_offices_by_person ON fact_offices (person_key);

      CREATE TABLE fact_policies (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        document_id INTEGER NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
        role TEXT NOT NULL CHECK (role IN ('itself', 'mentioned')),
        policy_kind TEXT NOT NULL CHECK (policy_kind <> ''),
        number TEXT,
        name TEXT NOT NULL CHECK (name <> ''),
        issuer TEXT,
        issued_on TEXT CHECK (issued_on IS date(issued_on)),
        effective_on TEXT CHECK (effective_on IS date(effective_on)),
        subject TEXT,
        chapter TEXT,
        article TEXT,
        clause TEXT,
        implements TEXT CHECK (implements IS NULL OR json_array_length(implements) > 0),
        replaces TEXT CHECK (replaces IS NULL OR json_array_length(replaces) > 0),
        kind_key TEXT NOT NULL,
        number_key TEXT NOT NULL,
        number_head TEXT NOT NULL,
        issuer_key TEXT NOT NULL,
        text_key TEXT NOT NULL,
        passage_id INTEGER NOT NULL REFERENCES passages (id) ON DELETE CASCADE,
        quote TEXT NOT NULL CHECK (quote <> ''),
        start_offset INTEGER NOT NULL CHECK (start_offset >= 0),
        end_offset INTEGER NOT NULL CHECK (end_offset > start_offset)
      ) STRICT;
      CREATE INDEX fact_policies_by_document ON fact_policies (document_id);
      CREATE INDEX fact_policies_by_number ON fact_policies (number_head);

      CREATE TABLE fact_figures (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        document_id INTEGER NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
        quantity TEXT NOT NULL CHECK (quantity <> ''),
        value REAL NOT NULL,
        value_max REAL CHECK (value_max IS NULL OR value_max >= value),
        unit TEXT NOT NULL,
        value_text TEXT NOT NULL CHECK (value_text <> ''),
        approximation TEXT,
        planned REAL,
        percent_of_plan REAL,
        counts_members INTEGER NOT NULL CHECK (counts_members IN (0, 1)),
        organisation TEXT,
        area TEXT,
        province TEXT,
        as_of TEXT CHECK (as_of IS date(as_of)),
        period TEXT,
        quantity_key TEXT NOT NULL,
        organisation_key TEXT NOT NULL,
        area_key TEXT NOT NULL,
        province_key TEXT NOT NULL,
        passage_id INTEGER NOT NULL REFERENCES passages (id) ON DELETE CASCADE,
        quote TEXT NOT NULL CHECK (quote <> ''),
        start_offset INTEGER NOT NULL CHECK (start_offset >= 0),
        end_offset INTEGER NOT NULL CHECK (end_offset > start_offset)
      ) STRICT;
      CREATE INDEX fact_figures_by_document ON fact_figures (document_id);
      CREATE INDEX fact_figures_by_province ON fact_figures (province_key);
    `,
  },
  {
    name: 'figures that are goals',
    sql: `
      ALTER TABLE fact_figures
        ADD COLUMN is_target INTEGER NOT NULL DEFAULT 0 CHECK (is_target IN (0, 1));
    `,
  },
  {
    name: 'documents by what a search filters on',
    sql: `
      -- Covering: a filter must not read the documents' texts, between which these columns stand.
      CREATE INDEX documents_by_filter ON documents (
        visibility, kind, json_extract(metadata, '$.province'), json_extract(metadata, '$.publishedOn')
      );
    `,
  },
];
