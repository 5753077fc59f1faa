/**
 * The words of every passage in FTS5. Rows are written inside the corpus's own transaction.
 * Terms are made here, not by FTS5: its own folding does not know đ, and a Vietnamese word is two
 * syllables, so pairs of neighbouring syllables are indexed beside the syllables.
 */
import type { Database } from '../corpus/database.ts';
import { fold } from '../text/normalise.ts';
import { syllables } from '../text/tokens.ts';

/** What is indexed of one passage. */
export interface IndexedPassage {
  id: number;
  title: string;
  heading: string;
  text: string;
}

/** Terms of a query; each list may be empty. */
export interface LexicalQuery {
  exact: readonly string[];
  exactPairs: readonly string[];
  folded: readonly string[];
  foldedPairs: readonly string[];
}

export interface LexicalHit {
  passageId: number;
  /** Weighted BM25; higher is better. */
  score: number;
}

// bm25() weights per column, measured on ViQuAD dev (knowledge/search/README.md).
const COLUMN_WEIGHTS = '1.0, 0.5, 0.3, 0.2';

/** Neighbouring terms joined by "_", which the FTS5 tokenizer keeps. */
export function pairs(terms: readonly string[]): string[] {
  return terms.slice(1).map((term, index) => `${terms[index]}_${term}`);
}

/** Adds passages. Call inside a transaction. */
export function indexPassages(database: Database, passages: readonly IndexedPassage[]): void {
  const insert = database.prepare(
    'INSERT INTO passage_words (rowid, exact, exact_pairs, folded, folded_pairs) VALUES (?, ?, ?, ?, ?)',
  );
  for (const passage of passages) {
    const exact = syllables(`${passage.title}\n${passage.heading}\n${passage.text}`);
    const folded = exact.map(fold);
    insert.run(
      passage.id,
      exact.join(' '),
      pairs(exact).join(' '),
      folded.join(' '),
      pairs(folded).join(' '),
    );
  }
}

/** Removes passages. Call inside a transaction. */
export function unindexPassages(database: Database, passageIds: readonly number[]): void {
  const remove = database.prepare('DELETE FROM passage_words WHERE rowid = ?');
  for (const id of passageIds) remove.run(id);
}

/** The best passages by their words, best first. Passages for which `allows` is false are skipped. */
export function searchLexical(
  database: Database,
  query: LexicalQuery,
  limit: number,
  allows: (passageId: number) => boolean,
): LexicalHit[] {
  const match = [
    column('exact', query.exact),
    column('exact_pairs', query.exactPairs),
    column('folded', query.folded),
    column('folded_pairs', query.foldedPairs),
  ]
    .filter((part) => part !== '')
    .join(' OR ');
  if (match === '') return [];
  const rows = database
    .prepare<[string], { id: number; score: number }>(
      `SELECT rowid AS id, bm25(passage_words, ${COLUMN_WEIGHTS}) AS score
       FROM passage_words WHERE passage_words MATCH ? ORDER BY score`,
    )
    .iterate(match);
  const hits: LexicalHit[] = [];
  for (const row of rows) {
    if (!allows(row.id)) continue;
    hits.push({ passageId: row.id, score: -row.score });
    if (hits.length === limit) break;
  }
  return hits;
}

function column(name: string, terms: readonly string[]): string {
  if (terms.length === 0) return '';
  return `${name} : (${terms.map((term) => `"${term}"`).join(' OR ')})`;
}
