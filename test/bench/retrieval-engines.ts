/**
 * The searches that are compared, behind one interface: the product's retriever, MiniSearch as it
 * comes, and BM25 of SQLite FTS5 over syllables. All are given the same rows and the same queries.
 */
import { join } from 'node:path';
import MiniSearch from 'minisearch';
import { openCorpus } from '../../knowledge/corpus/corpus.ts';
import { openDatabase } from '../../knowledge/corpus/database.ts';
import { openStaticEmbedder } from '../../knowledge/embedder/static-embedder.ts';
import { startRehearsal } from '../../knowledge/search/rehearsal.ts';
import { createRetriever } from '../../knowledge/search/retriever.ts';
import { cleanText } from '../../knowledge/text/normalise.ts';
import { syllables } from '../../knowledge/text/tokens.ts';
import type { CorpusRow } from '../eval/beir.ts';
import { publishRows, type RowsOfDocument } from '../eval/indexed-set.ts';

export interface Engine {
  /** Takes in all rows; called once. */
  index(rows: readonly CorpusRow[]): Promise<void>;
  /** Ids of rows, best first, at most `limit`. */
  search(query: string, limit: number): Promise<string[]>;
  close(): void;
}

/** How to open each engine; only the product's keeps anything in the folder. */
export const engines: Readonly<Record<string, (folder: string) => Promise<Engine>>> = {
  hoptac: openProduct,
  MiniSearch: async () => openMiniSearch(),
  'FTS5 BM25': async () => openFts(),
};

async function openProduct(folder: string): Promise<Engine> {
  const corpus = openCorpus(join(folder, 'corpus.db'));
  const embedder = await openStaticEmbedder();
  const retriever = createRetriever({ corpus, embedder });
  const ask = (query: string) => retriever.retrieve({ query, limit: 10 });
  // As the thread does that answers for the bot.
  const rehearsal = startRehearsal({ database: corpus.database, ask });
  let rowsOf: RowsOfDocument = new Map();
  return {
    async index(rows) {
      rowsOf = await publishRows(corpus, embedder, rows);
    },
    async search(query, limit) {
      rehearsal.rest();
      const hits = await retriever.retrieve({ query, limit });
      const ids = hits.flatMap((hit) => rowsOf.get(hit.document.id) ?? [hit.document.name]);
      return [...new Set(ids)].slice(0, limit);
    },
    close: () => void corpus.database.close(),
  };
}

function openMiniSearch(): Engine {
  const index = new MiniSearch<CorpusRow>({ idField: '_id', fields: ['title', 'text'] });
  return {
    async index(rows) {
      index.addAll(
        rows.map(({ _id, title, text }) => ({
          _id,
          title: cleanText(title),
          text: cleanText(text),
        })),
      );
    },
    async search(query, limit) {
      const hits = index.search(cleanText(query), { combineWith: 'OR' });
      return hits.slice(0, limit).map((hit) => String(hit.id));
    },
    close: () => undefined,
  };
}

function openFts(): Engine {
  const database = openDatabase(':memory:', [
    {
      name: 'rows',
      sql: `CREATE VIRTUAL TABLE rows USING fts5 (
        id UNINDEXED, syllables, tokenize = 'unicode61 remove_diacritics 0'
      );`,
    },
  ]);
  const put = database.prepare<[string, string]>('INSERT INTO rows (id, syllables) VALUES (?, ?)');
  const find = database
    .prepare<[string, number], string>(
      'SELECT id FROM rows WHERE rows MATCH ? ORDER BY bm25(rows) LIMIT ?',
    )
    .pluck();
  const putAll = database.transaction((rows: readonly CorpusRow[]) => {
    for (const { _id, title, text } of rows) {
      put.run(_id, syllables(cleanText(`${title}\n${text}`)).join(' '));
    }
  });
  return {
    index: async (rows) => putAll(rows),
    async search(query, limit) {
      const asked = [...new Set(syllables(cleanText(query)))].map((syllable) => `"${syllable}"`);
      return asked.length === 0 ? [] : find.all(asked.join(' OR '), limit);
    },
    close: () => void database.close(),
  };
}
