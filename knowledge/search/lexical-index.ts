/**
 * The words of every passage: an FTS5 table that finds passages by their terms, and the token
 * streams by which they are scored. Rows are written inside the corpus's own transaction. FTS5 keeps
 * neither positions nor columns: it only names the passages of a term, which it does thirty times
 * faster than it ranks them, and the reranker does the rest from the streams.
 */
import type { Database } from '../corpus/database.ts';
import { createPassageReader } from './passage-reader.ts';
import { decodeStream, type TokenStream } from './passage-terms.ts';

/** What is indexed of one passage. */
export interface IndexedPassage {
  id: number;
  title: string;
  heading: string;
  text: string;
}

/** Adds passages. Call inside a transaction. */
export function indexPassages(database: Database, passages: readonly IndexedPassage[]): void {
  const { insertWords, insertStream, readPassage } = statementsOf(database);
  for (const passage of passages) {
    const { words, stream } = readPassage(passage);
    insertWords.run(passage.id, words);
    insertStream.run(passage.id, stream);
  }
}

/** Removes passages. Call inside a transaction. */
export function unindexPassages(database: Database, passageIds: readonly number[]): void {
  const { removeWords, removeStream } = statementsOf(database);
  for (const id of passageIds) {
    removeWords.run(id);
    removeStream.run(id);
  }
}

/** The passages that hold an index term, ascending. The term is quoted: no FTS syntax is read in it. */
export function passagesWith(database: Database, term: string): number[] {
  return statementsOf(database).withTerm.all(quoted(term));
}

/** The same of the passages with ids from one to another, both inclusive. */
export function passagesBetween(
  database: Database,
  term: string,
  from: number,
  to: number,
): number[] {
  return from > to ? [] : statementsOf(database).withTermBetween.all(quoted(term), from, to);
}

/** In how many passages an index term stands: several times faster than naming them. */
export function countWith(database: Database, term: string): number {
  return statementsOf(database).countWithTerm.get(quoted(term)) ?? 0;
}

/** True when any passage holds an index term. */
export function hasTerm(database: Database, term: string): boolean {
  return statementsOf(database).anyWithTerm.get(quoted(term)) !== undefined;
}

/** The tokens of a passage; undefined when it is gone. */
export function streamOf(database: Database, passageId: number): TokenStream | undefined {
  const blob = statementsOf(database).stream.get(passageId);
  return blob && decodeStream(blob);
}

function quoted(term: string): string {
  return `"${term.replaceAll('"', '""')}"`;
}

function prepare(database: Database) {
  const match = 'FROM passage_words WHERE passage_words MATCH ?';
  return {
    readPassage: createPassageReader(),
    insertWords: database.prepare('INSERT INTO passage_words (rowid, terms) VALUES (?, ?)'),
    insertStream: database.prepare(
      'INSERT INTO passage_streams (passage_id, stream) VALUES (?, ?)',
    ),
    removeWords: database.prepare('DELETE FROM passage_words WHERE rowid = ?'),
    removeStream: database.prepare('DELETE FROM passage_streams WHERE passage_id = ?'),
    withTerm: database.prepare<[string], number>(`SELECT rowid ${match}`).pluck(),
    withTermBetween: database
      .prepare<[string, number, number], number>(`SELECT rowid ${match} AND rowid BETWEEN ? AND ?`)
      .pluck(),
    countWithTerm: database.prepare<[string], number>(`SELECT count(*) ${match}`).pluck(),
    anyWithTerm: database.prepare<[string], number>(`SELECT rowid ${match} LIMIT 1`).pluck(),
    stream: database
      .prepare<[number], Buffer>('SELECT stream FROM passage_streams WHERE passage_id = ?')
      .pluck(),
  };
}

// Preparing costs more than running; one set per open database, dropped with it.
const prepared = new WeakMap<Database, ReturnType<typeof prepare>>();

function statementsOf(database: Database): ReturnType<typeof prepare> {
  const known = prepared.get(database);
  if (known) return known;
  const made = prepare(database);
  prepared.set(database, made);
  return made;
}
