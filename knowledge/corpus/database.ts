/**
 * The only door to better-sqlite3. Opens a database file with the settings every part relies on
 * (WAL, foreign keys, a bounded wait for a writer) and brings it to the newest schema.
 * Invariant: a database is never used at an older schema, nor opened by an older program.
 */
import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import BetterSqlite3 from 'better-sqlite3';

export type Database = BetterSqlite3.Database;

/** One step of the schema. Append-only: a released step is never edited. */
export interface Migration {
  name: string;
  sql: string;
}

/** The file was written by a newer release, whose tables this one does not know. */
export class NewerSchemaError extends Error {
  readonly code = 'NEWER_SCHEMA';
  constructor(
    readonly file: string,
    readonly found: number,
    readonly known: number,
  ) {
    super(`${file} has schema ${found}; this release knows ${known}. Start the newer release.`);
  }
}

const BUSY_TIMEOUT_MS = 10_000;

/** Opens (and creates) a database file, or `:memory:`, and applies the migrations it lacks, each in a transaction. */
export function openDatabase(file: string, migrations: readonly Migration[]): Database {
  if (file !== ':memory:') mkdirSync(dirname(file), { recursive: true });
  const database = new BetterSqlite3(file, { timeout: BUSY_TIMEOUT_MS });
  try {
    database.pragma('journal_mode = WAL');
    database.pragma('synchronous = NORMAL');
    database.pragma('foreign_keys = ON');
    migrate(database, file, migrations);
  } catch (error) {
    database.close();
    throw error;
  }
  return database;
}

/** Opens an existing database for reading beside a writer, as a worker does. Throws when the file is missing. */
export function openReadOnly(file: string): Database {
  return new BetterSqlite3(file, { readonly: true, timeout: BUSY_TIMEOUT_MS });
}

function migrate(database: Database, file: string, migrations: readonly Migration[]): void {
  const apply = database.transaction(() => {
    // Read inside the write transaction: two processes may open a new file at the same moment.
    const version = database.pragma('user_version', { simple: true }) as number;
    if (version > migrations.length) {
      throw new NewerSchemaError(file, version, migrations.length);
    }
    for (const [index, migration] of migrations.entries()) {
      if (index < version) continue;
      database.exec(migration.sql);
      database.pragma(`user_version = ${index + 1}`);
    }
  });
  apply.immediate();
}
